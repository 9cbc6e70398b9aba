package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.provider.Shutdowns;
import io.github.realtimecli.server.Behaviour;
import io.github.realtimecli.server.FaultPlan;
import io.github.realtimecli.server.LocalServer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorTest {
  private static final String KEY = "sk-test-0123456789abcdefABCDEF";

  /// State by check.
  private static Map<String, String> checks(Run run) {
    Map<String, String> states = new LinkedHashMap<>();
    Object rows = Objects.requireNonNull(((Map<?, ?>) Json.read(run.out())).get("checks"));
    for (Object row : (List<?>) rows)
      states.put((String) ((Map<?, ?>) row).get("check"), (String) ((Map<?, ?>) row).get("state"));
    return states;
  }

  private static Run examine(String fault, String... options) throws Exception {
    Behaviour behaviour = fault.isEmpty() ? Behaviour.USUAL : Behaviour.USUAL.withFaults(FaultPlan.of(List.of(fault)));
    try (LocalServer server = LocalServer.start(0, 1, behaviour)) {
      String[] args = new String[options.length + 3];
      args[0] = "doctor";
      args[1] = "--url";
      args[2] = server.uri().toString();
      System.arraycopy(options, 0, args, 3, options.length);
      return Run.with(Map.of("OPENAI_API_KEY", KEY), new byte[0], args);
    }
  }

  @Test
  void findsNothingWrongWithTheEmbeddedServer() {
    Run run = Run.of("doctor", "--local", "--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(checks(run)).containsOnlyKeys("Java", "key", "DNS", "TCP", "TLS", "handshake", "session", "round trip",
        "sound").doesNotContainValue("failed");
  }

  @Test
  void showsTheKeyMaskedAndWhereItComesFrom() throws Exception {
    Run run = examine("");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("from OPENAI_API_KEY in the environment").doesNotContain(KEY);
  }

  @Test
  void saysThatTheKeyIsRefused() throws Exception {
    Run run = examine("refuse=401");
    assertThat(run.exitCode()).isEqualTo(ExitCode.KEY);
    assertThat(run.out()).contains("FAILED   handshake").contains("HTTP 401").doesNotContain(KEY);
  }

  @Test
  void saysThatAServerThatTookTheHandshakeRefusesTheKeyThen() throws Exception {
    Run run = examine("close=3000:invalid_request_error.invalid_api_key@open", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.KEY);
    assertThat(checks(run)).containsEntry("handshake", "ok").containsEntry("session", "failed");
  }

  @Test
  void warnsOfAModelThatIsSwitchedOffSoonAndFailsForOneThatIs() throws Exception {
    assertThat(Shutdowns.of("gpt-realtime")).isEqualTo(LocalDate.of(2027, 1, 20));
    assertThat(Shutdowns.of("gpt-realtime-2.1")).isNull();
    Run run = examine("", "--model", "gpt-4o-realtime-preview", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER);
    assertThat(checks(run)).containsEntry("model", "failed").containsEntry("round trip", "ok");
  }

  @Test
  void examinesTheNetworkWithoutAKeyToo() {
    Run run = Run.of("doctor", "--url", "wss://no-such-host.invalid/v1/realtime", "--json");
    assertThat(run.exitCode()).as("the first thing that failed").isEqualTo(ExitCode.KEY);
    assertThat(checks(run)).containsEntry("key", "failed").containsEntry("DNS", "failed");
  }

  @Test
  void missesADeviceThatWasNamed() {
    Run run = Run.of("doctor", "--local", "--device", "no such speaker");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DEVICE);
    assertThat(run.out()).contains("FAILED   sound");
  }
}
