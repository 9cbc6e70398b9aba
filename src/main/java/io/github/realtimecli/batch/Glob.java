package io.github.realtimecli.batch;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A pattern of paths: `*` and `?` stay within a name, `**/` stands for any folders, also none; `[a-z]`, `[!a-z]` and
/// `{one,other}` as in a shell. Paths have `/` between their names.
final class Glob {
  private final Pattern whole;
  private final boolean ofName;

  private Glob(Pattern whole, boolean ofName) {
    this.whole = whole;
    this.ofName = ofName;
  }

  /// A pattern without a `/` has to fit one of the names of a path only.
  ///
  /// @throws PlanException when it cannot be read
  static Glob of(String pattern) {
    return of(pattern, pattern.indexOf('/') < 0);
  }

  /// The pattern has to fit whole paths.
  ///
  /// @throws PlanException when it cannot be read
  static Glob ofPath(String pattern) {
    return of(pattern, false);
  }

  private static Glob of(String pattern, boolean ofName) {
    try {
      return new Glob(Pattern.compile(new Translation(pattern).regex(), Pattern.DOTALL), ofName);
    } catch (PatternSyntaxException e) {
      throw PlanException.misuse("'" + pattern + "' is not a pattern of files",
          "write it like '*.wav' or 'de/**/*.wav'");
    }
  }

  /// Whether a name has characters that make it a pattern.
  static boolean isOne(String path) {
    return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /// Whether it fits the path, or a folder on the way to it.
  boolean covers(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (fits(path, from, slash))
        return true;
      from = ofName ? slash + 1 : 0;
    }
    return fits(path, from, path.length());
  }

  private boolean fits(String path, int from, int to) {
    return whole.matcher(path).region(from, to).matches();
  }

  /// As a regular expression.
  private static final class Translation {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int braces;

    Translation(String glob) {
      this.glob = glob;
    }

    String regex() {
      while (at < glob.length())
        take(glob.charAt(at++));
      if (braces > 0)
        throw new PatternSyntaxException("a { is not closed", glob, glob.length());
      return regex.toString();
    }

    private void take(char c) {
      switch (c) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> set();
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> regex.append(braces > 0 ? ")" : "\\}");
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : c);
        default -> literal(c);
      }
      if (c == '}' && braces > 0)
        braces--;
    }

    private void star() {
      if (at == glob.length() || glob.charAt(at) != '*') {
        regex.append("[^/]*");
        return;
      }
      at++;
      if (at < glob.length() && glob.charAt(at) == '/') {
        at++;
        regex.append("(?:.*/)?");
      } else
        regex.append(".*");
    }

    private void set() {
      int end = glob.indexOf(']', at + 1);
      if (end < 0)
        throw new PatternSyntaxException("a [ is not closed", glob, at);
      boolean negated = glob.charAt(at) == '!' || glob.charAt(at) == '^';
      String members = glob.substring(negated ? at + 1 : at, end).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
      regex.append(negated ? "[^/" : "[").append(members).append(']');
      at = end + 1;
    }

    private void literal(char c) {
      if ("\\.[]{}()<>*+-=!?^$|#&".indexOf(c) >= 0)
        regex.append('\\');
      regex.append(c);
    }
  }
}
