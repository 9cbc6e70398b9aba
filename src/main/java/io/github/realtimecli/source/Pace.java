package io.github.realtimecli.source;

/// How fast speech is sent: as fast as the wire takes it, or as fast as it would be spoken, times a factor.
///
/// @param speed 1 for real time, 2 for twice as fast; infinite for no pacing at all
public record Pace(double speed) {
  public static final Pace FAST = new Pace(Double.POSITIVE_INFINITY);
  public static final Pace REALTIME = new Pace(1);

  public Pace {
    if (!(speed > 0))
      throw new IllegalArgumentException("a pace is more than 0");
  }

  public boolean isPaced() {
    return speed != Double.POSITIVE_INFINITY;
  }

  /// How long after the first sample was spoken the sample with that number is, in nanoseconds.
  ///
  /// @param rate samples a second
  public long due(long sample, int rate) {
    return isPaced() ? (long) (sample * 1e9 / rate / speed) : 0;
  }
}
