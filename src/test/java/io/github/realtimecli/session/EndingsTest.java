package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the end of a connection means.
class EndingsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void readsTheErrorOutOfARefusedHandshake() {
    assertThat(Endings.failure(new Ending.Refused(429, Map.of("retry-after", "7", "x-request-id", "req_1"),
        "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\",\"param\":null}}")))
        .isEqualTo(new Failure.HandshakeRefused(429, "rate_limit_exceeded", "slow down", Duration.ofSeconds(7),
            "req_1"));
  }

  @Test
  void readsAnErrorAsAzureWritesIt() {
    assertThat(Endings.failure(new Ending.Refused(400, Map.of("apim-request-id", "a-1"),
        "{\"error\":{\"code\":\"OpperationNotSupported\",\"message\":\"The realtime operation does not work\"}}")))
        .isEqualTo(new Failure.HandshakeRefused(400, "OpperationNotSupported",
            "The realtime operation does not work", null, "a-1"));
    assertThat(Endings.failure(new Ending.Refused(401, Map.of(), "{\"statusCode\":401,\"message\":\"denied\"}")))
        .isEqualTo(new Failure.HandshakeRefused(401, "denied"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"no such route | no such route", "<html>502</html> |''", "{\"detail\":1} |''",
      "{\"error\":\"gone\"} | gone", "{\"error\":null,\"code\":5} |''", "{broken |''", "'' | ''"})
  void makesTheBestOfAnyOtherBody(String body, String message) {
    assertThat(Endings.failure(new Ending.Refused(400, Map.of(), body)))
        .isInstanceOfSatisfying(Failure.HandshakeRefused.class, f -> assertThat(f.message()).isEqualTo(message));
  }

  @Test
  void doesNotRepeatWhatHasNoEnd() {
    assertThat(Endings.failure(new Ending.Refused(400, Map.of(), "{\"message\":\"" + "x".repeat(9_000) + "\"}")))
        .isEqualTo(new Failure.HandshakeRefused(400, "x".repeat(1_000) + "…"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheStepThatFailed(Ending.Unreachable.Step step) {
    if (step == Ending.Unreachable.Step.TIMEOUT)
      assertThat(Endings.failure(new Ending.Unreachable(step, "x"))).isEqualTo(new Failure.ConnectTimeout("x"));
    else
      assertThat(Endings.failure(new Ending.Unreachable(step, "x")))
          .isEqualTo(new Failure.Unreachable(Failure.Unreachable.Step.valueOf(step.name()), "x"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatIsMinded(Ending.Unreachable.Objection objection) {
    assertThat(Endings.failure(new Ending.Unreachable(Ending.Unreachable.Step.TLS, objection, "x")))
        .isEqualTo(new Failure.Unreachable(Failure.Unreachable.Step.TLS,
            Failure.Unreachable.Objection.valueOf(objection.name()), "x"));
  }

  @Test
  void passesACloseOnAsItIs() {
    assertThat(Endings.signal(new Ending.Closed(4004, "model_not_found", true)))
        .isEqualTo(new Signal.Closed(4004, "model_not_found"));
    assertThat(Endings.failure(new Ending.Closed(1006, "", true))).isEqualTo(new Failure.ClosedEarly(1006, ""));
  }

  @ParameterizedTest
  @CsvSource({"7, PT7S", "0, PT0S", "1.5, PT1.5S", "'Sun, 22 Nov 2026 12:00:30 GMT', PT30S",
      "'Sun, 22 Nov 2026 11:00:00 GMT', PT0S"})
  void waitsAsLongAsTheServerAsks(String header, Duration wait) {
    assertThat(RetryAfter.of(Map.of("retry-after", header), NOW)).isEqualTo(wait);
  }

  @Test
  void measuresADateFromTheServersOwn() {
    assertThat(RetryAfter.of(Map.of("retry-after", "Sun, 22 Nov 2026 15:00:30 GMT", "date",
        "Sun, 22 Nov 2026 15:00:00 GMT"), NOW)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void believesMillisecondsFirst() {
    assertThat(RetryAfter.of(Map.of("retry-after-ms", "250", "retry-after", "1"), NOW))
        .isEqualTo(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1", "NaN", "1e99", "''"})
  void knowsNoWaitWhereNoneIsSaid(String header) {
    assertThat(RetryAfter.of(Map.of("retry-after", header), NOW)).isNull();
    assertThat(RetryAfter.of(Map.of(), NOW)).isNull();
  }
}
