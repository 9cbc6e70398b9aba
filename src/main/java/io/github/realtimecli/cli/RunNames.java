package io.github.realtimecli.cli;

import io.github.realtimecli.report.Rows;
import io.github.realtimecli.report.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Runs as the user names them, and what is to be said about them.
final class RunNames {
  private static final String HINT = "name a folder that realtime-cli batch -o has made";
  private static final int MOST_LINES = 20;

  private RunNames() {}

  /// @throws Stop when there is no such folder
  static Path folder(String name) {
    Path folder = Path.of(name);
    if (!Files.exists(folder))
      throw unusable("there is no folder '" + name + "'");
    if (!Files.isDirectory(folder))
      throw unusable("'" + name + "' is no folder");
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw unusable("'" + name + "' cannot be read: " + ErrorText.of(e));
    }
  }

  /// @throws Stop when nothing is there
  static Rows rows(List<Path> runs) {
    try {
      Rows rows = Rows.of(runs);
      if (rows.size() == 0 && rows.damaged().isEmpty())
        throw unusable("there are no results in " + runs.get(0) + (runs.size() > 1 ? " and the others" : ""));
      return rows;
    } catch (IOException e) {
      throw unusable("'" + e.getMessage() + "' cannot be read");
    }
  }

  private static Stop unusable(String sentence) {
    return new Stop(new UserError(sentence, HINT, ExitCode.INPUT));
  }

  static void tellOfDamaged(Rows rows, Terminal terminal) {
    rows.damaged()
        .stream()
        .limit(MOST_LINES)
        .forEach(bad -> terminal.note("left out: " + bad.json() + " "
            + bad.why()));
    if (rows.damaged().size() > MOST_LINES)
      terminal.note("left out: " + (rows.damaged().size() - MOST_LINES) + " more");
  }

  /// Says which bounds were missed.
  ///
  /// @return whether all were kept
  static boolean judged(List<Threshold> thresholds, Function<Threshold, Threshold.Verdict> judge, Terminal terminal) {
    boolean kept = true;
    for (Threshold threshold : thresholds)
      if (judge.apply(threshold) instanceof Threshold.Verdict.Missed missed) {
        terminal.note("--fail-if missed: " + missed.sentence());
        kept = false;
      }
    return kept;
  }
}
