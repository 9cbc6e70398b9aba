package io.github.realtimecli.cli;

import io.github.realtimecli.batch.BatchRunner;
import io.github.realtimecli.batch.Halt;
import io.github.realtimecli.report.Measure;
import io.github.realtimecli.report.Percentiles;
import io.github.realtimecli.report.Summary;
import io.github.realtimecli.turn.Outcome;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a run ended, in words.
final class BatchEnd {
  private static final String AGAIN = "run the same command again: what is answered is not asked again";

  private BatchEnd() {}

  /// Why it ended before everything was done, `null` when it did not.
  static @Nullable UserError complaint(BatchRunner.Ending ending, Target target) {
    String rest = ending.leftOut() + (ending.leftOut() == 1 ? " item was" : " items were") + " not asked";
    return switch (ending.halt()) {
      case null -> null;
      case Halt.Interrupted _ -> new UserError("interrupted; " + rest, AGAIN, ExitCode.INTERRUPTED);
      case Halt.CostReached h -> new UserError(
          "--max-cost: " + BatchProgress.dollars(h.spent()) + " of " + BatchProgress.dollars(h.limit())
              + " are spent; " + rest,
          AGAIN, ExitCode.LIMIT);
      case Halt.TimeUp h -> new UserError("--max-duration: " + Durations.words(h.limit()) + " are over; " + rest, AGAIN,
          ExitCode.LIMIT);
      case Halt.TooManyFailures h -> new UserError("--max-failures: " + h.failures() + " failed; " + rest,
          "see the errors in results.csv, then " + AGAIN, ExitCode.ITEMS);
      case Halt.Exhausted h -> new UserError("the server has nothing left for us (" + h.what() + ")" + reset(h.reset())
          + "; " + rest, "check the limits and the billing of the account; then " + AGAIN, ExitCode.ITEMS);
      case Halt.Refused h -> new UserError(UserError.of(h.failure(), target).sentence() + "; " + rest,
          target.keyHint(), ExitCode.KEY);
      case Halt.Unwritable h -> new UserError("a result could not be saved: " + h.detail() + "; " + rest,
          "check the folder and the free space there, then " + AGAIN, ExitCode.OUR_FAULT);
    };
  }

  private static String reset(@Nullable Duration reset) {
    return reset == null ? "" : ", there is more in " + BatchProgress.time(reset.toNanos());
  }

  /// The result for people: a few lines.
  static String summary(Summary summary, Path run) {
    List<String> lines = new ArrayList<>();
    StringBuilder counts = new StringBuilder();
    counts.append(summary.count(Outcome.Kind.ANSWERED)).append(" of ").append(summary.items()).append(" answered");
    for (Outcome.Kind kind : Outcome.Kind.values())
      if (kind != Outcome.Kind.ANSWERED && summary.count(kind) > 0)
        counts.append(", ").append(summary.count(kind)).append(' ').append(kind.word());
    lines.add(counts.toString());
    for (Measure measure : List.of(Measure.SPEECH_END_TO_FIRST_AUDIO, Measure.COMMIT_TO_FIRST_AUDIO)) {
      Percentiles values = summary.of(measure);
      if (values.count() > 0)
        lines.add(measure.word().replace('_', ' ') + ": p50 " + millis(values.percentile(50)) + ", p95 "
            + millis(values.percentile(95)) + ", p99 " + millis(values.percentile(99)) + " of " + values.count());
    }
    BigDecimal cost = summary.cost();
    lines.add(cost == null
        ? "cost: " + BatchProgress.dollars(summary.knownCost().doubleValue()) + ", not known of "
            + summary.costUnknown()
        : "cost: " + BatchProgress.dollars(cost.doubleValue()));
    lines.add("results: " + run);
    return String.join("\n", lines) + "\n";
  }

  private static String millis(@Nullable Double value) {
    return value == null ? "?" : String.format(Locale.ROOT, "%.0f ms", value);
  }
}
