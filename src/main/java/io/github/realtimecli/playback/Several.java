package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One answer to several sinks. The first is the one that people listen to: what it heard is what was heard.
///
/// One that fails does not keep the others from their samples; its exception comes afterwards.
public final class Several implements Sink {
  private final Sink first;
  private final List<Sink> sinks;

  public Several(Sink first, Sink... copies) {
    this.first = first;
    List<Sink> all = new ArrayList<>(List.of(copies));
    all.addFirst(first);
    this.sinks = List.copyOf(all);
  }

  @Override
  public void play(Pcm samples) throws IOException {
    all(sink -> sink.play(samples));
  }

  /// `heard` runs when all of them have finished; one that fails to has finished.
  @Override
  public void finish(Runnable heard) throws IOException {
    AtomicInteger missing = new AtomicInteger(sinks.size());
    Runnable one = () -> {
      if (missing.decrementAndGet() == 0)
        heard.run();
    };
    all(sink -> finish(sink, one));
  }

  private static void finish(Sink sink, Runnable one) throws IOException {
    try {
      sink.finish(one);
    } catch (IOException e) {
      one.run();
      throw e;
    }
  }

  @Override
  public double flush() throws IOException {
    List<Double> heard = new ArrayList<>();
    all(sink -> heard.add(sink.flush()));
    return heard.getFirst();
  }

  @Override
  public Played played() {
    return first.played();
  }

  @Override
  public void close() throws IOException {
    all(Sink::close);
  }

  private interface Step { void on(Sink sink) throws IOException; }

  private void all(Step step) throws IOException {
    @Nullable
    IOException failure = null;
    for (Sink sink : sinks) {
      try {
        step.on(sink);
      } catch (IOException e) {
        if (failure == null)
          failure = e;
        else
          failure.addSuppressed(e);
      }
    }
    if (failure != null)
      throw failure;
  }
}
