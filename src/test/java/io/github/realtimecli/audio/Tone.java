package io.github.realtimecli.audio;

/// A test tone of half full scale, and how much else is in what became of it.
final class Tone {
  static final double LEVEL = 0.5;

  private Tone() {}

  static float[] at(double frequency, int rate, int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++)
      tone[i] = (float) (LEVEL * Math.sin(2 * Math.PI * frequency / rate * i));
    return tone;
  }

  /// The sine nearest to these samples (least squares), away from their ends.
  static Fit fit(float[] samples, double frequency, int rate) {
    int edge = samples.length / 6;
    double cc = 0;
    double ss = 0;
    double cs = 0;
    double xc = 0;
    double xs = 0;
    for (int i = edge; i < samples.length - edge; i++) {
      double angle = 2 * Math.PI * frequency / rate * i;
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      cc += c * c;
      ss += s * s;
      cs += c * s;
      xc += samples[i] * c;
      xs += samples[i] * s;
    }
    double a = (xc * ss - xs * cs) / (cc * ss - cs * cs);
    double b = (xs * cc - xc * cs) / (cc * ss - cs * cs);
    double signal = 0;
    double rest = 0;
    for (int i = edge; i < samples.length - edge; i++) {
      double angle = 2 * Math.PI * frequency / rate * i;
      double sine = a * Math.cos(angle) + b * Math.sin(angle);
      signal += sine * sine;
      rest += (samples[i] - sine) * (samples[i] - sine);
    }
    return new Fit(20 * Math.log10(Math.hypot(a, b) / LEVEL), Math.atan2(a, b), 10 * Math.log10(signal / rest));
  }

  /// How loud these samples are away from their ends, in dB below the tone.
  static double level(float[] samples) {
    int edge = samples.length / 6;
    double power = 0;
    for (int i = edge; i < samples.length - edge; i++)
      power += (double) samples[i] * samples[i];
    return 10 * Math.log10(power / (samples.length - 2 * edge) / (LEVEL * LEVEL / 2) + 1e-30);
  }

  /// @param gain  in dB
  /// @param phase in radians
  /// @param snr   in dB
  record Fit(double gain, double phase, double snr) {}
}
