package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final Set<Class<?>> GA_ONLY = Set.of(ItemDone.class, TimeoutTriggered.class,
      InputTranscriptSegment.class, McpListing.class, McpCall.class, McpArgumentsDelta.class, McpArgumentsDone.class);

  static Stream<ClientEvent> client() {
    return Samples.client().values().stream();
  }

  static Stream<ServerEvent> server() {
    return Samples.server().values().stream();
  }

  @ParameterizedTest
  @MethodSource("client")
  void a_client_event_in_ga_reads_as_what_was_written(ClientEvent event) {
    byte[] text = new Ga().write(event, 0);
    assertThat(Reading.clientEvent(text, 0, text.length)).as(new String(text, UTF_8)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("client")
  void a_client_event_in_beta_reads_as_what_was_written(ClientEvent event) {
    byte[] text = new Beta().write(event, 0);
    assertThat(Reading.clientEvent(text, 0, text.length, Session.Shape.BETA)).as(new String(text, UTF_8))
        .isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("client")
  void the_free_bytes_stay_free_and_the_text_behind_them_is_the_same(ClientEvent event) {
    byte[] plain = new Ga().write(event, 0);
    byte[] message = new Ga().write(event, 14);
    assertThat(message).hasSize(14 + plain.length).startsWith(new byte[14]).endsWith(plain);
  }

  @ParameterizedTest
  @MethodSource("server")
  void a_server_event_in_ga_reads_as_what_was_written(ServerEvent event) {
    byte[] text = new Ga().write(event, "event_9");
    Reading.FromServer read = Reading.serverEvent(text, 0, text.length);
    assertThat(read.type()).isEqualTo(new Ga().type(event));
    assertThat(known(read.event())).as(new String(text, UTF_8)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("server")
  void a_server_event_in_beta_reads_as_what_was_written(ServerEvent event) {
    if (GA_ONLY.contains(event.getClass())) {
      assertThat(new Beta().type(event)).isEmpty();
      return;
    }
    byte[] text = new Beta().write(event, "event_9");
    ServerEvent expected = switch (event) {
      case ItemAdded added -> new ItemCreated(added.item(), added.previousItemId());
      case SessionCreated created -> new SessionCreated(flat(created.session()));
      case SessionUpdated updated -> new SessionUpdated(flat(updated.session()));
      case ResponseCreated created -> new ResponseCreated(flat(created.response()));
      case ResponseDone done -> new ResponseDone(flat(done.response()));
      default -> event;
    };
    assertThat(known(Reading.serverEvent(text, 0, text.length).event())).as(new String(text, UTF_8))
        .isEqualTo(expected);
  }

  /// The event without what the server adds to make a session whole.
  private static ServerEvent known(ServerEvent event) {
    return switch (event) {
      case SessionCreated created -> new SessionCreated(known(created.session()));
      case SessionUpdated updated -> new SessionUpdated(known(updated.session()));
      default -> event;
    };
  }

  private static Session known(Session session) {
    SessionSettings sample = Stream.of(Samples.SETTINGS, Samples.MANUAL, Samples.TRANSCRIBER)
        .filter(settings -> settings.kind() == session.settings().kind())
        .filter(settings -> settings.turnDetection() == null
            || settings.turnDetection().equals(session.settings().turnDetection()))
        .findFirst()
        .orElseThrow();
    SessionSettings shown = session.settings();
    return new Session(session.id(), session.model(), session.shape(), session.expiresAt(),
        new SessionSettings(shown.kind(), sample.modalities() == null ? null : shown.modalities(),
            sample.instructions() == null ? null : shown.instructions(), sample.voice() == null ? null : shown.voice(),
            shown.input(), sample.output() == null ? null : shown.output(), shown.turnDetection(),
            shown.transcription(), sample.speed() == null ? null : shown.speed(),
            sample.maxOutputTokens() == null ? null : shown.maxOutputTokens(), shown.reasoning(),
            sample.noiseReduction() == null ? null : shown.noiseReduction(), Map.of()));
  }

  private static Session flat(Session session) {
    return new Session(session.id(), session.model(), Session.Shape.BETA, session.expiresAt(),
        flat(session.settings()));
  }

  private static Response flat(Response response) {
    return new Response(response.id(), response.status(), response.reason(), response.error(), response.output(),
        response.usage(), response.conversationId(), flat(response.settings()));
  }

  private static SessionSettings flat(SessionSettings said) {
    return new SessionSettings(said.kind(), said.modalities(), said.instructions(), said.voice(), flat(said.input()),
        flat(said.output()), said.turnDetection(), said.transcription(), said.speed(), said.maxOutputTokens(),
        said.reasoning(), said.noiseReduction(), said.extra());
  }

  /// Beta's word for PCM tells no rate.
  private static @Nullable AudioFormat flat(@Nullable AudioFormat format) {
    return format == null || !format.equals(AudioFormat.PCM_24K)
        ? format
        : new AudioFormat(format.type(), AudioFormat.OWN);
  }

  @Test
  void nothing_is_said_of_an_event_without_a_word() {
    for (ServerEvent event : List.of(new Unrecognized("x"), new Malformed("x")))
      assertThat(new Ga().type(event)).isEmpty();
  }
}
