package io.github.realtimecli.audio;

/// A low-pass: a sinc under Kaiser's window, as a continuous function of time.
///
/// Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function" (1974), for the window and
/// its two formulas.
final class Kaiser {
  /// Samples on each side of the middle that count.
  final int reach;
  private final double cutoff;
  private final double beta;
  private final double scale;

  /// Frequencies are fractions of the sample rate: what lies between `pass` and `stop` is rolled off.
  ///
  /// @param rejection of what lies above `stop`, in dB, at least 50
  Kaiser(double pass, double stop, double rejection) {
    reach = (int) Math.ceil((rejection - 7.95) / (2.285 * 2 * Math.PI * (stop - pass)) / 2);
    cutoff = pass + stop;
    beta = 0.1102 * (rejection - 8.7);
    scale = 1 / bessel(beta);
  }

  /// The impulse response at `time` samples from its middle.
  double at(double time) {
    double edge = time / reach;
    if (edge <= -1 || edge >= 1)
      return 0;
    double angle = Math.PI * time;
    double sinc = time == 0 ? cutoff : Math.sin(cutoff * angle) / angle;
    return sinc * scale * bessel(beta * Math.sqrt(1 - edge * edge));
  }

  // the modified Bessel function of the first kind and order zero
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    double quarter = x * x / 4;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
