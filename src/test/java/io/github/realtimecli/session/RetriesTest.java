package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final Retries retries = new Retries(20, Duration.ofMillis(400));
  private final Random chance = new Random(7);

  @Test
  void waitsTwiceAsLongEachTimeAndNeverAllAtOnce() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      long most = 400L << (attempt - 1);
      for (int i = 0; i < 100; i++)
        assertThat(retries.delay(attempt, null, chance)).isBetween(Duration.ofMillis(most / 2),
            Duration.ofMillis(most));
    }
  }

  @Test
  void neverWaitsLongerThanAMinute() {
    assertThat(retries.delay(20, null, chance)).isLessThanOrEqualTo(Retries.LONGEST);
  }

  @Test
  void waitsAtLeastAsLongAsTheServerAsks() {
    assertThat(retries.delay(1, Duration.ofSeconds(3), chance)).isBetween(Duration.ofSeconds(3),
        Duration.ofMillis(3_100));
  }

  @Test
  void doesNotWaitForWhatTakesTooLong() {
    assertThat(retries.delay(1, Duration.ofSeconds(61), chance)).isNull();
  }

  @Test
  void givesUpAfterTheLast() {
    assertThat(retries.delay(21, null, chance)).isNull();
    assertThat(Retries.NONE.delay(1, null, chance)).isNull();
  }
}
