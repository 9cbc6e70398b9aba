package io.github.realtimecli.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.turn.Failure.Unreachable.Objection;
import io.github.realtimecli.turn.Failure.Unreachable.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurableTest {
  private static ApiError error(String type, String code) {
    return new ApiError(type, code, "", null, null);
  }

  static Stream<Failure> passing() {
    return Stream.of(new Failure.Unreachable(Step.CONNECT, "refused"),
        new Failure.Unreachable(Step.NAME, "no such host"),
        new Failure.ConnectTimeout("slow"), new Failure.Lost("reset"), new Failure.ClosedEarly(1006, ""),
        new Failure.ClosedEarly(1011, ""), new Failure.ClosedEarly(1012, ""), new Failure.ClosedEarly(1013, "busy"),
        new Failure.ServerError(error("server_error", "internal")),
        new Failure.ServerError(error("invalid_request_error", "rate_limit_exceeded")),
        new Failure.ResponseUnfinished(Status.FAILED, null, error("tokens", "rate_limit_exceeded")));
  }

  static Stream<Failure> lasting() {
    return Stream.of(new Failure.Unreachable(Step.TLS, Objection.HOST_NAME, "for another host"),
        new Failure.Unreachable(Step.PROXY, Objection.PROXY_PASSWORD, "wants a password"),
        new Failure.ClosedEarly(3000, "invalid_request_error.invalid_api_key"),
        new Failure.ClosedEarly(4004, "invalid_request_error.model_not_found"), new Failure.ClosedEarly(1000, ""),
        new Failure.ClosedEarly(1013, "insufficient_quota.insufficient_quota"),
        new Failure.HandshakeRefused(429, "insufficient_quota", "", null, null),
        new Failure.ServerError(error("invalid_request_error", "unknown_parameter")),
        new Failure.ResponseUnfinished(Status.INCOMPLETE, "content_filter", null), new Failure.Interrupted(),
        new Failure.UnreadableInput("is text", "convert it"), new Failure.MissingDevice("x", List.of()),
        new Failure.Unsaved("full"), new Failure.Silence(Duration.ofSeconds(1), "to answer"), new Failure.Bug("oh"));
  }

  @ParameterizedTest
  @MethodSource
  void passing(Failure failure) {
    assertThat(Curable.byTime(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void lasting(Failure failure) {
    assertThat(Curable.byTime(failure)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 529})
  void aBusyServerPasses(int status) {
    assertThat(Curable.byTime(new Failure.HandshakeRefused(status, ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 426})
  void aRefusalLasts(int status) {
    assertThat(Curable.byTime(new Failure.HandshakeRefused(status, ""))).isFalse();
  }

  @Test
  void aSessionThatIsOverNeedsAnother() {
    assertThat(Curable.bySession(new Failure.ServerError(error("invalid_request_error", "session_expired")))).isTrue();
    assertThat(Curable.bySession(new Failure.ClosedEarly(1001, ""))).isTrue();
    assertThat(Curable.bySession(new Failure.ClosedEarly(1000, ""))).as("closed while idle").isTrue();
    assertThat(Curable.bySession(new Failure.Lost("reset"))).isTrue();
    assertThat(Curable.bySession(new Failure.ClosedEarly(3000, ""))).isFalse();
    assertThat(Curable.bySession(new Failure.Unreachable(Step.CONNECT, "refused"))).isFalse();
  }

  @Test
  void theServerSaysHowLongToWait() {
    Duration wait = Duration.ofSeconds(7);
    assertThat(Curable.after(new Failure.HandshakeRefused(429, null, "", wait, null))).isEqualTo(wait);
    assertThat(Curable.after(new Failure.Lost("reset"))).isNull();
  }
}
