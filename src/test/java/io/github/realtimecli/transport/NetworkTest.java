package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The ordinary way of a connection, and its endings by the rules.
@Timeout(30)
class NetworkTest {
  private final Ear ear = new Ear();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
  }

  @ParameterizedTest
  @EnumSource
  void carriesTextsBothWaysAndClosesByTheRules(Network.Threads threads) throws Exception {
    int alarms = Alarms.waiting();
    try (Peer peer = Peer.open(p -> {
      for (int i = 0; i < 3; i++) {
        Peer.Frame frame = p.read();
        assertThat(frame.first()).isEqualTo(0x81);
        assertThat(frame.isMasked()).isTrue();
        p.text("echo of " + frame.text());
      }
      Peer.Frame close = p.read();
      assertThat(close.first()).isEqualTo(0x88);
      assertThat(close.text()).endsWith("bye");
      p.text("a late one");
      p.close(1000, "");
      p.drain();
    })) {
      Transport transport = new Network(threads, Wires.QUICK).open(Wires.endpoint(peer.uri()), ear);
      ear.awaitOpen();
      assertThat(transport.send(Wires.message("one"), () -> {})).isTrue();
      assertThat(transport.send(Wires.message("zwölf".repeat(100)), () -> {})).isTrue();
      assertThat(transport.send(Wires.message("x".repeat(100_000)), () -> {})).isTrue();
      assertThat(ear.next()).isEqualTo("echo of one");
      assertThat(ear.next()).isEqualTo("echo of " + "zwölf".repeat(100));
      assertThat(ear.next()).isEqualTo("echo of " + "x".repeat(100_000));
      transport.close(1000, "bye");
      assertThat(transport.send(Wires.message("too late"), () -> {})).isFalse();
      assertThat(ear.next()).isEqualTo("a late one");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "bye", false));
      assertThat(Alarms.waiting()).as("alarms that nobody waits for").isLessThanOrEqualTo(alarms);
      peer.awaitPlayed();
    }
  }

  @Test
  void asksAsTheRfcWantsAndCarriesTheHeaders() throws Exception {
    try (Peer peer = Peer.open(p -> p.close(1000, ""))) {
      new Network(Network.Threads.PLATFORM).open(new Endpoint(peer.uri(),
          List.of(new Endpoint.Header("Authorization", "Bearer k y")), Duration.ofSeconds(5)), ear);
      ear.awaitEnding();
      assertThat(peer.request()).startsWith("GET /v1/realtime?model=x HTTP/1.1\r\n")
          .contains("Host: 127.0.0.1:" + peer.port() + "\r\n", "Authorization: Bearer k y\r\n",
              "Upgrade: websocket\r\n", "Sec-WebSocket-Version: 13\r\n")
          .doesNotContain("Sec-WebSocket-Extensions");
    }
  }

  @Test
  void takesTextsThatComeInOnePieceWithTheHandshake() throws Exception {
    try (Peer peer = new Peer(p -> {
      p.write("HTTP/1.1 101\r\nupgrade: WebSocket\r\nconnection: keep-alive, Upgrade\r\nsec-websocket-accept: "
          + Peer.acceptKey(p.request()) + "\r\n\r\n\u0081\u0005first\u0081\u0006second");
      p.drain();
    })) {
      Transport transport = Wires.open(peer.uri(), ear);
      assertThat(ear.next()).isEqualTo("first");
      assertThat(ear.next()).isEqualTo("second");
      transport.abort();
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Aborted());
    }
  }

  @Test
  void answersAPingWithItsOwnBytes() throws Exception {
    try (Peer peer = Peer.open(p -> {
      p.write(Peer.frame(0x89, "are you there"));
      assertThat(p.read()).isEqualTo(new Peer.Frame(0x8a, "are you there", true));
      p.close(1000, "");
    })) {
      Wires.open(peer.uri(), ear);
      assertThat(ear.awaitEnding()).isInstanceOf(Ending.Closed.class);
      peer.awaitPlayed();
    }
  }

  @Test
  void tellsThePeersCloseAndEchoesIt() throws Exception {
    try (Peer peer = Peer.open(p -> {
      p.write(Peer.join(Peer.closeFrame(4000, "invalid_request_error.missing_model"),
          Peer.frame(0x81, "after the end")));
      assertThat(p.read()).isEqualTo(new Peer.Frame(0x88, "\u000f\ufffd", true));
      p.drain();
    })) {
      Wires.open(peer.uri(), ear);
      assertThat(ear.awaitEnding())
          .isEqualTo(new Ending.Closed(4000, "invalid_request_error.missing_model", true));
      assertThat(ear.texts).isEmpty();
      peer.awaitPlayed();
    }
  }

  @Test
  void callsACloseWithoutACode1005() throws Exception {
    try (Peer peer = Peer.open(p -> {
      p.write(Peer.frame(0x88, ""));
      assertThat(p.read()).isEqualTo(new Peer.Frame(0x88, "", true));
      p.drain();
    })) {
      Wires.open(peer.uri(), ear);
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1005, "", true));
      peer.awaitPlayed();
    }
  }

  @Test
  void saysThatNobodyListensThere() throws Exception {
    int port;
    try (Peer peer = new Peer(p -> {})) {
      port = peer.port();
    }
    Wires.open(URI.create("ws://127.0.0.1:" + port + "/"), ear);
    assertThat(ear.awaitEnding()).isEqualTo(
        new Ending.Unreachable(Ending.Unreachable.Step.CONNECT, "127.0.0.1 port " + port + " refused the connection"));
  }

  @Test
  void opensAnotherConnectionAfterOneThatFailed() throws Exception {
    Network network = new Network(Network.Threads.PLATFORM, Wires.QUICK);
    for (int i = 0; i < 2; i++) {
      Ear refused = new Ear();
      Ear second = new Ear();
      try (Peer deaf = new Peer(Peer::reset); Peer peer = Peer.open(p -> {
        p.close(1000, "");
        p.drain();
      })) {
        network.open(Wires.endpoint(deaf.uri()), refused);
        assertThat(refused.awaitEnding()).isInstanceOf(Ending.Unreachable.class);
        network.open(Wires.endpoint(peer.uri()), second);
        assertThat(second.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
      }
    }
  }

  @Test
  void saysThatAHostNameIsNotKnown() throws Exception {
    Wires.open(URI.create("ws://no-such-host.invalid/"), ear);
    assertThat(ear.awaitEnding()).isEqualTo(new Ending.Unreachable(Ending.Unreachable.Step.NAME,
        "the host name no-such-host.invalid is not known"));
  }
}
