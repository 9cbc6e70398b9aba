package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.transport.Ending.Unreachable;
import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way through a proxy, and the proxies that do not let us through.
@Timeout(30)
class ProxyTest {
  private static final String TARGET = "wss://api.example/";
  private final Ear ear = new Ear();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
  }

  private Ending endingOf(String user, Duration patience, Peer.Script proxy) throws Exception {
    try (Peer peer = new Peer(proxy)) {
      new Network(Network.Threads.PLATFORM).open(endpoint(TARGET, user, peer.port(), patience), ear);
      Unreachable ending = (Unreachable) ear.awaitEnding();
      return new Unreachable(ending.step(), ending.objection(), ending.detail().replace(":" + peer.port(), ":PORT"));
    }
  }

  private static Endpoint endpoint(String target, String user, int port, Duration patience) {
    return new Endpoint(URI.create(target), List.of(), patience,
        new Proxy(URI.create("http://" + user + "127.0.0.1:" + port)), null);
  }

  private static Ending proxy(@Nullable Objection objection, String detail) {
    return new Unreachable(Step.PROXY, objection, "the proxy 127.0.0.1:PORT " + detail);
  }

  @Test
  void isAskedForATunnelByName() throws Exception {
    assertThat(endingOf("u:p+w%3Ax@", Duration.ofSeconds(5), p -> {
      assertThat(p.request().split("\r\n")).containsExactly("CONNECT api.example:443 HTTP/1.1",
          "Host: api.example:443", "Proxy-Authorization: Basic dTpwK3c6eA==");
      p.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      p.drain();
    })).isEqualTo(proxy(Objection.PROXY_PASSWORD, "refuses the user and the password (407)"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "407 Proxy Authentication Required | PROXY_PASSWORD | wants a user and a password (407)",
      "407 No~Proxy-Authenticate: Basic realm=\"x\" | PROXY_PASSWORD | wants a user and a password (407)",
      "407 No~Proxy-Authenticate: Negotiate~Proxy-Authenticate: NTLM | PROXY_PASSWORD | wants a way of authentication"
          + " that is not spoken here: Negotiate",
      "403 Forbidden | PROXY_FORBIDS | does not let us through to api.example:443: it answered 403",
      "302 Found~Location: http://login.example/ | PROXY_FORBIDS | does not let us through to api.example:443: it"
          + " answered 302",
      "502 Bad Gateway | | did not reach api.example:443: it answered 502"})
  void saysWhyItDoesNotLetUsThrough(String answer, @Nullable Objection objection, String words) throws Exception {
    assertThat(endingOf("", Duration.ofSeconds(5), p -> {
      assertThat(p.request()).doesNotContain("Authorization");
      p.write("HTTP/1.1 " + answer.replace("~", "\r\n") + "\r\nContent-Length: 0\r\n\r\n");
      p.drain();
    })).isEqualTo(proxy(objection, words));
  }

  @Test
  void mayHang() throws Exception {
    assertThat(endingOf("", Duration.ofMillis(400), Peer::drain)).isEqualTo(
        new Unreachable(Step.TIMEOUT, "connecting through the proxy took longer than 400 ms"));
  }

  @Test
  void mayHangUpResetOrSpeakAnotherTongue() throws Exception {
    assertThat(endingOf("", Duration.ofSeconds(5), Peer::request))
        .isEqualTo(proxy(null, "hung up during the handshake"));
    for (String words : List.of("SSH-2.0-OpenSSH_9.9\r\n", "\u0005\u0000"))
      try (Peer peer = new Peer(p -> {
        p.write(words);
        p.drain();
      })) {
        Ear listener = new Ear();
        new Network(Network.Threads.PLATFORM).open(endpoint(TARGET, "", peer.port(), Duration.ofSeconds(5)), listener);
        assertThat(listener.awaitEnding()).isEqualTo(new Unreachable(Step.PROXY,
            "the proxy 127.0.0.1:" + peer.port() + " does not speak the protocol: the answer is not HTTP"));
      }
  }

  @Test
  void mayNotBeThere() throws Exception {
    int port;
    try (Peer peer = new Peer(p -> {})) {
      port = peer.port();
    }
    new Network(Network.Threads.PLATFORM).open(endpoint(TARGET, "u:sesame@", port, Duration.ofSeconds(5)), ear);
    assertThat(ear.awaitEnding()).isEqualTo(
        new Unreachable(Step.PROXY, "the proxy 127.0.0.1:" + port + " refused the connection"));
  }

  @Test
  void mayHaveANameThatNobodyKnows() throws Exception {
    new Network(Network.Threads.PLATFORM).open(new Endpoint(URI.create(TARGET), List.of(), Duration.ofSeconds(5),
        new Proxy(URI.create("http://no-such-proxy.invalid:3128")), null), ear);
    assertThat(ear.awaitEnding())
        .isEqualTo(new Unreachable(Step.NAME, "the host name no-such-proxy.invalid is not known"));
  }

  @Test
  void carriesTheConversation() throws Exception {
    try (Peer server = Peer.open(p -> {
      p.text("through the tunnel");
      assertThat(p.read().text()).isEqualTo("and back");
      p.close(1000, "");
      p.drain();
    }); Peer proxy = new Peer(p -> tunnel(p))) {
      Transport transport = new Network(Network.Threads.PLATFORM).open(
          endpoint("ws://127.0.0.1:" + server.port() + "/", "", proxy.port(), Duration.ofSeconds(5)), ear);
      assertThat(ear.next()).isEqualTo("through the tunnel");
      assertThat(transport.send(Wires.message("and back"), () -> {})).isTrue();
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
    }
  }

  private static void tunnel(Peer client) throws IOException {
    int port = Integer.parseInt(client.request().split("[: ]")[2]);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      Thread.ofPlatform().daemon().name("tunnel").start(() -> {
        try {
          copy(client.socket().getInputStream(), server.getOutputStream());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      copy(server.getInputStream(), client.socket().getOutputStream());
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] some = new byte[8192];
    for (int count = from.read(some); count >= 0; count = from.read(some))
      to.write(some, 0, count);
  }
}
