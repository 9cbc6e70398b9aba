package io.github.realtimecli.report;

import io.github.realtimecli.turn.Outcome;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The totals of a run, made row by row; they do not depend on the order of the rows. 80 bytes an item.
public final class Summary {
  /// A kind of tokens and where a row tells of it. Cached ones are contained in the others.
  enum Tokens {
    INPUT_TEXT("input", "text"), INPUT_AUDIO("input", "audio"), INPUT_CACHED("input", "cached"), OUTPUT_TEXT("output",
        "text"),
    OUTPUT_AUDIO("output", "audio");

    final String side;
    final String kind;

    Tokens(String side, String kind) {
      this.side = side;
      this.kind = kind;
    }
  }

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<Tokens, BigDecimal> tokens = new EnumMap<>(Tokens.class);
  private final Map<Measure, Percentiles> measures = new EnumMap<>(Measure.class);
  private BigDecimal sentMs = BigDecimal.ZERO;
  private BigDecimal receivedMs = BigDecimal.ZERO;
  private BigDecimal cost = BigDecimal.ZERO;
  private Wer wer = Wer.NONE;
  private int items;
  private int costUnknown;
  private int usageUnknown;
  private int compared;

  public Summary() {
    for (Outcome.Kind kind : Outcome.Kind.values())
      outcomes.put(kind.word(), 0);
    for (Tokens kind : Tokens.values())
      tokens.put(kind, BigDecimal.ZERO);
    for (Measure measure : Measure.values())
      measures.put(measure, new Percentiles());
  }

  public void add(Row row) {
    items++;
    outcomes.merge(row.outcome(), 1, Integer::sum);
    sentMs = plus(sentMs, row.decimal("sent.audio_ms"));
    receivedMs = plus(receivedMs, row.decimal("reply.audio_ms"));
    BigDecimal dollars = row.cost();
    cost = plus(cost, dollars);
    costUnknown += dollars == null ? 1 : 0;
    boolean used = false;
    for (Tokens kind : Tokens.values()) {
      BigDecimal number = row.decimal("usage." + kind.side + "." + kind.kind);
      used |= number != null;
      tokens.merge(kind, plus(BigDecimal.ZERO, number), BigDecimal::add);
    }
    usageUnknown += row.answered() && !used ? 1 : 0;
    Wer difference = row.wer();
    if (difference != null) {
      wer = wer.plus(difference);
      compared++;
    }
    if (row.answered())
      measure(row);
  }

  private void measure(Row row) {
    for (Measure measure : Measure.values()) {
      Double millis = row.number(measure.path());
      if (millis != null)
        of(measure).add(millis);
    }
  }

  private static BigDecimal plus(BigDecimal sum, @Nullable BigDecimal number) {
    return number == null ? sum : sum.add(number);
  }

  public int items() {
    return items;
  }

  public int count(Outcome.Kind kind) {
    return outcomes.getOrDefault(kind.word(), 0);
  }

  /// How many have each outcome, in the order of the words; also those that we do not know.
  Map<String, Integer> outcomes() {
    return outcomes;
  }

  /// Items that were not answered.
  public int failed() {
    return items - count(Outcome.Kind.ANSWERED);
  }

  /// `null` for a run without items.
  public @Nullable Double failureRate() {
    return items == 0 ? null : (double) failed() / items;
  }

  /// Of answered items only: a quick refusal must not pass for a quick answer.
  public Percentiles of(Measure measure) {
    Percentiles percentiles = measures.get(measure);
    if (percentiles == null)
      throw new AssertionError(measure);
    return percentiles;
  }

  /// Sound that went up, in milliseconds.
  public BigDecimal sentMs() {
    return sentMs;
  }

  /// Sound of the answers, in milliseconds.
  public BigDecimal receivedMs() {
    return receivedMs;
  }

  BigDecimal tokens(Tokens kind) {
    return tokens.getOrDefault(kind, BigDecimal.ZERO);
  }

  /// Answered items that do not tell of their tokens.
  int usageUnknown() {
    return usageUnknown;
  }

  /// Dollars of all items, `null` when some are unknown.
  public @Nullable BigDecimal cost() {
    return costUnknown > 0 ? null : cost;
  }

  /// Dollars of the items whose price is known.
  public BigDecimal knownCost() {
    return cost;
  }

  public int costUnknown() {
    return costUnknown;
  }

  /// Over all words of all references.
  public Wer wer() {
    return wer;
  }

  /// Items that have a reference.
  public int compared() {
    return compared;
  }
}
