package io.github.realtimecli.cli;

import io.github.realtimecli.report.Change;
import io.github.realtimecli.report.Comparison;
import io.github.realtimecli.report.ComparisonJson;
import io.github.realtimecli.report.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The compare command: what changed between two runs, and whether that may be.
final class Compare {
  private final CompareOptions options;
  private final Terminal terminal;

  Compare(CompareOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  int run() {
    Path before = RunNames.folder(options.before());
    Path now = RunNames.folder(options.now());
    Rows a = RunNames.rows(List.of(before));
    Rows b = RunNames.rows(List.of(now));
    try {
      Comparison comparison = Comparison.of(a, b, options.terms());
      RunNames.tellOfDamaged(a, terminal);
      RunNames.tellOfDamaged(b, terminal);
      if (comparison.common() == 0)
        terminal.note("warning: the two runs have no recording in common");
      if (options.json())
        terminal.resultLine(ComparisonJson.of(comparison));
      else
        terminal.result(CompareTable.of(comparison, options));
      boolean kept = RunNames.judged(options.failIf(),
          threshold -> threshold.judge(Comparison.figure(threshold.metric()).apply(comparison)), terminal);
      return keepsLimits(comparison) && kept ? ExitCode.ANSWERED : ExitCode.ITEMS;
    } catch (IOException e) {
      throw new Stop(new UserError("the runs cannot be read: " + ErrorText.of(e), "check the two folders",
          ExitCode.INPUT));
    }
  }

  private boolean keepsLimits(Comparison comparison) {
    boolean kept = true;
    for (Map.Entry<Change.Kind, Integer> limit : options.most().entrySet()) {
      int count = comparison.count(limit.getKey());
      if (count > limit.getValue()) {
        terminal.note("--max-" + limit.getKey().word() + " " + limit.getValue() + " missed: there are " + count);
        kept = false;
      }
    }
    return kept;
  }
}
