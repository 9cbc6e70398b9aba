package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.VoiceActivity;
import io.github.realtimecli.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/// The instants of a turn that its latencies run between, in nanoseconds of `System.nanoTime()`; each is set once.
final class Timeline {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final boolean listening;
  private @Nullable VoiceActivity voice;
  private volatile long dialled = NOT_YET;
  private volatile long opened = NOT_YET;
  private volatile long sessionCreated = NOT_YET;
  private volatile long firstAppend = NOT_YET;
  private volatile long committed = NOT_YET;
  private volatile long voiceEnd = NOT_YET;
  private volatile long firstAudio = NOT_YET;
  private volatile long audioAfterVoice = NOT_YET;
  private volatile long firstVoice = NOT_YET;
  private volatile long done = NOT_YET;

  /// @param listening whether to find the first voice in the answer
  Timeline(boolean listening) {
    this.listening = listening;
  }

  void dialled(long at) {
    dialled = at;
  }

  void opened(long at) {
    opened = at;
  }

  void appended() {
    if (firstAppend == NOT_YET)
      firstAppend = System.nanoTime();
  }

  void committed() {
    committed = System.nanoTime();
  }

  /// Voice has gone out up to here; there may be more of it later.
  void voiceEnded(long at) {
    voiceEnd = at;
  }

  /// @param rate samples a second of the answer
  void heard(ServerEvent event, long at, int rate) {
    if (event instanceof ServerEvent.SessionCreated && sessionCreated == NOT_YET)
      sessionCreated = at;
    else if (event instanceof ServerEvent.AudioDelta delta)
      heard(delta.audio(), at, rate);
    else if (event instanceof ServerEvent.ResponseDone)
      done = at;
  }

  private void heard(Pcm audio, long at, int rate) {
    if (firstAudio == NOT_YET)
      firstAudio = at;
    if (audioAfterVoice < voiceEnd && voiceEnd != NOT_YET && at >= voiceEnd)
      audioAfterVoice = at;
    if (!listening || firstVoice != NOT_YET)
      return;
    if (voice == null)
      voice = new VoiceActivity(rate, VoiceActivity.DEFAULT_THRESHOLD);
    voice.take(audio);
    if (voice.firstVoiced() >= 0)
      firstVoice = Math.max(at, firstAudio + (long) (Pcm.millis(voice.firstVoiced(), rate) * 1e6));
  }

  Result.Latency latency() {
    return new Result.Latency(between(dialled, opened), between(opened, sessionCreated),
        between(firstAppend, committed), between(committed, firstAudio), between(voiceEnd, audioAfterVoice),
        between(committed, firstVoice), between(committed, done));
  }

  private static @Nullable Double between(long from, long to) {
    return from == NOT_YET || to == NOT_YET ? null : (to - from) / 1e6;
  }
}
