package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import org.jspecify.annotations.Nullable;

/// What is left of one of the server's limits. It fills up evenly until it is whole again, and every conversation takes as much
/// as those before it on average. Of processes that share the account each waits until its part of what is left is
/// enough, so that they do not all take the same last one.
final class Allowance {
  /// How much the latest conversation counts in the average.
  private static final double LATEST = 0.2;

  private final int sharers;
  private @Nullable RateLimit limit;
  private long toldAt;
  private double each;

  /// @param sharers processes that take from it, this one among them
  Allowance(int sharers) {
    this.sharers = sharers;
  }

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
    double missing = (untold + 1) * Math.max(1, each) - (double) known.remaining() / sharers;
    double refill = (double) (known.limit() - known.remaining()) / sharers;
    if (missing <= 0 || now >= resetAt)
      return now;
    return refill <= missing ? resetAt : toldAt + (long) (known.resetSeconds() * 1e9 * missing / refill);
  }
}
