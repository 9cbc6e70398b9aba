package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Resampler;
import io.github.realtimecli.audio.Samples;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Brings answers of any rate to the one that a sink takes. At that very rate, which is the vendor's, samples go straight
/// through; at another, a thread converts one answer after the other.
public final class Converted implements Sink {
  private static final int BLOCK = Pcm.RATE / 50;

  private final Sink sink;
  private int rate = Pcm.RATE;
  private @Nullable Conversion conversion;
  private volatile @Nullable IOException failure;

  public Converted(Sink sink) {
    this.sink = sink;
  }

  /// Says that the answers from the next one on have `rate` samples a second.
  public void rate(int rate) {
    if (conversion == null)
      this.rate = rate;
  }

  @Override
  public void play(Pcm samples) throws IOException {
    if (rate == Pcm.RATE) {
      sink.play(samples);
      return;
    }
    throwFailure();
    Conversion running = conversion;
    if (running == null) {
      running = new Conversion(rate);
      conversion = running;
      Thread.ofPlatform().daemon().name("converter").start(running);
    }
    running.pieces.add(samples);
  }

  @Override
  public void finish(Runnable heard) throws IOException {
    Conversion running = conversion;
    if (running == null) {
      sink.finish(heard);
      return;
    }
    conversion = null;
    running.heard = heard;
    running.pieces.add(Pcm.EMPTY);
  }

  @Override
  public double flush() throws IOException {
    Conversion running = conversion;
    conversion = null;
    synchronized (sink) {
      if (running != null)
        running.drop();
      return sink.flush();
    }
  }

  @Override
  public Played played() {
    return sink.played();
  }

  /// Ends the thread of an answer that will not be finished; the sink stays as it is.
  public void leave() {
    Conversion running = conversion;
    conversion = null;
    if (running != null)
      running.drop();
  }

  @Override
  public void close() throws IOException {
    leave();
    sink.close();
    throwFailure();
  }

  private void throwFailure() throws IOException {
    IOException failed = failure;
    if (failed != null)
      throw failed;
  }

  /// One answer on its way to the other rate; an empty piece ends it.
  private final class Conversion implements Runnable, Samples {
    private final LinkedBlockingQueue<Pcm> pieces = new LinkedBlockingQueue<>();
    private final Samples converted;
    private Pcm piece = Pcm.EMPTY;
    private int used;
    private boolean ended;
    private volatile boolean dropped;
    private volatile @Nullable Runnable heard;

    Conversion(int from) {
      converted = Resampler.of(this, from, Pcm.RATE);
    }

    void drop() {
      dropped = true;
      pieces.add(Pcm.EMPTY);
    }

    @Override
    public int read(float[] into, int at, int count) throws IOException {
      int made = 0;
      while (made < count && advance())
        while (made < count && used < piece.samples())
          into[at + made++] = piece.sample(used++) / 32768f;
      return made;
    }

    /// @return whether there is another sample
    private boolean advance() throws IOException {
      try {
        while (!ended && used == piece.samples()) {
          piece = pieces.take();
          used = 0;
          ended = piece.isEmpty();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      return !ended;
    }

    @Override
    public void run() {
      float[] block = new float[BLOCK];
      try {
        for (int n = BLOCK; n == BLOCK;) {
          n = converted.read(block, 0, BLOCK);
          synchronized (sink) {
            if (!dropped && n > 0)
              sink.play(Pcm.rounded(block, 0, n));
          }
        }
      } catch (IOException e) {
        failure = e;
      }
      finishHeard();
    }

    private void finishHeard() {
      Runnable done = heard;
      if (done == null)
        return;
      try {
        sink.finish(done);
      } catch (IOException e) {
        failure = e;
        done.run();
      }
    }
  }
}
