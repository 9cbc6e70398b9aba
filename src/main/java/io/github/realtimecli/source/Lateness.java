package io.github.realtimecli.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How late the frames of paced speech were handed to the wire: the sender's own error, so that a slow tool cannot pass for a
/// slow model. Written by one thread.
public final class Lateness {
  private static final int FIRST_ROOM = 256;

  /// Milliseconds behind schedule.
  ///
  /// @param p50 half of the frames were no later
  public record Summary(double p50, double p99, double max) {}

  private int[] micros = new int[FIRST_ROOM];
  private int count;

  /// Notes a frame that was handed over so long behind its time; one that is early counts as punctual.
  public void note(long nanos) {
    if (count == micros.length)
      micros = Arrays.copyOf(micros, 2 * count);
    micros[count++] = Math.clamp(nanos / 1000, 0, Integer.MAX_VALUE);
  }

  /// @return `null` when nothing was paced
  public @Nullable Summary summary() {
    if (count == 0)
      return null;
    int[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return new Summary(rank(sorted, 0.50), rank(sorted, 0.99), sorted[count - 1] / 1000.0);
  }

  /// Nearest rank.
  private static double rank(int[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1000.0;
  }
}
