package io.github.realtimecli.tape;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must never stand on a tape, whoever said it: values that are secret by their member's name, and whatever looks like
/// a key in any text.
final class Secrets {
  /// Stands in a secret's place.
  static final String MASK = "…";
  private static final Set<String> NAMES = Set.of("authorization", "client_secret", "api_key", "api-key", "apikey",
      "headers", "password", "access_token", "refresh_token");
  /// Keys of the vendor and of others, what stands behind `Bearer` or `Basic`, and JSON web tokens.
  private static final Pattern KEY = Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{8,})"
      + "|(?<![A-Za-z0-9])((?:sk|ek|rk|pk|xai)[-_][A-Za-z0-9_-]{8,})"
      + "|(?<![A-Za-z0-9])(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)");

  private final String own;

  /// @param own what else is secret, empty for nothing
  Secrets(String own) {
    this.own = own;
  }

  /// Whether all below a member of that name is secret.
  static boolean isName(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  String masked(String text) {
    String known = own.isEmpty() ? text : text.replace(own, MASK);
    Matcher keys = KEY.matcher(known);
    if (!keys.find())
      return known;
    StringBuilder masked = new StringBuilder();
    int from = 0;
    do {
      int group = keys.group(1) != null ? 1 : keys.group(2) != null ? 2 : 3;
      masked.append(known, from, keys.start(group)).append(MASK);
      from = keys.end(group);
    } while (keys.find());
    return masked.append(known, from, known.length()).toString();
  }
}
