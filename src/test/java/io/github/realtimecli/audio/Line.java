package io.github.realtimecli.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Samples from an array, and back into one.
final class Line implements Samples {
  private final float[] samples;
  private int position;

  Line(float... samples) {
    this.samples = samples;
  }

  @Override
  public int read(float[] into, int at, int count) {
    int n = Math.min(count, samples.length - position);
    System.arraycopy(samples, position, into, at, n);
    position += n;
    return n;
  }

  static float[] resampled(float[] samples, int from, int to) {
    return all(Resampler.of(new Line(samples), from, to), 4800);
  }

  static float[] all(Samples samples, int... counts) {
    float[] all = new float[1024];
    int total = 0;
    try {
      for (int turn = 0;; turn++) {
        int count = counts[turn % counts.length];
        if (all.length < total + count)
          all = Arrays.copyOf(all, 2 * (total + count));
        int n = samples.read(all, total, count);
        total += n;
        if (n < count)
          return Arrays.copyOf(all, total);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
