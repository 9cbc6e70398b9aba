package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void areValuesThatOccurred() {
    Percentiles percentiles = of(100);
    assertThat(percentiles.percentile(50)).isEqualTo(50);
    assertThat(percentiles.percentile(95)).isEqualTo(95);
    assertThat(percentiles.percentile(99)).isEqualTo(99);
    assertThat(percentiles.min()).isEqualTo(1);
    assertThat(percentiles.max()).isEqualTo(100);
    assertThat(percentiles.mean()).isEqualTo(50.5);
    assertThat(of(20).percentile(95)).isEqualTo(19);
    assertThat(of(3).percentile(50)).isEqualTo(2);
    assertThat(of(2).percentile(50)).isEqualTo(1);
    assertThat(of(7).percentile(99)).isEqualTo(7);
  }

  @Test
  void ofNothingAreUnknown() {
    Percentiles none = new Percentiles();
    assertThat(none.percentile(50)).isNull();
    assertThat(none.min()).isNull();
    assertThat(none.max()).isNull();
    assertThat(none.mean()).isNull();
  }

  @Test
  void takeMoreAfterTheyWereAsked() {
    Percentiles percentiles = of(1);
    assertThat(percentiles.max()).isEqualTo(1);
    percentiles.add(0.5);
    assertThat(percentiles.min()).isEqualTo(0.5);
  }

  private static Percentiles of(int count) {
    Percentiles percentiles = new Percentiles();
    for (int i = 0; i < count; i++)
      percentiles.add(1 + (i * 7919 + 3) % count); // every number up to `count`, not in their order
    return percentiles;
  }
}
