package io.github.realtimecli.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The only one who speaks: results to stdout, everything else to stderr, a line that is redrawn where stderr is a terminal.
/// Thread-safe. Whatever comes from a server passes [Harmless].
final class Terminal {
  /// How much is said on stderr.
  enum Level {
    QUIET, NORMAL, VERBOSE, LOG
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Level level;
  private final boolean redraws;
  private final boolean sharesScreen;
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private boolean drawn;
  private boolean resultMidLine;
  private boolean midLine;

  Terminal(PrintStream out, PrintStream err, Level level, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.level = level;
    // the launcher knows which of its streams are terminals; Java does not, once one of them is redirected
    sharesScreen = isScreen(1) && isScreen(2);
    redraws = level == Level.NORMAL && isScreen(2) && environment.get("CI") == null
        && !"dumb".equals(environment.get("TERM"));
  }

  /// Whether a stream is a terminal: 0 for stdin, 1 for stdout, 2 for stderr.
  static boolean isScreen(int descriptor) {
    return System.getProperty("realtimecli.terminals", "").indexOf('0' + descriptor) >= 0;
  }

  /// From now on `secret` is not shown, whoever repeats it.
  void conceal(String secret) {
    secrets.add(secret);
  }

  private String concealed(String text) {
    String concealed = text;
    for (String secret : secrets)
      concealed = concealed.replace(secret, "…");
    return concealed;
  }

  Level level() {
    return level;
  }

  /// Where a WAV or another stream of bytes goes.
  PrintStream out() {
    return out;
  }

  /// A piece of the result.
  synchronized void result(String text) {
    erase();
    out.print(Harmless.text(concealed(text)));
    out.flush();
    resultMidLine = !text.endsWith("\n");
  }

  /// A whole line of the result: JSON, or what is ours to the last character.
  synchronized void resultLine(String line) {
    erase();
    out.print(Harmless.json(concealed(line)) + "\n");
    out.flush();
  }

  /// A piece of text among the rest, for when stdout carries sound.
  synchronized void aside(String text) {
    if (level == Level.QUIET || text.isEmpty())
      return;
    erase();
    err.print(Harmless.text(concealed(text)));
    err.flush();
    midLine = !text.endsWith("\n");
  }

  /// An event, at `-v`.
  void event(String line) {
    if (level.compareTo(Level.VERBOSE) >= 0)
      say(line);
  }

  /// A sentence for the user.
  void note(String sentence) {
    if (level != Level.QUIET)
      say(sentence);
  }

  void complain(String about, UserError complaint) {
    say("error: " + (about.isEmpty() ? "" : about + ": ") + complaint.sentence());
    say("hint: " + complaint.hint());
  }

  private synchronized void say(String line) {
    erase();
    if (midLine || (resultMidLine && sharesScreen))
      err.print('\n');
    midLine = false;
    resultMidLine = false;
    err.print(Harmless.line(concealed(line)) + "\n");
    err.flush();
  }

  /// Draws the one line that is redrawn; nothing where stderr is no terminal.
  synchronized void draw(String line) {
    if (!redraws)
      return;
    // without wrapping: a line that does not fit is cut, and can be taken away
    err.print("\r\u001b[K\u001b[?7l" + Harmless.line(line) + "\u001b[?7h");
    err.flush();
    drawn = true;
  }

  /// Takes the redrawn line away.
  synchronized void erase() {
    if (!drawn)
      return;
    err.print("\r\u001b[K");
    err.flush();
    drawn = false;
  }

  boolean redraws() {
    return redraws;
  }
}
