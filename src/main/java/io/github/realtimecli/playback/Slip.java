package io.github.realtimecli.playback;

/// Finds the silence that a device inserts by itself when it ran dry: it tells nobody, but its position falls behind the clock.
///
/// Positions come late and in jumps, so only moments at which it moved count, and the least lag of a window is compared with that of the window before. A card whose
/// clock is a little slow stays below the threshold.
final class Slip {
  private static final long WINDOW = 200_000_000;
  private static final long THRESHOLD = 15_000_000;

  private final int rate;
  private final long start;
  private long least = Long.MAX_VALUE;
  private long before = Long.MAX_VALUE;
  private long windowEnd;
  private long seen;

  /// @param rate  samples a second
  /// @param start nanoseconds, when the line was started
  Slip(int rate, long start) {
    this.rate = rate;
    this.start = start;
    this.windowEnd = start + WINDOW;
  }

  /// Takes a look at the clock and the line. Returns nanoseconds of silence found just now, mostly 0.
  long look(long now, long position) {
    if (position > seen)
      least = Math.min(least, now - start - position * 1_000_000_000L / rate);
    seen = position;
    if (now < windowEnd || least == Long.MAX_VALUE)
      return 0;
    long slipped = before == Long.MAX_VALUE ? 0 : least - before;
    before = least;
    least = Long.MAX_VALUE;
    windowEnd = now + WINDOW;
    return slipped >= THRESHOLD ? slipped : 0;
  }
}
