package io.github.realtimecli.report;

import io.github.realtimecli.turn.Outcome;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The figures of a run that can be named, such as `p95_speech_end_to_first_audio` or `failure_rate`.
public final class Metric {
  private static final Map<String, Function<Summary, @Nullable Double>> COUNTS = counts();
  private static final Map<String, Function<Percentiles, @Nullable Double>> STATISTICS = statistics();

  private Metric() {}

  private static Map<String, Function<Summary, @Nullable Double>> counts() {
    Map<String, Function<Summary, @Nullable Double>> counts = new LinkedHashMap<>();
    counts.put("items", summary -> (double) summary.items());
    for (Outcome.Kind kind : Outcome.Kind.values())
      counts.put(kind.word(), summary -> (double) summary.count(kind));
    counts.put("failed", summary -> (double) summary.failed());
    counts.put("failure_rate", Summary::failureRate);
    counts.put("wer", summary -> summary.wer().rate());
    counts.put("cost_usd", summary -> number(summary.cost()));
    counts.put("cost_unknown", summary -> (double) summary.costUnknown());
    counts.put("sent_ms", summary -> number(summary.sentMs()));
    counts.put("received_ms", summary -> number(summary.receivedMs()));
    return counts;
  }

  private static Map<String, Function<Percentiles, @Nullable Double>> statistics() {
    Map<String, Function<Percentiles, @Nullable Double>> statistics = new LinkedHashMap<>();
    statistics.put("p50", percentiles -> percentiles.percentile(50));
    statistics.put("p95", percentiles -> percentiles.percentile(95));
    statistics.put("p99", percentiles -> percentiles.percentile(99));
    statistics.put("min", Percentiles::min);
    statistics.put("max", Percentiles::max);
    statistics.put("mean", Percentiles::mean);
    return statistics;
  }

  private static @Nullable Double number(@Nullable BigDecimal number) {
    return number == null ? null : number.doubleValue();
  }

  /// @return what takes the figure from a run, and gives `null` where there is no data; `null` for an unknown name
  public static @Nullable Function<Summary, @Nullable Double> named(String name) {
    Function<Summary, @Nullable Double> count = COUNTS.get(name);
    if (count != null)
      return count;
    int end = name.indexOf('_');
    Function<Percentiles, @Nullable Double> statistic = end < 0 ? null : STATISTICS.get(name.substring(0, end));
    if (statistic == null)
      return null;
    for (Measure measure : Measure.values())
      if (measure.word().equals(name.substring(end + 1)))
        return summary -> statistic.apply(summary.of(measure));
    return null;
  }

  /// Everything that [#named] knows, in a clause.
  public static String names() {
    return String.join(", ", COUNTS.keySet()) + ", and " + String.join("|", STATISTICS.keySet()) + " followed by _ and "
        + Stream.of(Measure.values()).map(Measure::word).collect(Collectors.joining(", "));
  }

  /// The statistics of a measure, by their names.
  static Map<String, Function<Percentiles, @Nullable Double>> statisticsByName() {
    return STATISTICS;
  }
}
