package io.github.realtimecli.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a run may go.
///
/// @param retries     how often an item is tried again whose failure may pass
/// @param maxCost     dollars, `null` for any
/// @param maxDuration after which nothing is begun any more, `null` for never
/// @param maxFailures so many and nothing is begun any more
public record Bounds(int retries, @Nullable Double maxCost, @Nullable Duration maxDuration, int maxFailures) {
  /// No bounds at all.
  public static final Bounds NONE = new Bounds(0, null, null, Integer.MAX_VALUE);
  /// How often an item may be turned away for there being too many, for each of its retries: that is not its own fault.
  private static final int TURNED_AWAY = 5;

  int shortages() {
    return retries * TURNED_AWAY;
  }
}
