package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The vendor's own model reads what we write in GA: an opinion that does not share our encoder. It does not see stray
/// members; the golden files do.
class JudgeTest {
  private static final JsonMapper VENDOR = ObjectMappers.jsonMapper();

  static Stream<ClientEvent> client() {
    return Samples.client().values().stream();
  }

  static Stream<ServerEvent> server() {
    return Samples.server().values().stream();
  }

  @ParameterizedTest
  @MethodSource("client")
  void the_vendor_takes_every_client_event(ClientEvent event) {
    String text = new String(new Ga().write(event, 0), UTF_8);
    assertThatCode(() -> VENDOR.readValue(text, RealtimeClientEvent.class).validate()).as(text)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("server")
  void the_vendor_takes_every_server_event(ServerEvent event) {
    String text = new String(new Ga().write(event, "event_9"), UTF_8);
    assertThatCode(() -> VENDOR.readValue(text, RealtimeServerEvent.class).validate()).as(text)
        .doesNotThrowAnyException();
  }

  @Test
  void the_vendor_is_able_to_refuse() {
    String beta = new String(new Beta().write(new ServerEvent.AudioDelta(Samples.PLACE, Samples.AUDIO), "event_9"),
        UTF_8);
    assertThatThrownBy(() -> VENDOR.readValue(beta, RealtimeServerEvent.class).validate())
        .isInstanceOf(Exception.class);
    String untyped = "{\"type\":\"session.update\",\"session\":{\"instructions\":\"x\"}}";
    assertThatThrownBy(() -> VENDOR.readValue(untyped, RealtimeClientEvent.class).validate())
        .isInstanceOf(Exception.class);
  }
}
