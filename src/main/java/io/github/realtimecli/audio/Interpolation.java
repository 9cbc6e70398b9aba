package io.github.realtimecli.audio;

import java.io.IOException;

/// Moves sound to another rate, where nothing above the filter's passband is left in it: each sample is a short weighted
/// sum of its neighbours. Endless, like [Lowpass].
///
/// A ratio of small numbers has one row of weights for each of its phases; for any other the weights are interpolated
/// between [#GRID] phases (cubic, error below -170 dB), so that no rate needs a big table.
final class Interpolation implements Samples {
  private static final int EXACT = 640;
  private static final int GRID = 128;

  private final Samples in;
  // samples out : samples in, without common factor
  private final int up;
  private final int down;
  private final int taps;
  private final double[][] rows;
  private final double[] between;
  private final float[] read = new float[1024];
  private final double[] window;
  // the window's first and last sample that count, and the phase after the first: the next output lies in the middle
  private int from;
  private int to;
  private int phase;

  /// @param up, down   the ratio of the rates, without common factor
  /// @param filter at the rate of `in`
  Interpolation(Samples in, int up, int down, Kaiser filter) {
    this.in = in;
    this.up = up;
    this.down = down;
    taps = 2 * filter.reach + 3 & ~3;
    window = new double[taps + read.length];
    to = filter.reach - 1;
    between = new double[taps];
    int phases = up <= EXACT ? up : GRID;
    int around = up <= EXACT ? 0 : 1;
    rows = new double[phases + 3 * around][taps];
    for (int row = 0; row < rows.length; row++) {
      double offset = (double) (row - around) / phases;
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        rows[row][k] = filter.at(k - (filter.reach - 1) - offset);
        sum += rows[row][k];
      }
      for (int k = 0; k < taps; k++)
        rows[row][k] /= sum;
    }
  }

  @Override
  public int read(float[] into, int at, int count) throws IOException {
    for (int i = at; i < at + count; i++) {
      if (to - from < taps)
        refill();
      into[i] = (float) sum(weights());
      phase += down % up;
      from += down / up;
      if (phase >= up) {
        phase -= up;
        from++;
      }
    }
    return count;
  }

  // four sums, so that none waits for the one before it
  private double sum(double[] weights) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int k = 0, at = from; k < weights.length; k += 4, at += 4) {
      a += weights[k] * window[at];
      b += weights[k + 1] * window[at + 1];
      c += weights[k + 2] * window[at + 2];
      d += weights[k + 3] * window[at + 3];
    }
    return a + b + (c + d);
  }

  private double[] weights() {
    if (rows.length == up)
      return rows[phase];
    double position = (double) phase * GRID / up;
    int row = (int) position;
    double x = position - row;
    double w0 = x * (x - 1) * (2 - x) / 6;
    double w1 = (x + 1) * (x - 1) * (x - 2) / 2;
    double w2 = x * (x + 1) * (2 - x) / 2;
    double w3 = x * (x + 1) * (x - 1) / 6;
    double[] a = rows[row];
    double[] b = rows[row + 1];
    double[] c = rows[row + 2];
    double[] d = rows[row + 3];
    for (int k = 0; k < taps; k++)
      between[k] = w0 * a[k] + w1 * b[k] + w2 * c[k] + w3 * d[k];
    return between;
  }

  private void refill() throws IOException {
    int left = to - from;
    System.arraycopy(window, from, window, 0, left);
    in.read(read, 0, read.length);
    for (int i = 0; i < read.length; i++)
      window[left + i] = read[i];
    from = 0;
    to = left + read.length;
  }
}
