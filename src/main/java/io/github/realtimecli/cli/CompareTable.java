package io.github.realtimecli.cli;

import io.github.realtimecli.report.Change;
import io.github.realtimecli.report.Comparison;
import io.github.realtimecli.report.Summary;
import io.github.realtimecli.report.Wer;
import io.github.realtimecli.turn.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A comparison for people: the totals side by side, then the items by what changed, the worst first.
final class CompareTable {
  private static final int MOST_ITEMS = 20;
  private static final int LONGEST_NAME = 48;

  private final StringBuilder lines = new StringBuilder();
  private final Comparison comparison;
  private final CompareOptions options;

  private CompareTable(Comparison comparison, CompareOptions options) {
    this.comparison = comparison;
    this.options = options;
  }

  static String of(Comparison comparison, CompareOptions options) {
    CompareTable table = new CompareTable(comparison, options);
    table.totals();
    for (Change.Kind kind : Change.Kind.values())
      table.section(kind);
    if (comparison.changes().isEmpty())
      table.lines.append("\nnothing changed\n");
    return table.lines.toString();
  }

  private void totals() {
    line("", "before", "now", "");
    line("items", summary -> Integer.toString(summary.items()));
    line("answered", summary -> Integer.toString(summary.count(Outcome.Kind.ANSWERED)));
    String name = comparison.measure().word().replace('_', ' ');
    for (int percent : new int[]{50, 95, 99})
      figure("p" + percent + " " + name, summary -> summary.of(comparison.measure()).percentile(percent),
          ReportTotals::millis);
    Summary before = comparison.before();
    Summary now = comparison.now();
    line("cost", cost(before), cost(now), growth(number(before.cost()), number(now.cost())));
    if (comparison.before().compared() > 0 || comparison.now().compared() > 0)
      figure("word error rate", summary -> summary.wer().rate(), ReportTotals::percent);
  }

  private static String cost(Summary summary) {
    if (summary.costUnknown() > 0 && summary.costUnknown() == summary.items())
      return "?";
    return (summary.costUnknown() > 0 ? "≥ " : "") + dollars(summary.knownCost());
  }

  private static @Nullable Double number(@Nullable BigDecimal number) {
    return number == null ? null : number.doubleValue();
  }

  private void line(String name, Function<Summary, String> value) {
    line(name, value.apply(comparison.before()), value.apply(comparison.now()), "");
  }

  private void figure(String name, Function<Summary, @Nullable Double> value,
      Function<@Nullable Double, String> words) {
    Double was = value.apply(comparison.before());
    Double is = value.apply(comparison.now());
    line(name, words.apply(was), words.apply(is), growth(was, is));
  }

  private void line(String name, String before, String now, String change) {
    lines.append(String.format(Locale.ROOT, "%-32s %12s %12s %9s", name, before, now, change).stripTrailing())
        .append('\n');
  }

  private static String growth(@Nullable Double was, @Nullable Double is) {
    if (was == null || is == null || was == 0)
      return "";
    double share = (is - was) / Math.abs(was);
    return Math.abs(share) < 0.0005 ? "same" : String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  private void section(Change.Kind kind) {
    List<Change> changes = comparison.changes()
        .stream()
        .filter(change -> change.kinds().contains(kind))
        .sorted(Comparator.comparingDouble(change -> -weight(kind, change)))
        .toList();
    if (changes.isEmpty())
      return;
    int most = options.all() ? changes.size() : Math.min(MOST_ITEMS, changes.size());
    List<Change> told = changes.subList(0, most);
    int wide = told.stream().mapToInt(change -> change.file().length()).filter(n -> n <= LONGEST_NAME).max().orElse(0);
    lines.append('\n').append(title(kind)).append(": ").append(changes.size()).append('\n');
    for (Change change : told)
      lines.append(("  " + pad(Harmless.line(change.file()), wide) + "  " + detail(kind, change)).stripTrailing())
          .append('\n');
    if (most < changes.size())
      lines.append("  and ").append(changes.size() - most).append(" more (--all)\n");
  }

  private static String pad(String name, int wide) {
    return name + " ".repeat(Math.max(0, wide - name.length()));
  }

  private String title(Change.Kind kind) {
    String slower = " by more than " + options.terms().slower().words();
    String dearer = " by more than " + options.terms().dearer().words();
    return switch (kind) {
      case FAILED -> "not answered any more";
      case SLOWER -> "slower" + slower;
      case CHANGED -> "other words";
      case DEARER -> "dearer" + dearer;
      case RECOVERED -> "answered again";
      case FASTER -> "faster" + slower;
      case CHEAPER -> "cheaper" + dearer;
      case APPEARED -> "new";
      case VANISHED -> "gone";
    };
  }

  /// What comes first among those with the same change; 0 keeps the order of names.
  private static double weight(Change.Kind kind, Change change) {
    Change.Side was = change.before();
    Change.Side is = change.now();
    Wer words = change.words();
    return switch (kind) {
      case SLOWER, FASTER -> was == null || is == null ? 0 : Math.abs(orZero(is.latency()) - orZero(was.latency()));
      case DEARER, CHEAPER -> was == null || is == null
          ? 0
          : Math.abs(orZero(number(is.cost())) - orZero(number(was.cost())));
      case CHANGED -> words == null ? 0 : words.errors();
      case FAILED, RECOVERED, APPEARED, VANISHED -> 0;
    };
  }

  private static double orZero(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static String detail(Change.Kind kind, Change change) {
    Change.Side was = change.before();
    Change.Side is = change.now();
    Wer words = change.words();
    return switch (kind) {
      case FAILED, APPEARED -> is == null ? "" : outcome(is);
      case RECOVERED -> was == null ? "" : "was " + outcome(was);
      case VANISHED -> was == null ? "" : outcome(was);
      case SLOWER, FASTER -> was == null || is == null
          ? ""
          : "%7s → %7s  %s".formatted(ReportTotals.millis(was.latency()), ReportTotals.millis(is.latency()),
              growth(was.latency(), is.latency()));
      case DEARER, CHEAPER -> was == null || is == null
          ? ""
          : dollars(was.cost()) + " → " + dollars(is.cost()) + "  " + growth(number(was.cost()), number(is.cost()));
      case CHANGED -> words == null ? "" : words.errors() + " of " + words.words() + " words differ";
    };
  }

  private static String outcome(Change.Side side) {
    return side.outcome().replace('_', ' ') + (side.error() == null ? "" : ": " + Harmless.line(side.error()));
  }

  /// To a hundredth of a cent.
  private static String dollars(@Nullable BigDecimal number) {
    return number == null
        ? "?"
        : "$" + number.setScale(Math.min(number.scale(), 4), RoundingMode.HALF_EVEN).toPlainString();
  }
}
