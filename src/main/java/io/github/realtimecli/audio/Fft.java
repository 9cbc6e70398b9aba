package io.github.realtimecli.audio;

/// The discrete Fourier transform of a power-of-two number of complex values, in place, real and imaginary parts apart.
///
/// The spectrum stays in bit-reversed order ([#bin(int)]): there and back again needs no sorting. Radix 4, with one pass of
/// radix 2 where the size is an odd power. Not scaled: there and back multiplies by the size.
final class Fft {
  final int size;
  private final int bits;
  // for each radix-4 pass of more than one value a leg, from the largest: cosine and sine of the angles a, 2a and 3a
  private final double[][] twiddles;

  /// @param bits the size's binary logarithm, at least 2
  Fft(int bits) {
    this.bits = bits;
    size = 1 << bits;
    twiddles = new double[(bits - 1) / 2][];
    double[] sine = quarterSine(size);
    for (int pass = 0; pass < twiddles.length; pass++) {
      int legs = size >> 2 * pass + 2;
      double[] angles = new double[6 * legs];
      for (int j = 0, at = 0; j < legs; j++) {
        for (int times = 1; times <= 3; times++) {
          int turn = times * j << 2 * pass;
          angles[at++] = sineOf(sine, turn + size / 4 & size - 1);
          angles[at++] = sineOf(sine, turn);
        }
      }
      twiddles[pass] = angles;
    }
  }

  private static double[] quarterSine(int size) {
    double[] sine = new double[size / 4 + 1];
    for (int i = 0; i < sine.length; i++)
      sine[i] = Math.sin(2 * Math.PI * i / size);
    return sine;
  }

  private static double sineOf(double[] quarter, int turn) {
    int n = quarter.length - 1;
    int rest = turn % n;
    return switch (turn / n) {
      case 0 -> quarter[rest];
      case 1 -> quarter[n - rest];
      case 2 -> -quarter[rest];
      default -> -quarter[n - rest];
    };
  }

  /// The frequency, from 0 to `size - 1`, that lies at this index of a spectrum.
  int bin(int index) {
    return Integer.reverse(index) >>> 32 - bits;
  }

  /// From values in time to their spectrum.
  void forward(double[] re, double[] im) {
    int legs = size / 4;
    for (double[] twiddle : twiddles) {
      for (int from = 0; from < size; from += 4 * legs)
        split(re, im, from, legs, twiddle);
      legs /= 4;
    }
    if (legs == 1)
      splitLast(re, im);
    else
      twos(re, im);
  }

  /// From a spectrum to values in time.
  void inverse(double[] re, double[] im) {
    int legs = 4;
    if ((bits & 1) == 0) {
      joinFirst(re, im);
    } else {
      twos(re, im);
      legs = 2;
    }
    for (int pass = twiddles.length - 1; pass >= 0; pass--) {
      for (int from = 0; from < size; from += 4 * legs)
        join(re, im, from, legs, twiddles[pass]);
      legs *= 4;
    }
  }

  private static void split(double[] re, double[] im, int from, int legs, double[] twiddle) {
    for (int a = from, t = 0, end = from + legs; a < end; a++, t += 6) {
      int b = a + legs;
      int c = b + legs;
      int d = c + legs;
      double sumRe = re[a] + re[c];
      double sumIm = im[a] + im[c];
      double difRe = re[a] - re[c];
      double difIm = im[a] - im[c];
      double otherRe = re[b] + re[d];
      double otherIm = im[b] + im[d];
      double turnedRe = im[b] - im[d];
      double turnedIm = re[d] - re[b];
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      double x = sumRe - otherRe;
      double y = sumIm - otherIm;
      re[b] = x * twiddle[t + 2] + y * twiddle[t + 3];
      im[b] = y * twiddle[t + 2] - x * twiddle[t + 3];
      x = difRe + turnedRe;
      y = difIm + turnedIm;
      re[c] = x * twiddle[t] + y * twiddle[t + 1];
      im[c] = y * twiddle[t] - x * twiddle[t + 1];
      x = difRe - turnedRe;
      y = difIm - turnedIm;
      re[d] = x * twiddle[t + 4] + y * twiddle[t + 5];
      im[d] = y * twiddle[t + 4] - x * twiddle[t + 5];
    }
  }

  private static void join(double[] re, double[] im, int from, int legs, double[] twiddle) {
    for (int a = from, t = 0, end = from + legs; a < end; a++, t += 6) {
      int b = a + legs;
      int c = b + legs;
      int d = c + legs;
      double bRe = re[b] * twiddle[t + 2] - im[b] * twiddle[t + 3];
      double bIm = im[b] * twiddle[t + 2] + re[b] * twiddle[t + 3];
      double cRe = re[c] * twiddle[t] - im[c] * twiddle[t + 1];
      double cIm = im[c] * twiddle[t] + re[c] * twiddle[t + 1];
      double dRe = re[d] * twiddle[t + 4] - im[d] * twiddle[t + 5];
      double dIm = im[d] * twiddle[t + 4] + re[d] * twiddle[t + 5];
      double sumRe = re[a] + bRe;
      double sumIm = im[a] + bIm;
      double difRe = re[a] - bRe;
      double difIm = im[a] - bIm;
      double otherRe = cRe + dRe;
      double otherIm = cIm + dIm;
      double turnedRe = dIm - cIm;
      double turnedIm = cRe - dRe;
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      re[b] = difRe + turnedRe;
      im[b] = difIm + turnedIm;
      re[c] = sumRe - otherRe;
      im[c] = sumIm - otherIm;
      re[d] = difRe - turnedRe;
      im[d] = difIm - turnedIm;
    }
  }

  private void splitLast(double[] re, double[] im) {
    for (int a = 0; a < size; a += 4) {
      double sumRe = re[a] + re[a + 2];
      double sumIm = im[a] + im[a + 2];
      double difRe = re[a] - re[a + 2];
      double difIm = im[a] - im[a + 2];
      double otherRe = re[a + 1] + re[a + 3];
      double otherIm = im[a + 1] + im[a + 3];
      double turnedRe = im[a + 1] - im[a + 3];
      double turnedIm = re[a + 3] - re[a + 1];
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      re[a + 1] = sumRe - otherRe;
      im[a + 1] = sumIm - otherIm;
      re[a + 2] = difRe + turnedRe;
      im[a + 2] = difIm + turnedIm;
      re[a + 3] = difRe - turnedRe;
      im[a + 3] = difIm - turnedIm;
    }
  }

  private void joinFirst(double[] re, double[] im) {
    for (int a = 0; a < size; a += 4) {
      double sumRe = re[a] + re[a + 1];
      double sumIm = im[a] + im[a + 1];
      double difRe = re[a] - re[a + 1];
      double difIm = im[a] - im[a + 1];
      double otherRe = re[a + 2] + re[a + 3];
      double otherIm = im[a + 2] + im[a + 3];
      double turnedRe = im[a + 3] - im[a + 2];
      double turnedIm = re[a + 2] - re[a + 3];
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      re[a + 1] = difRe + turnedRe;
      im[a + 1] = difIm + turnedIm;
      re[a + 2] = sumRe - otherRe;
      im[a + 2] = sumIm - otherIm;
      re[a + 3] = difRe - turnedRe;
      im[a + 3] = difIm - turnedIm;
    }
  }

  private void twos(double[] re, double[] im) {
    for (int a = 0; a < size; a += 2) {
      double x = re[a + 1];
      double y = im[a + 1];
      re[a + 1] = re[a] - x;
      im[a + 1] = im[a] - y;
      re[a] += x;
      im[a] += y;
    }
  }
}
