package io.github.realtimecli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A `.env` file: lines of `NAME=value`, with or without `export` in front. A value may stand in quotes; without them, a
/// comment begins at a `#` behind a space, so that one inside a key belongs to it. Nothing is expanded. Messages name the
/// line and never what stands in it.
final class DotEnv {
  private static final String EXPORT = "export ";

  private DotEnv() {}

  /// @param warnings gets a sentence when others can read the file
  /// @throws IllegalArgumentException when it is malformed
  static Map<String, String> read(Path file, List<String> warnings) {
    Privacy.warn(file, ".env", warnings);
    Map<String, String> declared = new HashMap<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String entry = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
      if (!entry.isEmpty() && !entry.startsWith("#"))
        declare(entry.startsWith(EXPORT) ? entry.substring(EXPORT.length()) : entry, number, declared);
    }
    return declared;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(".env cannot be read as text in UTF-8");
    }
  }

  private static void declare(String entry, int number, Map<String, String> declared) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? "" : entry.substring(0, equals).strip();
    if (!isName(name))
      throw new IllegalArgumentException("line " + number + " of .env is not NAME=value");
    declared.put(name, value(entry.substring(equals + 1).strip(), number));
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++)
      if (!Character.isLetterOrDigit(name.charAt(i)) && "_.-".indexOf(name.charAt(i)) < 0)
        return false;
    return !name.isEmpty();
  }

  private static String value(String text, int number) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote != '"' && quote != '\'')
      return bare(text);
    int end = text.indexOf(quote, 1);
    String rest = end < 0 ? "" : text.substring(end + 1).strip();
    if (end < 0 || !(rest.isEmpty() || rest.startsWith("#")))
      throw new IllegalArgumentException("line " + number + " of .env has a quote that does not end its value");
    return text.substring(1, end);
  }

  private static String bare(String text) {
    for (int i = 0; i < text.length(); i++)
      if (text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1))))
        return text.substring(0, i).strip();
    return text;
  }
}
