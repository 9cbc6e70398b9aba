package io.github.realtimecli.cli;

import io.github.realtimecli.report.Threshold;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of the report command.
///
/// @param output where the reports go, `null` for the run itself
/// @param wavs   the folder that was asked, `null` when it is not named
record ReportOptions(List<String> runs, @Nullable Path output, @Nullable Path wavs, List<Threshold> failIf,
    boolean json) {
  static void addTo(CommandSpec spec) {
    Command.value(spec, "-o", "--output");
    Command.value(spec, "--wavs");
    Command.values(spec, "--fail-if");
    Command.flag(spec, "--json");
    Command.positionals(spec);
  }

  /// @throws Stop when a value is none of those an option takes
  static ReportOptions of(ParseResult parsed) {
    List<String> runs = OptionValues.positionals(parsed);
    if (runs.isEmpty())
      throw Stop.misuse("no run is named", "realtime-cli report RUN; see realtime-cli report --help");
    if (runs.size() > 1 && !OptionValues.flag(parsed, "--output"))
      throw Stop.misuse("several runs need -o: a folder for what they are together",
          "realtime-cli report " + String.join(" ", runs) + " -o ALL");
    return new ReportOptions(runs, path(parsed, "--output"), path(parsed, "--wavs"),
        thresholds(parsed), OptionValues.flag(parsed, "--json"));
  }

  private static @Nullable Path path(ParseResult parsed, String option) {
    String text = OptionValues.text(parsed, option);
    return text == null ? null : Path.of(text);
  }

  /// `--fail-if` of a run.
  static List<Threshold> thresholds(ParseResult parsed) {
    try {
      return OptionValues.texts(parsed, "--fail-if").stream().map(Threshold::ofRun).toList();
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--fail-if: " + e.getMessage(), "write it like 'p95_speech_end_to_first_audio>1200'");
    }
  }
}
