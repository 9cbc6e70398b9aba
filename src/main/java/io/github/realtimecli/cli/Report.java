package io.github.realtimecli.cli;

import io.github.realtimecli.batch.RunFolder;
import io.github.realtimecli.report.Merging;
import io.github.realtimecli.report.Reports;
import io.github.realtimecli.report.Rows;
import io.github.realtimecli.report.Sounds;
import io.github.realtimecli.report.Summary;
import io.github.realtimecli.report.SummaryJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report command: makes the reports of a run from its items; brings several runs (shards) together.
final class Report {
  private static final int MOST_LINES = 20;

  private final ReportOptions options;
  private final Terminal terminal;
  private final Interrupts interrupts;

  Report(ReportOptions options, Terminal terminal, Interrupts interrupts) {
    this.options = options;
    this.terminal = terminal;
    this.interrupts = interrupts;
  }

  int run() throws InterruptedException {
    List<Path> runs = options.runs().stream().map(RunNames::folder).toList();
    Rows rows = RunNames.rows(runs);
    tellOfTwice(rows);
    Path out = options.output() == null ? runs.get(0) : options.output();
    try {
      Summary summary = make(rows, runs, out);
      RunNames.tellOfDamaged(rows, terminal);
      if (options.json())
        terminal.resultLine(SummaryJson.line(summary));
      else
        terminal.result(ReportTotals.of(summary, out));
      return RunNames.judged(options.failIf(), threshold -> threshold.judge(summary), terminal)
          && summary.failed() == 0 && rows.damaged().isEmpty() ? ExitCode.ANSWERED : ExitCode.ITEMS;
    } catch (InterruptedIOException e) {
      throw new InterruptedException();
    } catch (Merging.Clash e) {
      throw Stop.misuse(String.valueOf(e.getMessage()), "report on these runs one by one");
    } catch (IOException e) {
      throw new Stop(new UserError("the reports cannot be written: " + ErrorText.of(e),
          "check " + out + " and the free space there, or name another folder: -o", ExitCode.OUR_FAULT));
    }
  }

  private Summary make(Rows rows, List<Path> runs, Path out) throws IOException {
    Path named = out.toAbsolutePath().normalize();
    for (Path run : runs)
      if (named.startsWith(run) && !named.equals(run))
        throw Stop.misuse("-o: " + out + " lies inside of " + run, "name a folder beside it");
    Path into = Files.createDirectories(named).toRealPath();
    Merging merging = new Merging(rows, into);
    try (RunFolder.Turn turn = RunFolder.reporting(into);
        Reports reports = Reports.in(Sounds.of(turn.folder(), questions(runs, into)), rows.size())) {
      rows.forEach((row, item) -> {
        if (interrupts.requested())
          throw new InterruptedIOException();
        merging.take(row, item);
        reports.add(row);
      });
      Summary summary = reports.finish();
      tellOfOthers(rows, into);
      return summary;
    }
  }

  private @Nullable Path questions(List<Path> runs, Path out) {
    Path wavs = options.wavs();
    if (wavs != null) {
      if (!Files.isDirectory(wavs))
        throw Stop.misuse("--wavs: " + wavs + " is no folder", "name the one that batch was given");
      return wavs;
    }
    for (Path run : runs) {
      Path before = Sounds.remembered(run);
      if (before != null)
        return before;
    }
    return Sounds.remembered(out);
  }

  private void tellOfTwice(Rows rows) {
    rows.twice()
        .stream()
        .limit(MOST_LINES)
        .forEach(two -> terminal.note(two.file() + " is there twice: " + two.used()
            + " is used, " + two.leftOut() + " is not"));
    if (rows.twice().size() > MOST_LINES)
      terminal.note("and " + (rows.twice().size() - MOST_LINES) + " more are there twice");
  }

  /// A folder that was merged into before may hold items that no run has any more.
  private void tellOfOthers(Rows rows, Path out) throws IOException {
    int others = Rows.of(List.of(out)).size() - rows.size();
    if (others > 0)
      terminal.note("warning: " + out + " holds " + others + " more results, which are not in these reports");
  }
}
