package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Reading;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server as its clients see it, over a real socket.
class LocalServerTest {
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aGaTurnIsSpelledTheGaWay() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.send(
          "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":null}}}}");
      client.ask(Caller.noise(100));
      assertThat(types(client.turn())).containsExactly("session.created", "session.updated",
          "input_audio_buffer.committed", "conversation.item.added", "conversation.item.done", "response.created",
          "response.output_item.added", "conversation.item.added", "response.content_part.added",
          "response.output_audio_transcript.delta", "response.output_audio_transcript.delta",
          "response.output_audio_transcript.delta", "response.output_audio_transcript.delta",
          "response.output_audio_transcript.delta", "response.output_audio_transcript.delta",
          "response.output_audio.delta", "response.output_audio.done", "response.output_audio_transcript.done",
          "response.content_part.done", "conversation.item.done", "response.output_item.done", "response.done",
          "rate_limits.updated");
    }
  }

  @Test
  void aBetaTurnIsSpelledTheBetaWay() throws Exception {
    try (var client = new WireClient(server.uri(), "OpenAI-Beta", "realtime=v1")) {
      client.send(
          "{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\",\"audio\"],\"turn_detection\":null}}");
      client.ask(Caller.noise(100));
      assertThat(types(client.turn())).containsExactly("session.created", "conversation.created", "session.updated",
          "input_audio_buffer.committed", "conversation.item.created", "response.created",
          "response.output_item.added", "conversation.item.created", "response.content_part.added",
          "response.audio_transcript.delta", "response.audio_transcript.delta", "response.audio_transcript.delta",
          "response.audio_transcript.delta", "response.audio_transcript.delta", "response.audio_transcript.delta",
          "response.audio.delta", "response.audio.done", "response.audio_transcript.done",
          "response.content_part.done", "response.output_item.done", "response.done", "rate_limits.updated");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 117, 1000, 17_577})
  void theEchoIsTheSameBytes(int millis) throws Exception {
    Pcm said = Caller.noise(millis);
    try (var client = new WireClient(server.uri()).manual()) {
      client.ask(said);
      assertThat(audio(client.turn())).isEqualTo(said);
    }
  }

  @Test
  void aClipInOneItemIsEchoedHoweverShort() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.send("{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
          + "\"content\":[{\"type\":\"input_audio\",\"audio\":\"AQACAAMA\"}]}}");
      client.send("{\"type\":\"response.create\"}");
      assertThat(audio(client.turn())).isEqualTo(Pcm.ofSamples((short) 1, (short) 2, (short) 3));
    }
  }

  @Test
  void oneEventMayHold15Mib() throws Exception {
    Pcm said = Caller.noise(327_680); // 15 MiB, 20 MiB on the wire
    try (var client = new WireClient(server.uri()).manual()) {
      client.append(said);
      client.send("{\"type\":\"input_audio_buffer.commit\"}");
      client.send("{\"type\":\"response.create\"}");
      assertThat(audio(client.turn())).isEqualTo(said);
    }
  }

  @Test
  void severalClientsAreAnsweredAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> echoes = new ArrayList<>();
      for (int i = 0; i < 8; i++)
        echoes.add(threads.submit(() -> {
          Pcm said = Caller.noise(3000);
          try (var client = new WireClient(server.uri()).manual()) {
            client.ask(said);
            return audio(client.turn()).equals(said);
          }
        }));
      for (Future<Boolean> echo : echoes)
        assertThat(echo.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aMessageInFragmentsIsOneMessage() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.next();
      client.socket().sendText("{\"type\":\"input_audio_", false).get(5, TimeUnit.SECONDS);
      client.socket().sendText("buffer.clear\"}", true).get(5, TimeUnit.SECONDS);
      assertThat(client.next().type()).isEqualTo("input_audio_buffer.cleared");
    }
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredAndTheSessionGoesOn() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.next();
      client.sendBinary();
      assertThat(fault(client.next())).isEqualTo("invalid_event null");
      client.send("no JSON");
      assertThat(fault(client.next())).isEqualTo("invalid_json null");
      client.send("{\"type\":\"nonsense\",\"event_id\":\"e1\"}");
      assertThat(fault(client.next())).isEqualTo("invalid_value e1");
      client.send(
          "{\"type\":\"session.update\",\"event_id\":\"e2\",\"session\":{\"type\":\"realtime\",\"modalities\":[\"text\"]}}");
      assertThat(fault(client.next())).isEqualTo("unknown_parameter e2");
      client.send("{\"type\":\"input_audio_buffer.commit\",\"event_id\":\"e3\"}");
      assertThat(fault(client.next())).isEqualTo("input_audio_buffer_commit_empty e3");
      client.send("{\"type\":\"input_audio_buffer.clear\"}");
      assertThat(client.next().type()).isEqualTo("input_audio_buffer.cleared");
    }
  }

  @Test
  void theSubprotocolIsPickedWhenItIsOfferedAndNotMissedOtherwise() throws Exception {
    try (var offering = new WireClient(server.uri(), "subprotocol", "realtime");
        var plain = new WireClient(server.uri())) {
      assertThat(offering.socket().getSubprotocol()).isEqualTo("realtime");
      assertThat(plain.socket().getSubprotocol()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/realtime", "/v1/realtime?model=x", "/openai/v1/realtime?model=a%20b"})
  void anyPathThatEndsInRealtimeIsServed(String path) throws Exception {
    try (var client = new WireClient(server.uri().resolve(path))) {
      assertThat(client.next().type()).isEqualTo("session.created");
    }
  }

  @Test
  void theModelOfTheAddressIsTheSessions() throws Exception {
    try (var client = new WireClient(server.uri().resolve("/v1/realtime?model=a%20b"))) {
      assertThat(((ServerEvent.SessionCreated) client.next().event()).session().model()).isEqualTo("a b");
    }
  }

  @Test
  void otherPathsAreRefused() {
    URI elsewhere = server.uri().resolve("/v1/chat");
    assertThatThrownBy(() -> new WireClient(elsewhere)).isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void aCloseIsAnswered() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.next();
      client.socket().sendClose(1000, "done").get(5, TimeUnit.SECONDS);
      assertThat(client.closed()).isEqualTo("1000 done");
    }
  }

  @Test
  void aClosedServerSaysGoodbyeAndListensNoMore() throws Exception {
    try (var client = new WireClient(server.uri())) {
      client.next();
      server.close();
      assertThat(client.closed()).startsWith("1001");
    }
    assertThatThrownBy(() -> new WireClient(server.uri())).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void aSessionExpires() throws Exception {
    try (var shortLived = LocalServer.start(0, 1, Behaviour.USUAL.withSessionLimit(Duration.ofMillis(1)));
        var client = new WireClient(shortLived.uri())) {
      assertThat(client.next().type()).isEqualTo("session.created");
      assertThat(fault(client.next())).isEqualTo("session_expired null");
      assertThat(client.closed()).isEqualTo("1001 invalid_request_error.session_expired");
    }
  }

  @Test
  void aTakenPortIsAnError() {
    int port = server.uri().getPort();
    assertThatThrownBy(() -> LocalServer.start(port, 1, Behaviour.USUAL)).isInstanceOf(BindException.class);
  }

  private static String fault(Reading.FromServer event) {
    var error = ((ServerEvent.Fault) event.event()).error();
    return error.code() + " " + error.eventId();
  }

  private static List<String> types(List<Reading.FromServer> turn) {
    return turn.stream().map(Reading.FromServer::type).toList();
  }

  private static Pcm audio(List<Reading.FromServer> turn) {
    return Clip.of(turn.stream()
        .map(Reading.FromServer::event)
        .filter(ServerEvent.AudioDelta.class::isInstance)
        .map(event -> ((ServerEvent.AudioDelta) event).audio())
        .toList()).joined();
  }
}
