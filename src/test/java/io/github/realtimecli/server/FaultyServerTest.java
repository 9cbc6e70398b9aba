package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Faults that only a socket shows.
class FaultyServerTest {
  private static final byte[] REQUEST = """
      GET /v1/realtime HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

  @Test
  void aHandshakeIsRefusedWithAStatusABodyAndATimeToRetry() throws Exception {
    try (LocalServer server = start("refuse=429:insufficient_quota,retry-after=2,times=1")) {
      HttpResponse<String> refusal = get(server, "/v1/realtime");
      assertThat(refusal.statusCode()).isEqualTo(429);
      assertThat(refusal.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(refusal.headers().firstValue("x-request-id")).isPresent();
      assertThat(refusal.body()).isEqualTo(
          "{\"error\":{\"message\":\"Rate limit reached for requests.\",\"type\":\"requests\",\"param\":null,\"code\":\"insufficient_quota\"}}");
      assertTurn(server);
    }
  }

  @Test
  void aPathThatIsNotThereIsA404() throws Exception {
    try (LocalServer server = start("jitter")) {
      HttpResponse<String> refusal = get(server, "/v1/chat");
      assertThat(refusal.statusCode()).isEqualTo(404);
      assertThat(refusal.body()).contains("Invalid URL (GET /v1/chat)");
    }
  }

  @Test
  void aHandshakeMayComeInPiecesAndBeAnsweredLate() throws Exception {
    try (LocalServer server = start("slow-handshake=50ms")) {
      try (Socket socket = socket(server)) {
        for (byte each : REQUEST) {
          socket.getOutputStream().write(each);
          socket.getOutputStream().flush();
        }
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 101");
      }
      assertTurn(server);
    }
  }

  @Test
  void aConnectionIsClosedWithTheCodeThatWasAskedFor() throws Exception {
    for (int code : new int[]{1000, 1001, 1009, 1011, 1012, 1013, 1014, 3000, 4000, 4999}) {
      try (LocalServer server = start("close=" + code + ":why@created"); var client = new WireClient(server.uri())) {
        assertThat(client.next().type()).isEqualTo("session.created");
        assertThat(client.closed()).isEqualTo(code + " why");
      }
    }
  }

  @Test
  void aDroppedConnectionEndsBehindWhatWasSaid() throws Exception {
    try (LocalServer server = start("drop@created")) {
      try (Socket socket = opened(server)) {
        assertThat(rest(socket.getInputStream())).contains("session.created");
      }
    }
  }

  @Test
  void aResetConnectionIsReset() throws Exception {
    try (LocalServer server = start("reset@created")) {
      try (Socket socket = opened(server)) {
        assertThat(rest(socket.getInputStream())).endsWith(" reset");
      }
    }
  }

  @Test
  void oneDeltaOfAMinuteIsOneMessage() throws Exception {
    Behaviour loud = new Behaviour(Behaviour.Tongue.AUTO, new Behaviour.Answer.Tone(Duration.ofMinutes(1)),
        Behaviour.Pace.FAST,
        "Hello.", null, null, LocalServer.SESSION_LIMIT, 16_000, FaultPlan.of(List.of("one-delta")));
    try (LocalServer server = LocalServer.start(0, 1, loud); var client = new WireClient(server.uri())) {
      client.send("{\"type\":\"response.create\"}");
      List<ServerEvent> turn = client.turn().stream().map(Reading.FromServer::event).toList();
      assertThat(Caller.audio(turn).length()).isEqualTo(60 * 32_000);
      assertThat(Caller.only(turn, ServerEvent.AudioDelta.class).audio().length()).isEqualTo(60 * 32_000);
    }
  }

  private static LocalServer start(String fault) throws IOException {
    return LocalServer.start(0, 1, Behaviour.USUAL.withFaults(FaultPlan.of(List.of(fault))));
  }

  private static void assertTurn(LocalServer server) throws Exception {
    Pcm said = Caller.noise(200);
    try (var client = new WireClient(server.uri()).manual()) {
      client.ask(said);
      assertThat(client.turn().getLast().type()).isEqualTo("rate_limits.updated");
    }
  }

  private static HttpResponse<String> get(LocalServer server, String path) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = URI.create("http://127.0.0.1:" + server.uri().getPort() + path);
      return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Socket socket(LocalServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static Socket opened(LocalServer server) throws IOException {
    Socket socket = socket(server);
    socket.getOutputStream().write(REQUEST);
    return socket;
  }

  /// All that still comes, and how it ended.
  private static String rest(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (int next; (next = in.read()) >= 0;)
        text.append((char) next);
      return text + " end";
    } catch (SocketException reset) {
      return text + " reset";
    }
  }
}
