package io.github.realtimecli.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// What stands behind an option of the command line.
final class OptionValues {
  private static final String[] NONE = {};

  private OptionValues() {}

  static boolean flag(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name);
  }

  static @Nullable String text(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name) ? parsed.matchedOptionValue(name, "") : null;
  }

  static String text(ParseResult parsed, String name, String otherwise) {
    return parsed.matchedOptionValue(name, otherwise);
  }

  /// Of an option that may be repeated, in order.
  static List<String> texts(ParseResult parsed, String name) {
    return List.of(parsed.matchedOptionValue(name, NONE));
  }

  /// What is no option, in order.
  static List<String> positionals(ParseResult parsed) {
    return List.of(parsed.matchedPositionalValue(0, NONE));
  }

  /// One of a few words, written in lower case with hyphens.
  ///
  /// @throws Stop when it is none of them
  static <E extends Enum<E>> E choice(ParseResult parsed, String name, E otherwise) {
    String word = text(parsed, name);
    if (word == null)
      return otherwise;
    List<String> words = new ArrayList<>();
    for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
      words.add(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      if (words.getLast().equals(word))
        return value;
    }
    throw Stop.misuse(name + ": '" + word + "' is not known", "one of " + String.join(", ", words));
  }

  /// @throws Stop when it is no duration
  static Duration duration(ParseResult parsed, String name, String otherwise) {
    try {
      return Durations.parse(text(parsed, name, otherwise));
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(name + ": " + e.getMessage(), "write it like 500ms, 10s or 2m");
    }
  }

  /// @throws Stop with the hint when it is no whole number from `least` to `most`
  static int number(ParseResult parsed, String name, int otherwise, int least, int most, String hint) {
    String text = text(parsed, name);
    if (text == null)
      return otherwise;
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most)
        return number;
    } catch (NumberFormatException e) {
      // said below
    }
    throw Stop.misuse(name + ": '" + text + "' is not a whole number from " + least + " to " + most, hint);
  }
}
