package io.github.realtimecli.report;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A bound that a run must not pass: `METRIC OP NUMBER`, such as `p95_speech_end_to_first_audio>1200`. The comparison
/// tells when it is *missed*. `5%` means 0.05.
///
/// @param expression as the user wrote it, without blanks
public record Threshold(String expression, String metric, Operator operator, double bound) {
  private static final Pattern FORM = Pattern
      .compile("\\s*([A-Za-z0-9_]+)\\s*(>=|<=|==|!=|>|<)\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*(%?)\\s*");

  /// How a figure and the bound are compared.
  public enum Operator {
    GREATER(">"), LESS("<"), AT_LEAST(">="), AT_MOST("<="), EQUAL("=="), DIFFERENT("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case GREATER -> value > bound;
        case LESS -> value < bound;
        case AT_LEAST -> value >= bound;
        case AT_MOST -> value <= bound;
        case EQUAL -> value == bound;
        case DIFFERENT -> value != bound;
      };
    }
  }

  /// What came of it. No data counts as missed: a run that measured nothing has not kept any bound.
  public sealed interface Verdict {
    record Kept() implements Verdict {}

    /// @param sentence without a full stop
    record Missed(String sentence) implements Verdict {}
  }

  /// @throws IllegalArgumentException with one sentence when it is none
  public static Threshold parse(String expression) {
    Matcher parts = FORM.matcher(expression);
    if (!parts.matches())
      throw new IllegalArgumentException("'" + expression + "' is not METRIC OP NUMBER with one of > >= < <= == !=");
    double bound = Double.parseDouble(parts.group(3));
    for (Operator operator : Operator.values())
      if (operator.sign.equals(parts.group(2)))
        return new Threshold(expression.replaceAll("\\s", ""), parts.group(1).toLowerCase(Locale.ROOT), operator,
            parts.group(4).isEmpty() ? bound : bound / 100);
    throw new AssertionError(expression);
  }

  /// A bound on a figure of one run.
  ///
  /// @throws IllegalArgumentException with one sentence, which lists what can be named
  public static Threshold ofRun(String expression) {
    Threshold threshold = parse(expression);
    if (Metric.named(threshold.metric) == null)
      throw new IllegalArgumentException(
          "there is no figure '" + threshold.metric + "'; there are " + Metric.names());
    return threshold;
  }

  public Verdict judge(Summary summary) {
    Function<Summary, @Nullable Double> figure = Metric.named(metric);
    return judge(figure == null ? null : figure.apply(summary));
  }

  /// @param value `null` when there is no data
  public Verdict judge(@Nullable Double value) {
    if (value == null)
      return new Verdict.Missed(expression + ": there is no data, which counts as missed");
    return operator.holds(value, bound)
        ? new Verdict.Missed(expression + ": it is " + Numbers.plain(value))
        : new Verdict.Kept();
  }
}
