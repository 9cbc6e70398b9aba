package io.github.realtimecli.config;

import io.github.cdimascio.dotenv.internal.DotenvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The lines of a `.env` as dotenv-java understands them: it takes neither a byte order mark nor `export`, keeps single
/// quotes, and ends a bare value at any `#`.
final class EnvLines extends DotenvReader {
  private static final String EXPORT = "export ";
  private static final char MARK = '\uFEFF';

  private final Path file;

  EnvLines(Path file) {
    super(".", ".env");
    this.file = file;
  }

  /// @throws IllegalArgumentException when a line is malformed, with its number
  @Override
  public List<String> read() {
    List<String> entries = new ArrayList<>();
    int number = 0;
    for (String line : lines()) {
      number++;
      String entry = (!line.isEmpty() && line.charAt(0) == MARK ? line.substring(1) : line).strip();
      if (!entry.isEmpty() && !entry.startsWith("#"))
        entries.add(plain(entry.startsWith(EXPORT) ? entry.substring(EXPORT.length()) : entry, number));
    }
    return entries;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(".env cannot be read as text in UTF-8");
    }
  }

  private static String plain(String entry, int number) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? "" : entry.substring(0, equals).strip();
    if (!isName(name))
      throw new IllegalArgumentException("line " + number + " of .env is not NAME=value");
    return name + "=\"" + value(entry.substring(equals + 1).strip(), number) + '"';
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
