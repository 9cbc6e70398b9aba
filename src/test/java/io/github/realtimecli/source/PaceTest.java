package io.github.realtimecli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void aSecondOfSpeechTakesASecond() {
    assertThat(Pace.REALTIME.due(24_000, 24_000)).isEqualTo(1_000_000_000L);
    assertThat(new Pace(4).due(16_000, 16_000)).isEqualTo(250_000_000L);
  }

  @Test
  void withoutAPaceEverythingIsDueAtOnce() {
    assertThat(Pace.FAST.isPaced()).isFalse();
    assertThat(Pace.FAST.due(24_000, 24_000)).isZero();
  }

  @Test
  void thereIsNoPaceOfNothing() {
    assertThatThrownBy(() -> new Pace(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pace(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void latenessIsTheExactRank() {
    Lateness lateness = new Lateness();
    for (int ms = 1; ms <= 1_000; ms++)
      lateness.note(ms * 1_000_000L);
    assertThat(lateness.summary()).isEqualTo(new Lateness.Summary(500, 990, 1_000));
  }

  @Test
  void whatIsEarlyIsPunctual() {
    Lateness lateness = new Lateness();
    lateness.note(-5_000_000);
    assertThat(lateness.summary()).isEqualTo(new Lateness.Summary(0, 0, 0));
  }

  @Test
  void nothingIsKnownOfWhatWasNotPaced() {
    assertThat(new Lateness().summary()).isNull();
  }
}
