package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import org.jspecify.annotations.Nullable;

/// What is left of one of the server's limits. It fills up evenly until it is whole again, and every conversation takes as much
/// as those before it on average.
final class Allowance {
  /// How much the latest conversation counts in the average.
  private static final double LATEST = 0.2;

  private @Nullable RateLimit limit;
  private long toldAt;
  private double each;

  /// A conversation has taken so much.
  void spent(long amount) {
    each = each == 0 ? amount : each + LATEST * (amount - each);
  }

  /// The newest news counts.
  void told(RateLimit news, long now) {
    limit = news;
    toldAt = now;
  }

  /// The instant from which on there is enough for one more conversation.
  ///
  /// @param untold conversations under way of which the news does not know yet
  long readyAt(long now, int untold) {
    RateLimit known = limit;
    if (known == null)
      return now;
    long resetAt = toldAt + Math.max(0, (long) (known.resetSeconds() * 1e9));
    double missing = (untold + 1) * Math.max(1, each) - known.remaining();
    double refill = known.limit() - known.remaining();
    if (missing <= 0 || now >= resetAt)
      return now;
    return refill <= missing ? resetAt : toldAt + (long) (known.resetSeconds() * 1e9 * missing / refill);
  }
}
