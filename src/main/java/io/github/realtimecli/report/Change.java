package io.github.realtimecli.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one recording fared in two runs.
///
/// @param before `null` when it was not there
/// @param now    `null` when it is not there any more
/// @param words  how the answer's words differ from those before, where both were answered
public record Change(String file, Set<Kind> kinds, @Nullable Side before, @Nullable Side now, @Nullable Wer words) {
  /// What can be told of a recording by its rows. An item can have several.
  public enum Kind {
    /// It was answered and is not any more.
    FAILED,
    /// The latency has grown by more than the margin.
    SLOWER,
    /// The answer has other words: spelling, case and punctuation do not count.
    CHANGED,
    /// The price has grown by more than its margin.
    DEARER, RECOVERED, FASTER, CHEAPER,
    /// It is in the second run only.
    APPEARED,
    /// It is in the first run only.
    VANISHED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One of the two rows.
  ///
  /// @param latency in milliseconds, of the measure that is compared
  public record Side(String outcome, @Nullable String error, @Nullable Double latency, @Nullable BigDecimal cost) {
    static Side of(Row row, Measure measure) {
      return new Side(row.outcome(), row.text("error"), row.answered() ? row.number(measure.path()) : null,
          row.cost());
    }
  }
}
