package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.VoiceActivity;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.source.Lateness;
import io.github.realtimecli.source.Recording;
import io.github.realtimecli.source.Source;
import io.github.realtimecli.source.Unreadable;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Signal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The thread that reads the speech and sends it: opened and read ahead while the connection is being made, then a chunk
/// at a time, as fast as the wire takes it or as it would be spoken.
final class Speech implements Runnable {
  /// How far to read ahead of the connection, in chunks.
  private static final int AHEAD = 16;

  private final Call call;
  private final Utterance utterance;
  private final int rate;
  private final Schedule schedule;
  private final @Nullable VoiceActivity voice;
  private final CountDownLatch firstRead = new CountDownLatch(1);
  private final CountDownLatch start = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ArrayDeque<Pcm> ahead = new ArrayDeque<>();
  private volatile @Nullable Source source;
  private final AtomicLong samples = new AtomicLong();
  private final AtomicInteger events = new AtomicInteger();
  private long spoken;
  private long untold;
  private volatile long voiceEnd = -1;

  /// @param rate samples a second of what is sent
  Speech(Call call, Utterance utterance, int rate) {
    this.call = call;
    this.utterance = utterance;
    this.rate = rate;
    schedule = new Schedule(utterance.pace(), rate);
    voice = utterance.listening() == Utterance.Listening.ON
        ? new VoiceActivity(rate, VoiceActivity.DEFAULT_THRESHOLD)
        : null;
  }

  /// Lets the audio out; it goes behind everything sent before.
  void start() {
    start.countDown();
  }

  void stop() {
    stop.countDown();
    start.countDown();
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  /// Waits until the first samples were read, or it is known that there are none.
  void awaitFirstRead(long millis) throws InterruptedException {
    boolean read = firstRead.await(millis, TimeUnit.MILLISECONDS);
    if (!read)
      return;
  }

  Result.Sent sent() {
    long taken = samples.get();
    return new Result.Sent(Pcm.millis(taken, rate), taken * Pcm.SAMPLE_BYTES, events.get(), voiceEndMs());
  }

  private @Nullable Double voiceEndMs() {
    return voiceEnd < 0 ? null : Pcm.millis(voiceEnd, rate);
  }

  Lateness.@Nullable Summary lateness() {
    return schedule.lateness();
  }

  @Nullable
  Recording recording() {
    Source opened = source;
    return opened == null ? null : opened.recording();
  }

  @Override
  public void run() {
    try (Source opened = utterance.opening().open()) {
      source = opened;
      if (readAhead(opened))
        sendAll(opened);
    } catch (Unreadable e) {
      call.signal(new Signal.SpeechFailed(new Failure.UnreadableInput(message(e), e.hint())));
    } catch (IOException e) {
      call.signal(
          new Signal.SpeechFailed(new Failure.UnreadableInput("cannot be read: " + message(e), "check the file")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      call.signal(new Signal.SpeechFailed(new Failure.Bug("while reading the audio: " + e)));
    } finally {
      firstRead.countDown();
    }
  }

  /// @return whether the audio may go out now
  private boolean readAhead(Source opened) throws IOException, InterruptedException {
    while (start.getCount() > 0 && ahead.size() < AHEAD) {
      Pcm chunk = opened.next();
      if (chunk == null)
        break;
      ahead.add(chunk);
      firstRead.countDown();
    }
    firstRead.countDown();
    start.await();
    return !stopped();
  }

  private void sendAll(Source opened) throws IOException, InterruptedException {
    schedule.begin(System.nanoTime());
    for (Pcm chunk = next(opened); chunk != null; chunk = next(opened)) {
      if (!send(chunk))
        return;
      samples.addAndGet(chunk.samples());
    }
    long silence = spoken == 0 ? 0 : utterance.trailing().toMillis() * rate / 1000;
    while (silence > 0) {
      int count = (int) Math.min(silence, rate / 5);
      if (!send(Pcm.silence(count)))
        return;
      silence -= count;
    }
    tell();
    call.signal(new Signal.SpeechEnded(voiceEndMs()));
  }

  /// @return whether to go on
  private boolean send(Pcm chunk) throws InterruptedException {
    untold += chunk.samples();
    if (spoken == 0)
      tell();
    int step = schedule.isPaced() ? schedule.frameSamples() * Pcm.SAMPLE_BYTES : chunk.length();
    for (int from = 0; from < chunk.length(); from += step)
      if (!sendFrame(chunk.slice(from, Math.min(chunk.length(), from + step))))
        return false;
    return true;
  }

  /// That there is speech is news; how much more of it comes is not, until its end.
  private void tell() {
    if (untold > 0)
      call.signal(new Signal.SpeechRead(untold));
    untold = 0;
  }

  private boolean sendFrame(Pcm frame) throws InterruptedException {
    long end = spoken + frame.samples();
    if (schedule.isPaced() && stop.await(schedule.due(end) - System.nanoTime(), TimeUnit.NANOSECONDS))
      return false;
    if (stopped() || !call.send(new ClientEvent.AppendAudio(null, frame)))
      return false;
    spoken = end;
    events.incrementAndGet();
    long now = System.nanoTime();
    schedule.sent(end, now);
    listen(frame, now);
    return true;
  }

  /// The end of a voice is where it was spoken when speech is paced, and where it went out otherwise.
  private void listen(Pcm frame, long now) {
    if (voice == null)
      return;
    voice.take(frame);
    long end = voice.lastVoicedEnd();
    if (end > voiceEnd) {
      voiceEnd = end;
      call.voiceEnded(schedule.isPaced() ? schedule.due(end) : now);
    }
  }

  private @Nullable Pcm next(Source opened) throws IOException {
    if (stopped())
      return null;
    Pcm read = ahead.poll();
    return read != null ? read : opened.next();
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
