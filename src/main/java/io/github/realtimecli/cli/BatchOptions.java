package io.github.realtimecli.cli;

import io.github.realtimecli.batch.Bounds;
import io.github.realtimecli.batch.Selection;
import io.github.realtimecli.batch.Shard;
import io.github.realtimecli.batch.PlanException;
import io.github.realtimecli.report.Threshold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of a run, as they stand on the command line.
///
/// @param output   the folder of the results
/// @param fresh    what is answered is asked again
/// @param shard    `null` for what the environment says
/// @param failIf   bounds that the run must keep
/// @param prices   a file of them, `null` for those that the program brings along
/// @param paths    folders, files, patterns
record BatchOptions(ConnectionOptions connection, TurnOptions turnOptions, Path output, int jobs, boolean fresh,
    @Nullable Shard shard,
    Bounds bounds, boolean dryRun, Selection selection, List<Threshold> failIf, boolean json, @Nullable String prices,
    List<String> paths) {
  private static final int MOST_JOBS = 10_000;

  static void addTo(CommandSpec spec) {
    ConnectionOptions.addTo(spec);
    TurnOptions.addTo(spec);
    Command.value(spec, "-o", "--output");
    Command.value(spec, "-j", "--jobs");
    Command.flag(spec, "--fresh");
    Command.value(spec, "--shard");
    Command.value(spec, "--max-cost");
    Command.value(spec, "--max-duration");
    Command.value(spec, "--max-failures");
    Command.flag(spec, "--dry-run");
    Command.values(spec, "--include");
    Command.values(spec, "--exclude");
    Command.values(spec, "--fail-if");
    Command.flag(spec, "--json");
    Command.value(spec, "--prices");
    Command.addCommon(spec);
    Command.positionals(spec);
  }

  /// @throws Stop when a value is none of those an option takes, or something is missing
  static BatchOptions of(ParseResult parsed) {
    ConnectionOptions connection = ConnectionOptions.of(parsed);
    List<String> paths = OptionValues.positionals(parsed);
    if (paths.isEmpty())
      throw Stop.misuse("no PATH is given", "name a folder of recordings: realtime-cli batch WAVS -o RUN");
    if (paths.contains("-"))
      throw Stop.misuse("a batch cannot read standard input", "name files or folders, or leave out the word batch");
    String output = OptionValues.text(parsed, "-o");
    if (output == null || output.isBlank() || output.equals("-"))
      throw Stop.misuse("no folder for the results is given", "name one, which need not be there: -o RUN");
    return new BatchOptions(connection, TurnOptions.of(parsed), Path.of(output),
        OptionValues.number(parsed, "-j", 4, 1, MOST_JOBS, "write it like -j 4"),
        OptionValues.flag(parsed, "--fresh"), shard(OptionValues.text(parsed, "--shard")),
        bounds(parsed, connection.retries()),
        OptionValues.flag(parsed, "--dry-run"), selection(parsed), ReportOptions.thresholds(parsed),
        OptionValues.flag(parsed, "--json"), OptionValues.text(parsed, "--prices"), paths);
  }

  private static @Nullable Shard shard(@Nullable String text) {
    try {
      return text == null ? null : Shard.parse(text);
    } catch (PlanException e) {
      throw stop(e);
    }
  }

  private static Selection selection(ParseResult parsed) {
    try {
      return Selection.of(OptionValues.texts(parsed, "--include"), OptionValues.texts(parsed, "--exclude"));
    } catch (PlanException e) {
      throw stop(e);
    }
  }

  private static Bounds bounds(ParseResult parsed, int retries) {
    Duration longest = parsed.hasMatchedOption("--max-duration")
        ? OptionValues.duration(parsed, "--max-duration", "")
        : null;
    return new Bounds(retries, dollars(OptionValues.text(parsed, "--max-cost")), longest,
        OptionValues.number(parsed, "--max-failures", Integer.MAX_VALUE, 1, Integer.MAX_VALUE,
            "write it like --max-failures 10, or leave it out"));
  }

  private static @Nullable Double dollars(@Nullable String text) {
    if (text == null)
      return null;
    try {
      double dollars = Double.parseDouble(text.startsWith("$") ? text.substring(1) : text);
      if (dollars > 0 && dollars < 1e9 && !text.endsWith("d") && !text.endsWith("f"))
        return dollars;
    } catch (NumberFormatException e) {
      // said below
    }
    throw Stop.misuse("--max-cost: '" + text + "' is not an amount in dollars", "write it like --max-cost 2.50");
  }

  /// What cannot be planned ends the command.
  static Stop stop(PlanException e) {
    return new Stop(new UserError(e.sentence(), e.hint(), switch (e.matter()) {
      case USAGE -> ExitCode.USAGE;
      case INPUT -> ExitCode.INPUT;
    }));
  }
}
