package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Failure.Unreachable.Objection;
import io.github.realtimecli.turn.Failure.Unreachable.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a user is told of a failure.
class UserErrorTest {
  private static UserError of(Failure failure) {
    return UserError.of(failure, "api.example");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1000 | '' | 5 | (normal, but before the answer was whole) | try again, or see the events: -v",
      "1001 | '' | 5 | (going away, as when it restarts or a session's 60 minutes are over) | try again; a session",
      "1005 | '' | 5 | (no reason given) | try again",
      "1006 | '' | 5 | (broken off without a goodbye) | check the network",
      "1008 | policy | 5 | (against its rules): policy | try again",
      "1009 | '' | 5 | (a message was too large for it) | shorten --instructions",
      "1011 | '' | 5 | (an error inside the server) | try again later",
      "1013 | '' | 6 | (try again later; often a quota that is used up) | wait a little",
      "1013 | invalid_request_error.insufficient_quota | 6 | quota that is used up): inv | check the plan and the billing",
      "3000 | invalid_request_error.invalid_api_key | 4 | (the key was refused): inv | check the key",
      "4000 | invalid_request_error.beta_api_shape_disabled | 6 | request): inv | leave out --dialect beta",
      "4000 | invalid_request_error.missing_model | 6 | request): inv | choose another --model",
      "4000 | '' | 6 | (it does not serve such a request) | check --model, --url and --dialect",
      "4004 | invalid_request_error.model_not_found | 6 | (no such model): inv | choose another --model",
      "4321 | '' | 6 | closed the connection with code 4321 | try again"})
  void explainsACloseCodeInWords(int code, String reason, int exitCode, String words, String hint) {
    UserError complaint = of(new Failure.ClosedEarly(code, reason));
    assertThat(complaint.sentence()).startsWith("the server closed the connection with code " + code).contains(words);
    assertThat(complaint.hint()).startsWith(hint);
    assertThat(complaint.exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "insufficient_quota | - | 6 | check the plan and the billing of the account",
      "session_expired | - | 6 | a session lasts 60 minutes",
      "rate_limit_exceeded | - | 6 | wait a little",
      "invalid_api_key | - | 4 | check the key",
      "beta_api_shape_disabled | - | 6 | leave out --dialect beta",
      "model_not_found | - | 6 | choose another --model",
      "unknown_parameter | session.x | 6 | check the setting of session.x",
      "- | - | 6 | see the events: -v"})
  void explainsAnError(@Nullable String code, @Nullable String param, int exitCode, String hint) {
    UserError complaint = of(
        new Failure.ServerError(new ApiError("invalid_request_error", code, "so it says", param, null)));
    assertThat(complaint.sentence()).startsWith("the server reports ").contains("so it says");
    assertThat(complaint.hint()).startsWith(hint);
    assertThat(complaint.exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "401 | - | 4 | check the key", "403 | - | 4 | check the key",
      "429 | rate_limit_exceeded | 6 | wait a little", "429 | insufficient_quota | 6 | check the plan and the billing",
      "400 | OpperationNotSupported | 6 | this deployment does no Realtime",
      "400 | OperationNotSupported | 6 | this deployment does no Realtime",
      "404 | DeploymentNotFound | 6 | name one of the resource's deployments",
      "404 | - | 6 | check the URL and --model",
      "407 | - | 6 | a proxy answers there", "302 | - | 6 | it redirects elsewhere", "503 | - | 6 | try again later",
      "200 | - | 6 | check --url: an ordinary web page", "418 | - | 6 | check --url and --model"})
  void explainsARefusedHandshake(int status, @Nullable String code, int exitCode, String hint) {
    UserError complaint = of(new Failure.HandshakeRefused(status, code, "because", null, "req_1"));
    assertThat(complaint.sentence()).isEqualTo("api.example refused the connection with HTTP " + status + ": because"
        + (code == null ? "" : " [" + code + "]") + " (request req_1)");
    assertThat(complaint.hint()).startsWith(hint);
    assertThat(complaint.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void saysWhenToComeBack() {
    assertThat(of(new Failure.HandshakeRefused(429, null, "", Duration.ofSeconds(7), null)))
        .isEqualTo(new UserError("api.example refused the connection with HTTP 429", "try again in 7 s", 6));
  }

  @Test
  void hasAHintOfItsOwnForEveryStepAndEveryObjection() {
    Set<String> hints = new HashSet<>();
    for (Step step : Step.values())
      assertThat(hints.add(of(new Failure.Unreachable(step, "x")).hint())).as(step.name()).isTrue();
    for (Objection objection : Objection.values())
      assertThat(hints.add(of(new Failure.Unreachable(Step.TLS, objection, "x")).hint())).as(objection.name()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = "PROXY.*", mode = EnumSource.Mode.MATCH_NONE)
  void namesTheOptionForCertificates(Objection objection) {
    UserError complaint = of(new Failure.Unreachable(Step.TLS, objection, "it cannot be trusted"));
    assertThat(complaint.sentence()).isEqualTo("api.example cannot be reached: it cannot be trusted");
    assertThat(complaint.hint()).contains("--cacert");
    assertThat(complaint.exitCode())
        .isEqualTo(objection == Objection.AUTHORITIES_FILE ? ExitCode.USAGE : ExitCode.NETWORK);
  }
}
