package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way to a connected socket, with names of our own making.
@Timeout(30)
class DialerTest {
  /// On loopback, where nobody listens.
  private static final byte[] NOBODY = {127, 0, 0, 77};
  private static final byte[] SERVER = {127, 0, 0, 1};
  private final CountDownLatch answered = new CountDownLatch(1);

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    answered.countDown();
    Wires.assertNoThreadLeft();
  }

  private static Dialer dialer(int port, Duration patience, Lookup.Names names) {
    return new Dialer(new Endpoint(URI.create("ws://some.example:" + port + "/"), List.of(), patience),
        Network.Threads.PLATFORM, Tls.JAVA, names);
  }

  private static InetAddress[] addresses(byte[]... addresses) throws UnknownHostException {
    InetAddress[] known = new InetAddress[addresses.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = InetAddress.getByAddress(addresses[i]);
    }
    return known;
  }

  @Test
  void triesAllAddressesInTurn() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(SERVER));
        Socket socket = dialer(server.getLocalPort(), Duration.ofSeconds(5), host -> addresses(NOBODY, SERVER))
            .dial()) {
      assertThat(socket.getInetAddress().getAddress()).isEqualTo(SERVER);
    }
  }

  @Test
  void tellsWhatTheFirstAddressSaidWhenNoneAnswers() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(SERVER))) {
      Dialer dialer = dialer(server.getLocalPort(), Duration.ofSeconds(5), host -> addresses(NOBODY, NOBODY));
      assertThatThrownBy(dialer::dial).hasMessageContaining("refused");
      assertThat(dialer.step()).isEqualTo(Step.CONNECT);
    }
  }

  @Test
  void sendsAtOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(SERVER));
        Socket socket = dialer(server.getLocalPort(), Duration.ofSeconds(5), host -> addresses(SERVER)).dial()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void doesNotWaitForNamesLongerThanItMay() {
    Dialer dialer = dialer(80, Duration.ofMillis(200), this::slowly);
    assertThatThrownBy(dialer::dial).isInstanceOf(SocketTimeoutException.class);
    assertThat(dialer.step()).isEqualTo(Step.NAME);
  }

  @Test
  void canBeAbortedWhileItAsksForNames() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Dialer dialer = dialer(80, Duration.ofSeconds(60), host -> {
      asked.countDown();
      return slowly(host);
    });
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("caller").start(() -> {
      try {
        failure.complete(new AssertionError(dialer.dial()));
      } catch (Exception e) {
        failure.complete(e);
      }
    });
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    dialer.abort();
    assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
  }

  private InetAddress[] slowly(String host) throws UnknownHostException {
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(host);
  }
}
