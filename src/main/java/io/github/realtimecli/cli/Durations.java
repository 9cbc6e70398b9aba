package io.github.realtimecli.cli;

import java.time.Duration;

/// Durations as people write them: `500ms`, `10s`, `1.5m`, `2h`; a bare number is seconds.
final class Durations {
  private Durations() {}

  /// @throws IllegalArgumentException when it is none, or not more than nothing
  static Duration parse(String text) {
    String number = text.strip();
    double unit = 1;
    if (number.endsWith("ms")) {
      unit = 0.001;
      number = number.substring(0, number.length() - 2);
    } else if (number.endsWith("s"))
      number = number.substring(0, number.length() - 1);
    else if (number.endsWith("m")) {
      unit = 60;
      number = number.substring(0, number.length() - 1);
    } else if (number.endsWith("h")) {
      unit = 3600;
      number = number.substring(0, number.length() - 1);
    }
    double seconds;
    try {
      if (number.endsWith("d") || number.endsWith("f")) // what Java takes for the end of a number
        throw new NumberFormatException();
      seconds = Double.parseDouble(number) * unit;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a duration");
    }
    if (!(seconds >= 0.001 && seconds <= 1e8))
      throw new IllegalArgumentException("'" + text + "' is not a duration between 1ms and three years");
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  static String words(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
  }
}
