package io.github.realtimecli.cli;

import io.github.realtimecli.report.Measure;
import io.github.realtimecli.report.Percentiles;
import io.github.realtimecli.report.Summary;
import io.github.realtimecli.turn.Outcome;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The totals of a run for people: a few lines.
final class ReportTotals {
  private ReportTotals() {}

  static String of(Summary summary, Path run) {
    StringBuilder lines = new StringBuilder();
    lines.append(summary.count(Outcome.Kind.ANSWERED)).append(" of ").append(summary.items()).append(" answered");
    for (Outcome.Kind kind : Outcome.Kind.values())
      if (kind != Outcome.Kind.ANSWERED && summary.count(kind) > 0)
        lines.append(", ").append(summary.count(kind)).append(' ').append(kind.word());
    lines.append('\n');
    for (Measure measure : Measure.values()) {
      Percentiles values = summary.of(measure);
      if (values.count() > 0)
        lines.append("%-26s p50 %s, p95 %s, p99 %s of %d\n".formatted(measure.word().replace('_', ' '),
            millis(values.percentile(50)), millis(values.percentile(95)), millis(values.percentile(99)),
            values.count()));
    }
    if (summary.compared() > 0)
      lines.append("word error rate            %s of %d words\n".formatted(percent(summary.wer().rate()),
          summary.wer().words()));
    lines.append("cost                       ").append(cost(summary)).append('\n');
    lines.append("reports                    ").append(run.resolve("report.html")).append('\n');
    return lines.toString();
  }

  static String cost(Summary summary) {
    String known = "$" + summary.knownCost().stripTrailingZeros().toPlainString();
    return summary.costUnknown() == 0
        ? known
        : summary.costUnknown() == summary.items()
            ? "not known"
            : "at least " + known + ", not known of " + summary.costUnknown();
  }

  /// A tenth where it says something.
  static String millis(@Nullable Double value) {
    return value == null ? "?" : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f ms" : "%.0f ms", value);
  }

  static String percent(@Nullable Double rate) {
    return rate == null ? "?" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }
}
