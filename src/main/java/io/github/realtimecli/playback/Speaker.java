package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The machine's speaker.
///
/// A thread of its own opens the device, while others connect, and feeds it. Without a device, or when it is lost, it goes
/// on muted. Waiting audio beyond a few minutes lies in a temporary file.
public final class Speaker implements Sink {
  private static final long FLUSH_NUDGE_MS = 15;
  private static final long FLUSH_LIMIT_MS = 100;
  private static final Duration CLOSE_NUDGE = Duration.ofMillis(30);
  private static final long CLOSE_LIMIT_MS = 250;

  private final Backlog backlog = new Backlog();
  private final CompletableFuture<Opening> ready = new CompletableFuture<>();
  private final int rate;
  private final Gain gain;
  private final Consumer<String> trouble;
  private final LongSupplier clock;
  private final Thread thread;
  private volatile @Nullable Feed feed;

  private Speaker(Supplier<Plugged> socket, int rate, double volume, Consumer<String> trouble, LongSupplier clock) {
    this.rate = rate;
    this.gain = new Gain(volume);
    this.trouble = trouble;
    this.clock = clock;
    this.thread = new Thread(() -> run(socket), "speaker");
    thread.setDaemon(true);
  }

  /// Begins to open the device and returns at once.
  ///
  /// @param device  name or part of the name of one of [Devices#speakers()], or `null` for the system's default
  /// @param rate    samples a second
  /// @param volume  0 to 2, 1 for the samples as they are
  /// @param trouble hears a sentence for the user, once, when there is no device or it is lost; called on the speaker's thread
  public static Speaker open(@Nullable String device, int rate, double volume, Consumer<String> trouble) {
    return open(() -> Devices.plug(device, rate), rate, volume, trouble, System::nanoTime);
  }

  static Speaker open(Supplier<Plugged> socket, int rate, double volume, Consumer<String> trouble, LongSupplier clock) {
    Speaker speaker = new Speaker(socket, rate, volume, trouble, clock);
    speaker.thread.start();
    return speaker;
  }

  /// How it went when the device was opened; never fails.
  public CompletableFuture<Opening> ready() {
    return ready.copy();
  }

  @Override
  public void play(Pcm samples) throws IOException {
    backlog.add(samples.slice(0, samples.samples() * Pcm.SAMPLE_BYTES));
  }

  @Override
  public void finish(Runnable heard) {
    if (!backlog.end(heard))
      heard.run();
  }

  @Override
  public double flush() {
    List<Runnable> waiting = backlog.clear();
    Feed feeding = feed;
    double heard = feeding == null ? 0 : flush(feeding);
    waiting.forEach(Runnable::run);
    return heard;
  }

  /// The thread answers within a step. One that is held by a device that stands still is freed first.
  private static double flush(Feed feeding) {
    Future<Double> heard = feeding.flush();
    try {
      try {
        return heard.get(FLUSH_NUDGE_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        feeding.unblock();
        return heard.get(FLUSH_LIMIT_MS, TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Override
  public Played played() {
    Feed feeding = feed;
    return feeding == null ? Played.NOTHING : feeding.played();
  }

  /// May come from any thread at any moment, from a `heard` as well.
  @Override
  public void close() {
    List<Runnable> waiting = backlog.close();
    if (!Thread.currentThread().equals(thread))
      end();
    waiting.forEach(Runnable::run);
  }

  Thread thread() {
    return thread;
  }

  private void end() {
    try {
      if (thread.join(CLOSE_NUDGE))
        return;
      Feed feeding = feed;
      if (feeding != null)
        feeding.unblock();
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Supplier<Plugged> socket) {
    Plugged plugged = socket.get();
    Feed feeding = new Feed(plugged.line(), rate, backlog, gain, trouble, clock);
    feed = feeding;
    ready.complete(plugged.opening());
    if (plugged.opening() instanceof Opening.Muted muted)
      trouble.accept(muted.sentence());
    try {
      while (!backlog.closed()) {
        long seen = backlog.changes();
        long pause = feeding.step();
        backlog.await(seen, pause);
      }
    } catch (IOException e) {
      trouble.accept("The rest of the answer is not played: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feeding.close();
      release();
    }
  }

  /// Nobody feeds any more: whoever waits, waits no longer.
  private void release() {
    backlog.close().forEach(Runnable::run);
    try {
      backlog.release();
    } catch (IOException e) {
      trouble.accept("A temporary file could not be removed: " + e.getMessage() + ".");
    }
  }
}
