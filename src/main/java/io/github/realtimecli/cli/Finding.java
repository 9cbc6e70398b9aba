package io.github.realtimecli.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What a look at one thing has shown.
///
/// @param check    what was looked at, in a word
/// @param sentence what it is, or what is wrong with it
/// @param hint     what to do about it; empty when there is nothing to do
/// @param exitCode of a failure, 0 otherwise
record Finding(String check, State state, String sentence, String hint, int exitCode) {
  /// The worst is the last.
  enum State {
    OK, SKIPPED, WARNING, FAILED
  }

  static Finding ok(String check, String sentence) {
    return new Finding(check, State.OK, sentence, "", ExitCode.ANSWERED);
  }

  static Finding skipped(String check, String sentence) {
    return new Finding(check, State.SKIPPED, sentence, "", ExitCode.ANSWERED);
  }

  static Finding warning(String check, String sentence, String hint) {
    return new Finding(check, State.WARNING, sentence, hint, ExitCode.ANSWERED);
  }

  static Finding failed(String check, UserError complaint) {
    return new Finding(check, State.FAILED, complaint.sentence(), complaint.hint(), complaint.exitCode());
  }

  String line() {
    String mark = switch (state) {
      case OK -> "ok     ";
      case SKIPPED -> "-      ";
      case WARNING -> "warning";
      case FAILED -> "FAILED ";
    };
    String text = mark + "  " + check + " ".repeat(Math.max(1, 11 - check.length())) + sentence;
    return hint.isEmpty() ? text : text + "\n" + " ".repeat(20) + "> " + hint;
  }

  Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("check", check);
    row.put("state", state.name().toLowerCase(Locale.ROOT));
    row.put("detail", sentence);
    row.put("hint", hint);
    row.put("exit_code", exitCode);
    return row;
  }
}
