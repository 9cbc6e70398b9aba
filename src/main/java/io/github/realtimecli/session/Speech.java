package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
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
/// at a time, as fast as the wire takes it.
final class Speech implements Runnable {
  /// How far to read ahead of the connection, in chunks.
  private static final int AHEAD = 16;

  private final Call call;
  private final Call.Opening opening;
  private final CountDownLatch firstRead = new CountDownLatch(1);
  private final CountDownLatch start = new CountDownLatch(1);
  private final ArrayDeque<Pcm> ahead = new ArrayDeque<>();
  private volatile @Nullable Source source;
  private volatile boolean stopped;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger events = new AtomicInteger();

  Speech(Call call, Call.Opening opening) {
    this.call = call;
    this.opening = opening;
  }

  /// Lets the audio out; it goes behind everything sent before.
  void start() {
    start.countDown();
  }

  void stop() {
    stopped = true;
    start.countDown();
  }

  /// Waits until the first samples were read, or it is known that there are none.
  void awaitFirstRead(long millis) throws InterruptedException {
    boolean read = firstRead.await(millis, TimeUnit.MILLISECONDS);
    if (!read)
      return;
  }

  long bytes() {
    return bytes.get();
  }

  int events() {
    return events.get();
  }

  @Nullable
  Recording recording() {
    Source opened = source;
    return opened == null ? null : opened.recording();
  }

  @Override
  public void run() {
    try (Source opened = opening.open()) {
      source = opened;
      if (readAhead(opened))
        sendRest(opened);
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
    return !stopped;
  }

  private void sendRest(Source opened) throws IOException, InterruptedException {
    for (Pcm chunk = next(opened); chunk != null && !stopped; chunk = next(opened)) {
      call.signal(new Signal.SpeechRead(chunk.samples()));
      if (!call.send(new ClientEvent.AppendAudio(null, chunk)))
        return;
      bytes.addAndGet(chunk.length());
      events.incrementAndGet();
      call.signal(new Signal.SpeechSent());
    }
    if (!stopped)
      call.signal(new Signal.SpeechEnded());
  }

  private @Nullable Pcm next(Source opened) throws IOException {
    Pcm read = ahead.poll();
    return read != null ? read : opened.next();
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
