package io.github.realtimecli.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Exact percentiles of measured values, by nearest rank: the p-th is the smallest measured value that at least p percent
/// of all do not exceed. So it is always a value that occurred, and p99 of fewer than 100 values is the largest.
/// 8 bytes a value. Owned by one thread.
public final class Percentiles {
  private double[] values = new double[16];
  private int count;
  private boolean sorted;

  public void add(double value) {
    if (count == values.length)
      values = Arrays.copyOf(values, count * 2);
    values[count++] = value;
    sorted = false;
  }

  public int count() {
    return count;
  }

  /// @param percent more than 0, up to 100
  /// @return `null` without values
  public @Nullable Double percentile(double percent) {
    if (count == 0)
      return null;
    sort();
    int rank = (int) Math.ceil(percent * count / 100);
    return values[Math.max(rank, 1) - 1];
  }

  public @Nullable Double min() {
    sort();
    return count == 0 ? null : values[0];
  }

  public @Nullable Double max() {
    return percentile(100);
  }

  /// Summed in order of size, so that it does not depend on the order of the values.
  public @Nullable Double mean() {
    sort();
    double sum = 0;
    for (int i = 0; i < count; i++)
      sum += values[i];
    return count == 0 ? null : sum / count;
  }

  private void sort() {
    if (!sorted)
      Arrays.sort(values, 0, count);
    sorted = true;
  }
}
