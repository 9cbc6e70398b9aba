package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.batch.RateLimitFailure.Kind;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.turn.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitFailureTest {
  @Test
  void isOfTheMomentWhenThereAreTooMany() {
    assertThat(RateLimitFailure.of(refused(429, null, "Slow down", Duration.ofSeconds(7))))
        .isEqualTo(new RateLimitFailure(Kind.OF_MOMENT, "null", Duration.ofSeconds(7)));
    assertThat(
        RateLimitFailure.of(error("rate_limit_exceeded", "Limit 40000 tokens per min. Please try again in 1.5s.")))
        .isEqualTo(new RateLimitFailure(Kind.OF_MOMENT, "rate_limit_exceeded", Duration.ofMillis(1_500)));
    assertThat(RateLimitFailure.of(unfinished(apiError("rate_limit_exceeded", "")))).extracting(RateLimitFailure::what)
        .isEqualTo(Kind.OF_MOMENT);
    assertThat(RateLimitFailure.of(new Failure.ClosedEarly(1013, "try again later"))).extracting(RateLimitFailure::what)
        .isEqualTo(Kind.OF_MOMENT);
  }

  @Test
  void isForLongWhenTheAccountOrTheDayIsUsedUp() {
    assertThat(RateLimitFailure.of(refused(429, "insufficient_quota", "You exceeded your current quota", null)))
        .isEqualTo(new RateLimitFailure(Kind.FOR_LONG, "insufficient_quota", null));
    assertThat(what(new Failure.ClosedEarly(1013, "insufficient_quota"))).isEqualTo(Kind.FOR_LONG);
    assertThat(what(unfinished(apiError("credit_balance_exhausted", "")))).isEqualTo(Kind.FOR_LONG);
    assertThat(RateLimitFailure.of(error("rate_limit_exceeded",
        "Rate limit reached on requests per day (RPD): Limit 200, Used 200. Please try again in 7m12s. Visit …")))
        .isEqualTo(new RateLimitFailure(Kind.FOR_LONG, "the requests of the day", Duration.ofSeconds(432)));
    assertThat(what(refused(429, "rate_limit_exceeded", "limit on requests per day", Duration.ofSeconds(3))))
        .isEqualTo(Kind.FOR_LONG);
  }

  @Test
  void isNothingElse() {
    assertThat(RateLimitFailure.of(refused(503, null, "overloaded", Duration.ofSeconds(1)))).isNull();
    assertThat(RateLimitFailure.of(refused(401, "invalid_api_key", "", null))).isNull();
    assertThat(RateLimitFailure.of(error("invalid_value", "per day"))).isNull();
    assertThat(RateLimitFailure.of(new Failure.ClosedEarly(1011, "insufficient_quota"))).isNull();
    assertThat(RateLimitFailure.of(new Failure.ResponseUnfinished(Response.Status.INCOMPLETE, "content_filter", null)))
        .isNull();
    assertThat(RateLimitFailure.of(new Failure.Lost("reset"))).isNull();
  }

  @Test
  void canBeWaitedForWhenItIsOfTheMoment() {
    assertThat(RateLimitFailure.isCurable(refused(429, null, "", null))).isTrue();
    assertThat(RateLimitFailure.isCurable(error("rate_limit_exceeded", "requests per day"))).isFalse();
    assertThat(RateLimitFailure.isCurable(refused(429, "insufficient_quota", "", null))).isFalse();
    assertThat(RateLimitFailure.isCurable(new Failure.Lost("reset"))).isTrue();
    assertThat(RateLimitFailure.isCurable(refused(401, null, "", null))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Please try again in 20ms.,20", "try again in 1.2s,1200", "try again in 6m0s,360000",
      "try again in 1h2m3s. Visit,3723000", "try again in 1d,86400000", "try again in 59s,59000"})
  void readsWhenToComeBack(String message, long millis) {
    assertThat(RateLimitFailure.after(message)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"try again in a while", "come back in 5s", "try again in 0s"})
  void doesNotGuessWhenToComeBack(String message) {
    assertThat(RateLimitFailure.after(message)).isNull();
  }

  private static @Nullable Kind what(Failure failure) {
    RateLimitFailure shortage = RateLimitFailure.of(failure);
    return shortage == null ? null : shortage.what();
  }

  static Failure refused(int status, @Nullable String code, String message, @Nullable Duration after) {
    return new Failure.HandshakeRefused(status, code, message, after, null);
  }

  private static Failure error(String code, String message) {
    return new Failure.ServerError(apiError(code, message));
  }

  private static Failure unfinished(ApiError error) {
    return new Failure.ResponseUnfinished(Response.Status.FAILED, null, error);
  }

  private static ApiError apiError(String code, String message) {
    return new ApiError("invalid_request_error", code, message, null, null);
  }
}
