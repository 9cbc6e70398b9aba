package io.github.realtimecli.session;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How often and after what time a turn is tried again that failed before its answer began.
///
/// @param most  attempts behind the first
/// @param first the longest wait before the second attempt; it doubles each time
public record Retries(int most, Duration first) {
  public static final Retries NONE = new Retries(0, Duration.ofMillis(500));
  /// No wait is longer, whatever a server asks for: the user would rather know.
  static final Duration LONGEST = Duration.ofSeconds(60);

  public static Retries upTo(int most) {
    return new Retries(most, NONE.first);
  }

  /// How long to wait.
  ///
  /// @param attempt    how many there were
  /// @param retryAfter what the server asks for: never less than that, nor much more
  /// @return at least half of the doubled time and at most all of it, so that many who failed together come back apart;
  ///         `null` when it makes no sense to wait for it
  public @Nullable Duration delay(int attempt, @Nullable Duration retryAfter, RandomGenerator chance) {
    if (attempt > most || (retryAfter != null && retryAfter.compareTo(LONGEST) > 0))
      return null;
    long doubled = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(20, attempt - 1));
    long jittered = doubled / 2 + (long) (chance.nextDouble() * (doubled - doubled / 2));
    return retryAfter == null ? Duration.ofMillis(jittered) : retryAfter.plusMillis(jittered / 4);
  }
}
