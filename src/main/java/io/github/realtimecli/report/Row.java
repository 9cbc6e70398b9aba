package io.github.realtimecli.report;

import io.github.realtimecli.turn.Outcome;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One item of a run: the JSON object of the README's metrics contract, read back. Any member may be `null` or missing, or
/// of another type than it should be, which reads as `null`; members that we do not know stay in [#line()].
public final class Row implements Reading {
  // what a price or a duration can have; keeps a hostile 1e999999 from being written out in full
  private static final int MOST_DIGITS = 40;

  private final String line;
  private final String file;
  private final String outcome;
  private final Map<String, Object> members;

  /// @param members the leaves of the object, by their path
  Row(String line, String file, String outcome, Map<String, Object> members) {
    this.line = line;
    this.file = file;
    this.outcome = outcome;
    this.members = members;
  }

  /// The object on one line, without its end and without a blank outside of its strings; otherwise as it was written.
  public String line() {
    return line;
  }

  /// The recording's name, relative to the folder that was asked; the key of a run.
  public String file() {
    return file;
  }

  /// One of the words of [Outcome.Kind], unless a later version wrote it.
  public String outcome() {
    return outcome;
  }

  public boolean answered() {
    return outcome.equals(Outcome.Kind.ANSWERED.word());
  }

  /// @param path names of members joined by dots, such as `reply.transcript`
  public @Nullable String text(String path) {
    return members.get(path) instanceof String text ? text : null;
  }

  /// A finite number.
  public @Nullable Double number(String path) {
    if (!(members.get(path) instanceof BigDecimal number))
      return null;
    double value = number.doubleValue();
    return Double.isFinite(value) ? value : null;
  }

  /// A number as it was written, digit by digit.
  public @Nullable BigDecimal decimal(String path) {
    return members.get(path) instanceof BigDecimal number && number.precision() <= MOST_DIGITS
        && Math.abs((long) number.scale()) <= MOST_DIGITS ? number : null;
  }

  /// Dollars; nothing for an item of which nothing was sent, `null` when unknown.
  public @Nullable BigDecimal cost() {
    BigDecimal cost = decimal("cost_usd");
    if (cost != null)
      return cost;
    BigDecimal sent = decimal("sent.bytes");
    return outcome.equals(Outcome.Kind.UNREADABLE.word()) || (sent != null && sent.signum() == 0)
        ? BigDecimal.ZERO
        : null;
  }

  /// Errors and words of the user's transcript against its reference, when there is one.
  public @Nullable Wer wer() {
    Double errors = number("wer.errors");
    Double words = number("wer.words");
    return errors == null || words == null ? null : new Wer(errors.longValue(), 0, 0, words.longValue());
  }

  @Override
  public String toString() {
    return line;
  }
}
