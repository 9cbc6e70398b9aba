package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.turn.Curable;
import io.github.realtimecli.turn.Failure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a failure says of the server's limits: whether fewer of us would be answered, or nobody will be any more.
///
/// @param what  for how long there is none: until there are fewer of us, or for good
/// @param code  the server's name for it
/// @param after when the server wants us back, `null` when it did not say
record RateLimitFailure(Kind what, String code, @Nullable Duration after) {
  enum Kind {
    /// Too many at once: wait, and go on with fewer.
    OF_MOMENT,
    /// The account is empty, or the requests of the day are used up.
    FOR_LONG
  }

  /// How the vendor says it where there is no header for it: `Please try again in 7m12s.`
  private static final Pattern AGAIN = Pattern
      .compile("try again in (?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+)ms)?");
  private static final int[] SECONDS = {86_400, 3_600, 60, 1};

  /// @return `null` when the failure is about something else
  static @Nullable RateLimitFailure of(Failure failure) {
    return switch (failure) {
      case Failure.HandshakeRefused f when f.status() == 429 ->
        of(String.valueOf(f.code()), f.message(), f.retryAfter());
      case Failure.ClosedEarly f when f.code() == 1013 -> of(f.reason(), f.reason(), null);
      case Failure.ServerError f -> of(f.error());
      case Failure.ResponseUnfinished f -> f.error() == null ? null : of(f.error());
      default -> null;
    };
  }

  private static @Nullable RateLimitFailure of(ApiError error) {
    String code = String.valueOf(error.code());
    return isEmpty(code) || code.equals("rate_limit_exceeded") ? of(code, error.message(), null) : null;
  }

  private static RateLimitFailure of(String code, String message, @Nullable Duration retryAfter) {
    Duration after = retryAfter == null ? after(message) : retryAfter;
    if (isEmpty(code))
      return new RateLimitFailure(Kind.FOR_LONG, code, after);
    // a limit of the day differs from one of the minute in words only
    return message.contains("per day")
        ? new RateLimitFailure(Kind.FOR_LONG, "the requests of the day", after)
        : new RateLimitFailure(Kind.OF_MOMENT, code, after);
  }

  private static boolean isEmpty(String code) {
    return code.contains("insufficient_quota") || code.contains("credit_balance");
  }

  static @Nullable Duration after(String message) {
    Matcher parts = AGAIN.matcher(message);
    if (!parts.find())
      return null;
    double seconds = parts.group(5) == null ? 0 : Double.parseDouble(parts.group(5)) / 1000;
    for (int i = 0; i < SECONDS.length; i++)
      seconds += parts.group(i + 1) == null ? 0 : Double.parseDouble(parts.group(i + 1)) * SECONDS[i];
    return seconds == 0 ? null : Duration.ofNanos((long) (seconds * 1e9));
  }

  /// Whether the turn may be tried again at all, as far as the failure goes.
  static boolean isCurable(Failure failure) {
    RateLimitFailure shortage = of(failure);
    return shortage == null ? Curable.byTime(failure) : shortage.what == Kind.OF_MOMENT;
  }
}
