package io.github.realtimecli.cli;

import io.github.realtimecli.report.Change;
import io.github.realtimecli.report.Comparison;
import io.github.realtimecli.report.Margin;
import io.github.realtimecli.report.Measure;
import io.github.realtimecli.report.Threshold;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of the compare command.
///
/// @param most how many items may have a change
record CompareOptions(String before, String now, Comparison.Terms terms, Map<Change.Kind, Integer> most,
    List<Threshold> failIf, boolean json, boolean all) {
  private static final Map<String, Change.Kind> LIMITS = Map.of("--max-slower", Change.Kind.SLOWER, "--max-failed",
      Change.Kind.FAILED, "--max-changed", Change.Kind.CHANGED, "--max-vanished", Change.Kind.VANISHED);
  private static final int MOST = 1_000_000_000;

  static void addTo(CommandSpec spec) {
    Command.value(spec, "--metric");
    Command.value(spec, "--slower-than");
    Command.value(spec, "--dearer-than");
    for (String limit : new TreeSet<>(LIMITS.keySet())) // an order that is the same in every run
      Command.value(spec, limit);
    Command.values(spec, "--fail-if");
    Command.flag(spec, "--all");
    Command.flag(spec, "--json");
    Command.positionals(spec);
  }

  /// @throws Stop when a value is none of those an option takes
  static CompareOptions of(ParseResult parsed) {
    List<String> runs = OptionValues.positionals(parsed);
    if (runs.size() != 2)
      throw Stop.misuse("two runs are compared, not " + runs.size(), "realtime-cli compare RUN_A RUN_B");
    Map<Change.Kind, Integer> most = new EnumMap<>(Change.Kind.class);
    LIMITS.forEach((name, kind) -> {
      if (OptionValues.flag(parsed, name))
        most.put(kind, OptionValues.number(parsed, name, 0, 0, MOST, "write it like " + name + " 0"));
    });
    return new CompareOptions(runs.get(0), runs.get(1),
        new Comparison.Terms(measure(OptionValues.text(parsed, "--metric")), margin(parsed, "--slower-than"),
            margin(parsed, "--dearer-than")),
        most, thresholds(OptionValues.texts(parsed, "--fail-if")), OptionValues.flag(parsed, "--json"),
        OptionValues.flag(parsed, "--all"));
  }

  private static @Nullable Measure measure(@Nullable String word) {
    if (word == null)
      return null;
    for (Measure measure : Measure.values())
      if (measure.word().equals(word))
        return measure;
    throw Stop.misuse("--metric: '" + word + "' is not measured",
        "one of " + Stream.of(Measure.values()).map(Measure::word).collect(Collectors.joining(", ")));
  }

  private static Margin margin(ParseResult parsed, String name) {
    boolean money = name.equals("--dearer-than");
    try {
      Margin margin = Margin.parse(OptionValues.text(parsed, name, "20%"));
      if (money && !margin.isShare())
        throw new IllegalArgumentException("a price grows by a percentage");
      return margin;
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(name + ": " + e.getMessage(), "write it like 20%" + (money ? "" : " or 200ms"));
    }
  }

  private static List<Threshold> thresholds(List<String> expressions) {
    try {
      List<Threshold> thresholds = expressions.stream().map(Threshold::parse).toList();
      for (Threshold threshold : thresholds)
        Comparison.figure(threshold.metric());
      return thresholds;
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--fail-if: " + e.getMessage(),
          "write it like 'ratio_p95_speech_end_to_first_audio>1.1' or 'newly_failed>0'");
    }
  }
}
