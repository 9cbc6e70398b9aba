package io.github.realtimecli.cli;

import java.util.HexFormat;

/// Text that cannot drive a terminal: control characters and those that turn the writing direction become U+FFFD.
final class Harmless {
  private static final char REPLACEMENT = '\uFFFD';

  private Harmless() {}

  /// Keeps line ends and tabs.
  static String text(String text) {
    return clean(text, true);
  }

  /// Keeps to one line.
  static String line(String text) {
    return clean(text, false);
  }

  /// JSON that means the same: what is harmful can only stand in its strings, and becomes an escape there.
  static String json(String line) {
    StringBuilder clean = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++)
      if (isHarmful(line.charAt(i), false))
        clean.append("\\u").append(HexFormat.of().toHexDigits(line.charAt(i)));
      else
        clean.append(line.charAt(i));
    return clean.toString();
  }

  private static String clean(String text, boolean lines) {
    int i = 0;
    while (i < text.length() && !isHarmful(text.charAt(i), lines))
      i++;
    if (i == text.length())
      return text;
    StringBuilder clean = new StringBuilder(text);
    for (; i < clean.length(); i++)
      if (isHarmful(clean.charAt(i), lines))
        clean.setCharAt(i, clean.charAt(i) == '\n' ? ' ' : REPLACEMENT);
    return clean.toString();
  }

  private static boolean isHarmful(char c, boolean lines) {
    if (c == '\t')
      return false;
    if (c == '\n')
      return !lines;
    return c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
