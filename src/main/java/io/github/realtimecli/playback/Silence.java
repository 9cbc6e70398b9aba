package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;

/// Takes everything and says nothing.
public final class Silence implements Sink {
  private final int rate;
  private long samples;

  /// @param rate samples a second
  public Silence(int rate) {
    this.rate = rate;
  }

  @Override
  public void play(Pcm pcm) {
    samples += pcm.samples();
  }

  @Override
  public void finish(Runnable heard) {
    samples = 0;
    heard.run();
  }

  @Override
  public double flush() {
    double taken = Pcm.millis(samples, rate);
    samples = 0;
    return taken;
  }

  @Override
  public Played played() {
    return Played.NOTHING;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
