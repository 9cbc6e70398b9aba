package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.VoiceActivity;
import org.jspecify.annotations.Nullable;

/// Hears where turns begin and end. Time is the session's audio: samples since its first, however fast they come.
///
/// ```
///                voice
///  WAITING ─────────────────▶ SPEAKING
///   │   ▲ ◀──────────────────────┘
///   │   │    silence, or a commit
///   └───┘ nothing for long after an answer: Idle
/// ```
final class TurnDetector {
  /// Where something happened.
  sealed interface Boundary {
    /// @param sample the first one of the turn, with what is taken from before the voice
    record Started(long sample) implements Boundary {}

    /// @param sample behind the last one of the turn, with the silence that ended it
    record Stopped(long sample) implements Boundary {}

    record Idle(long from, long to) implements Boundary {}
  }

  private static final int FRAMES_A_SECOND = 100;
  /// What makes a turn; less may be the rest of the one before.
  private static final int SHORTEST_VOICE_MS = 30;
  private final Rate rate;
  private final int frameBytes;
  private VadSettings attention;
  private VoiceActivity voice;
  /// The sample at which `voice` began to listen.
  private long base;
  /// Bytes that `voice` has heard.
  private long heard;
  private boolean speaking;
  /// Before this sample everything belongs to turns that are over.
  private long mark;
  private long lastVoiced;
  private long idleFrom = -1;
  private @Nullable Boundary boundary;

  /// @param position of the session's audio
  TurnDetector(Rate rate, VadSettings attention, long position) {
    this.rate = rate;
    this.frameBytes = rate.hertz() / FRAMES_A_SECOND * Pcm.SAMPLE_BYTES;
    this.attention = attention;
    this.voice = new VoiceActivity(rate.hertz(), attention.threshold());
    this.base = position;
    this.mark = position;
  }

  VadSettings attention() {
    return attention;
  }

  boolean speaking() {
    return speaking;
  }

  /// Listens on in another way. What is known of the noise is lost when another loudness is wanted.
  void attend(VadSettings other) {
    if (other.threshold() != attention.threshold()) {
      base = position();
      heard = 0;
      lastVoiced = base;
      voice = new VoiceActivity(rate.hertz(), other.threshold());
    }
    attention = other;
  }

  /// Hears the audio from byte `from` on, up to the first boundary.
  ///
  /// @return where it stopped: the end, when there was none
  int hear(Pcm audio, int from) {
    boundary = null;
    int at = from;
    while (at < audio.length() && boundary == null) {
      int end = (int) Math.min(audio.length(), at + frameBytes - heard % frameBytes);
      voice.take(audio.slice(at, end));
      heard += end - at;
      at = end;
      if (heard % frameBytes == 0)
        boundary = boundary();
    }
    return at;
  }

  /// What happened where [#hear] stopped.
  @Nullable
  Boundary last() {
    return boundary;
  }

  /// The turn was ended, or forgotten, by somebody else.
  void endTurn() {
    speaking = false;
    mark = position();
    idleFrom = -1;
  }

  /// An answer of so many samples was given: its listener may be silent from when it is over.
  void answered(long samples) {
    idleFrom = position() + samples;
  }

  private @Nullable Boundary boundary() {
    long position = position();
    if (voice.lastVoicedEnd() >= 0)
      lastVoiced = base + voice.lastVoicedEnd();
    if (speaking)
      return lastVoiced < position && position - lastVoiced >= rate.samples(attention.silenceMs())
          ? stopped(position)
          : null;
    if (lastVoiced == position && position - turnStart() >= rate.samples(SHORTEST_VOICE_MS))
      return started();
    long idle = rate.samples(attention.idleMs());
    if (idle > 0 && idleFrom >= 0 && position - idleFrom >= idle) {
      Boundary nothing = new Boundary.Idle(Math.max(idleFrom, mark), position);
      endTurn();
      return nothing;
    }
    return null;
  }

  /// The first sample of the voice that is heard, as far as it belongs to no turn that is over.
  private long turnStart() {
    return Math.max(mark, base + voice.onset());
  }

  private Boundary started() {
    speaking = true;
    idleFrom = -1;
    return new Boundary.Started(Math.max(mark, turnStart() - rate.samples(attention.prefixMs())));
  }

  private Boundary stopped(long position) {
    endTurn();
    return new Boundary.Stopped(position);
  }

  private long position() {
    return base + heard / Pcm.SAMPLE_BYTES;
  }
}
