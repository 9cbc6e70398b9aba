package io.github.realtimecli.audio;

import java.io.IOException;
import java.util.Arrays;

/// Sound at another rate: the same length, the same first instant, everything up to 0.91 of the lower half rate unchanged
/// and everything above that half rate gone (more than 150 dB down).
///
/// Two steps, neither of which grows with the ratio: a steep low-pass at a power-of-two ratio that leaves 36 to 72 kHz (or
/// twice the rate of what is slower), then a short interpolation to the rate that is wanted.
public final class Resampler implements Samples {
  // fitted to the response of sox's "rate -v": within -60 dB of it throughout the roll-off
  private static final double REJECTION = 172;
  private static final double PASS = 0.9116;
  private static final double IMAGES = 160;

  private final Ending in;
  private final Samples last;
  private final long from;
  private final long to;
  private long made;

  private Resampler(Samples samples, int from, int to) {
    in = new Ending(samples);
    this.from = from;
    this.to = to;
    int up = 1;
    int down = 1;
    if (2L * from < 3L * to)
      up = 2;
    while (from >= 3L * to * down || from == 2L * to * down)
      down *= 2;
    double edge = Math.min(from, to) / 2.0;
    Samples filtered = new Lowpass(in, new Kaiser(PASS * edge / from, edge / from, REJECTION), up, down);
    long step = (long) from * up;
    long goal = (long) to * down;
    long common = gcd(step, goal);
    double middle = (double) step / down;
    last = step == goal
        ? filtered
        : new Interpolation(filtered, (int) (goal / common), (int) (step / common),
            new Kaiser(edge / middle, 1 - edge / middle, IMAGES));
  }

  /// Samples at the rate `to`, or `samples` themselves where nothing has to be done.
  ///
  /// @param from their rate, 1 to 2^24
  public static Samples of(Samples samples, int from, int to) {
    return from == to ? samples : new Resampler(samples, from, to);
  }

  @Override
  public int read(float[] into, int at, int count) throws IOException {
    int n = last.read(into, at, count);
    if (in.ended)
      n = (int) Math.max(0, Math.min(n, (in.total * to + from / 2) / from - made));
    made += n;
    return n;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /// The recording, and silence after it.
  private static final class Ending implements Samples {
    private final Samples samples;
    private long total;
    private boolean ended;

    private Ending(Samples samples) {
      this.samples = samples;
    }

    @Override
    public int read(float[] into, int at, int count) throws IOException {
      int n = ended ? 0 : samples.read(into, at, count);
      total += n;
      ended |= n < count;
      Arrays.fill(into, at + n, at + count, 0);
      return count;
    }
  }
}
