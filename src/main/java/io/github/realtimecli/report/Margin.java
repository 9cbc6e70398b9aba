package io.github.realtimecli.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// By how much a figure has to grow before it counts: a share of what it was, or a difference.
///
/// @param isShare whether `amount` is a share (0.2 is a fifth)
public record Margin(double amount, boolean isShare) {
  private static final Pattern FORM = Pattern.compile("\\s*([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*(%|ms|s|)\\s*");

  /// @throws IllegalArgumentException with a clause when it is none
  public static Margin parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || parts.group(2).isEmpty())
      throw new IllegalArgumentException("'" + text + "' is neither a percentage nor a time");
    double number = Double.parseDouble(parts.group(1));
    return switch (parts.group(2)) {
      case "%" -> new Margin(number / 100, true);
      case "s" -> new Margin(number * 1000, false);
      default -> new Margin(number, false);
    };
  }

  boolean isPassed(double before, double now) {
    return now - before > (isShare ? amount * Math.abs(before) : amount);
  }

  /// As it would be given: `20%`, `200 ms`.
  public String words() {
    return isShare ? Numbers.plain(amount * 100) + "%" : Numbers.plain(amount) + " ms";
  }
}
