package io.github.realtimecli.report;

import io.github.realtimecli.report.Change.Kind;
import io.github.realtimecli.report.Change.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What changed between two runs of the same recordings.
public final class Comparison {
  private final Summary before = new Summary();
  private final Summary now = new Summary();
  private final Measure measure;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private int common;

  /// What counts as a change.
  ///
  /// @param measure the latency that is compared; `null` for the first that both runs have: from the end of speech, from
  /// the commit, the whole answer
  public record Terms(@Nullable Measure measure, Margin slower, Margin dearer) {}

  private Comparison(Rows a, Rows b, Terms terms) throws IOException {
    a.forEach((row, item) -> before.add(row));
    b.forEach((row, item) -> now.add(row));
    Measure wanted = terms.measure();
    measure = wanted == null ? usual() : wanted;
    SortedSet<String> files = new TreeSet<>(a.items().keySet());
    files.addAll(b.items().keySet());
    for (String file : files)
      add(file, a.read(file), b.read(file), terms);
  }

  public static Comparison of(Rows a, Rows b, Terms terms) throws IOException {
    return new Comparison(a, b, terms);
  }

  private Measure usual() {
    for (Measure each : List.of(Measure.SPEECH_END_TO_FIRST_AUDIO, Measure.COMMIT_TO_FIRST_AUDIO))
      if (before.of(each).count() > 0 && now.of(each).count() > 0)
        return each;
    return Measure.DONE;
  }

  private void add(String file, @Nullable Row a, @Nullable Row b, Terms terms) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Side was = a == null ? null : Side.of(a, measure);
    Side is = b == null ? null : Side.of(b, measure);
    Wer words = null;
    if (a != null && b != null) {
      common++;
      words = words(a, b);
      if (a.answered() != b.answered())
        kinds.add(a.answered() ? Kind.FAILED : Kind.RECOVERED);
      if (words != null && words.errors() > 0)
        kinds.add(Kind.CHANGED);
    } else if (a != null || b != null)
      kinds.add(a == null ? Kind.APPEARED : Kind.VANISHED);
    if (was != null && is != null) {
      grown(was.latency(), is.latency(), terms.slower(), kinds, Kind.SLOWER, Kind.FASTER);
      grown(number(was), number(is), terms.dearer(), kinds, Kind.DEARER, Kind.CHEAPER);
    }
    for (Kind kind : kinds)
      counts.merge(kind, 1, Integer::sum);
    if (!kinds.isEmpty())
      changes.add(new Change(file, Collections.unmodifiableSet(kinds), was, is, words));
  }

  private static @Nullable Double number(Side side) {
    return side.cost() == null ? null : side.cost().doubleValue();
  }

  private static void grown(@Nullable Double was, @Nullable Double is, Margin margin, Set<Kind> kinds, Kind more,
      Kind less) {
    if (was == null || is == null)
      return;
    if (margin.isPassed(was, is))
      kinds.add(more);
    else if (margin.isPassed(is, was))
      kinds.add(less);
  }

  private static @Nullable Wer words(Row a, Row b) {
    String was = a.text("reply.transcript");
    String is = b.text("reply.transcript");
    return a.answered() && b.answered() && was != null && is != null ? Wer.of(was, is) : null;
  }

  public Summary before() {
    return before;
  }

  public Summary now() {
    return now;
  }

  /// The latency that was compared.
  public Measure measure() {
    return measure;
  }

  /// Recordings that both runs have.
  public int common() {
    return common;
  }

  public int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /// Recordings with a change, in the order of their names.
  public List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /// A figure that a threshold can name: how many items have a change (`slower`, `newly_failed`, …), any figure of the second
  /// run, and such a figure behind `delta_` (how much it grew) or `ratio_` (by what factor).
  ///
  /// @throws IllegalArgumentException with one sentence, which lists what can be named
  public static Function<Comparison, @Nullable Double> figure(String name) {
    for (Kind kind : Kind.values())
      if (threshold(kind).equals(name))
        return comparison -> (double) comparison.count(kind);
    boolean delta = name.startsWith("delta_");
    boolean ratio = name.startsWith("ratio_");
    Function<Summary, @Nullable Double> metric = Metric
        .named(delta || ratio ? name.substring("delta_".length()) : name);
    if (metric == null)
      throw new IllegalArgumentException("there is no figure '" + name + "'; there are "
          + String.join(", ", EnumSet.allOf(Kind.class).stream().map(Comparison::threshold).toList())
          + ", and of the second run, or behind delta_ or ratio_: " + Metric.names());
    return comparison -> {
      Double is = metric.apply(comparison.now);
      Double was = metric.apply(comparison.before);
      if (!delta && !ratio)
        return is;
      if (is == null || was == null)
        return null;
      return delta ? Double.valueOf(is - was) : ratio(was, is);
    };
  }

  /// A run has failed items as well: those that failed only now are called newly failed.
  private static String threshold(Kind kind) {
    return kind == Kind.FAILED ? "newly_failed" : kind.word();
  }

  private static Double ratio(double was, double is) {
    return was == is ? 1 : is / was;
  }
}
