package io.github.realtimecli.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Numbers as text, the same on every machine: without an exponent and without zeros at the end.
final class Numbers {
  private static final int DECIMALS = 6;

  private Numbers() {}

  /// To six decimals.
  static String plain(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  static String plain(BigDecimal value) {
    BigDecimal shorter = value.setScale(Math.min(DECIMALS, Math.max(value.scale(), 0)), RoundingMode.HALF_EVEN)
        .stripTrailingZeros();
    return shorter.signum() == 0 ? "0" : shorter.toPlainString();
  }

  /// @return `null` as JSON has it for a missing one
  static String json(@Nullable Double value) {
    return value == null ? "null" : plain(value);
  }
}
