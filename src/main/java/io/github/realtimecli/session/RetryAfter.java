package io.github.realtimecli.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long a server asks us to wait before we come back: `retry-after-ms`, or `retry-after` in seconds or as a date.
final class RetryAfter {
  private static final double LONGEST_SECONDS = 1e9;

  private RetryAfter() {}

  /// @param headers names in lower case; the server's own `date` is what its dates are measured from
  /// @param now     for a server that does not say what time it has
  static @Nullable Duration of(Map<String, String> headers, Instant now) {
    Duration millis = number(headers.get("retry-after-ms"), 0.001);
    if (millis != null)
      return millis;
    Duration seconds = number(headers.get("retry-after"), 1);
    if (seconds != null)
      return seconds;
    Instant then = instant(headers.get("retry-after"));
    Instant date = instant(headers.get("date"));
    if (then == null)
      return null;
    Duration wait = Duration.between(date == null ? now : date, then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static @Nullable Duration number(@Nullable String text, double unit) {
    try {
      double seconds = text == null ? -1 : Double.parseDouble(text) * unit;
      return seconds >= 0 && seconds <= LONGEST_SECONDS ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
