package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.transport.Ending.Unreachable;
import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that never open.
@Timeout(30)
class RefusalTest {
  private static final String BODY = "{\"error\":{\"code\":\"invalid_api_key\"}}";
  private static final Duration SHORT = Duration.ofMillis(400);
  private final Ear ear = new Ear();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
    assertThat(ear.wasOpened()).isFalse();
  }

  private Ending endingOf(Peer.Script script) throws Exception {
    try (Peer peer = new Peer(script)) {
      Wires.open(peer.uri(), ear);
      return ear.awaitEnding();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void keepsStatusHeadersAndBodyHoweverTheyAreSplit(int step) throws Exception {
    String answer = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nX-Request-ID: req_1\r\nA: 1\r\na:2\r\n"
        + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    Ending ending = endingOf(peer -> {
      peer.request();
      for (int i = 0; i < answer.length(); i += step) {
        peer.write(answer.substring(i, Math.min(answer.length(), i + step)));
      }
      peer.drain();
    });
    assertThat(ending).isEqualTo(new Ending.Refused(401, Map.of("content-type", "application/json", "x-request-id",
        "req_1", "a", "1, 2", "content-length", "" + BODY.length()), BODY));
  }

  @Test
  void takesAChunkedBody() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "5;ext=1\r\n" + BODY.substring(0, 5) + "\r\n" + Integer.toHexString(BODY.length() - 5) + "\r\n"
          + BODY.substring(5) + "\r\n0\r\n\r\n");
      peer.drain();
    });
    assertThat(ending).isInstanceOfSatisfying(Ending.Refused.class, refused -> {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "7");
      assertThat(refused.body()).isEqualTo(BODY);
    });
  }

  @Test
  void takesABodyWithoutALengthUntilTheEnd() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write("HTTP/1.0 503 Busy\r\n\r\n" + BODY);
    });
    assertThat(ending).isEqualTo(new Ending.Refused(503, Map.of(), BODY));
  }

  @Test
  void keepsTheFirst32KiBOfAnEndlessBody() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write("HTTP/1.1 500 Oops\r\n\r\n");
      writeUntilRefused(peer, "y".repeat(4096));
    });
    assertThat(ending).isEqualTo(new Ending.Refused(500, Map.of(), "y".repeat(32 << 10)));
  }

  @Test
  void keepsWhatCameOfABodyThatBreaksOff() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\npart");
    });
    assertThat(ending).isEqualTo(new Ending.Refused(400, Map.of("content-length", "500"), "part"));
  }

  @Test
  void passesOverInterimAnswers() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write(head("HTTP/1.1 103 Early Hints", "Link: x") + head("HTTP/1.1 403 Forbidden", "Content-Length: 0"));
      peer.drain();
    });
    assertThat(ending).isEqualTo(new Ending.Refused(403, Map.of("content-length", "0"), ""));
  }

  @Test
  void refusesAHeadOfMoreThan64KiB() throws Exception {
    Ending ending = endingOf(peer -> {
      peer.request();
      peer.write("HTTP/1.1 101 Switching Protocols\r\n");
      writeUntilRefused(peer, "X-Filler: " + "z".repeat(1000) + "\r\n");
    });
    assertThat(ending).isEqualTo(new Unreachable(Step.HANDSHAKE,
        "the server does not speak the protocol: the answer has a head of more than 64 KiB"));
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static void writeUntilRefused(Peer peer, String text) {
    try {
      while (true) {
        peer.write(text);
      }
    } catch (IOException e) {
      // the client hung up, as it should
    }
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    assertThat(endingOf(peer -> {
      peer.write("SSH-2.0-OpenSSH_9.9\r\n");
      peer.drain();
    })).isEqualTo(
        new Unreachable(Step.HANDSHAKE, "the server does not speak the protocol: the answer is not HTTP"));
  }

  @Test
  void refusesAnAnswerWithTheWrongKey() throws Exception {
    assertThat(endingOf(peer -> {
      peer.request();
      peer.write(head("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
          "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
      peer.drain();
    })).isInstanceOfSatisfying(Unreachable.class,
        ending -> assertThat(ending.detail()).contains("lacks what a WebSocket handshake must have"));
  }

  @Test
  void saysThatTheServerHungUp() throws Exception {
    assertThat(endingOf(Peer::request))
        .isEqualTo(new Unreachable(Step.HANDSHAKE, "the server hung up during the handshake"));
  }

  @Test
  void saysThatTheServerReset() throws Exception {
    assertThat(endingOf(peer -> {
      peer.request();
      peer.reset();
    })).isEqualTo(new Unreachable(Step.HANDSHAKE, "the server reset the connection during the handshake"));
  }

  @Test
  void givesUpOnAHandshakeThatStalls() throws Exception {
    try (Peer peer = new Peer(Peer::drain)) {
      new Network(Network.Threads.PLATFORM).open(Wires.endpoint(peer.uri(), SHORT), ear);
      assertThat(ear.awaitEnding()).isEqualTo(
          new Unreachable(Step.TIMEOUT, "the WebSocket handshake with 127.0.0.1 took longer than 400 ms"));
    }
  }

  @Test
  void givesUpOnAHandshakeThatDrips() throws Exception {
    try (Peer peer = new Peer(p -> {
      p.request();
      p.write("HTTP/1.1 101 Switching Protocols\r\nX: ");
      p.socket().setSoTimeout(20);
      for (boolean listening = true; listening;) {
        try {
          listening = p.socket().getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
          p.write("x");
        }
      }
    })) {
      long start = System.nanoTime();
      new Network(Network.Threads.PLATFORM).open(Wires.endpoint(peer.uri(), SHORT), ear);
      assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class,
          ending -> assertThat(ending.step()).isEqualTo(Step.TIMEOUT));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.minusMillis(50), Duration.ofSeconds(5));
    }
  }

  @Test
  void givesUpOnAConnectThatStallsAndAbortsOneAtOnce() throws Exception {
    List<Socket> fillers = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, fillers);
      URI uri = URI.create("ws://127.0.0.1:" + full.getLocalPort() + "/");
      new Network(Network.Threads.PLATFORM).open(Wires.endpoint(uri, SHORT), ear);
      assertThat(ear.awaitEnding()).isEqualTo(new Unreachable(Step.TIMEOUT,
          "connecting to 127.0.0.1 port " + full.getLocalPort() + " took longer than 400 ms"));
      Ear second = new Ear();
      Transport transport = new Network(Network.Threads.PLATFORM)
          .open(Wires.endpoint(uri, Duration.ofSeconds(60)), second);
      transport.abort();
      assertThat(second.awaitEnding()).isEqualTo(new Ending.Aborted());
    } finally {
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  /// Connects until the queue of the listening socket takes no more.
  private static void fill(ServerSocket server, List<Socket> fillers) throws IOException {
    for (int i = 0; i < 20; i++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(server.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new AssertionError("the queue never fills");
  }

  @Test
  void abortsAndClosesDuringTheHandshake() throws Exception {
    for (boolean close : new boolean[]{false, true}) {
      try (Peer peer = new Peer(p -> {
        p.request();
        p.drain();
      })) {
        Ear caller = new Ear();
        Transport transport = Wires.open(peer.uri(), caller);
        assertThat(transport.send(Wires.message("too early"), () -> {})).isFalse();
        if (close) {
          transport.close(1000, "");
        } else {
          transport.abort();
        }
        assertThat(caller.awaitEnding()).isEqualTo(new Ending.Aborted());
        assertThat(transport.send(Wires.message("too late"), () -> {})).isFalse();
      }
    }
  }

  @Test
  void canBeAbortedFromManyThreadsAndEndsOnce() throws Exception {
    try (Peer peer = new Peer(Peer::drain)) {
      Transport transport = Wires.open(peer.uri(), ear);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(Thread.ofVirtual().start(transport::abort));
      }
      for (Thread caller : callers) {
        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
      }
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Aborted());
    }
  }

  @Test
  void doesNotRepeatAKeyThatTheServerSendsBack() throws Exception {
    String key = "sk-proj-0123456789";
    try (Peer peer = new Peer(server -> {
      String request = server.request();
      assertThat(request).contains(key);
      String body = "who is " + key + "?";
      server.write("HTTP/1.1 401 Unauthorized\r\nX-Sent: Bearer " + key + "\r\nContent-Length: " + body.length()
          + "\r\n\r\n" + body);
      server.drain();
    })) {
      Endpoint endpoint = new Endpoint(peer.uri(), List.of(new Endpoint.Header("Authorization", "Bearer " + key)),
          Duration.ofSeconds(5));
      new Network(Network.Threads.PLATFORM).open(endpoint, ear);
      assertThat(ear.awaitEnding()).isEqualTo(
          new Ending.Refused(401, Map.of("x-sent", "Bearer …", "content-length", "26"), "who is …?"));
    }
  }
}
