package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Peers that take little at a time, and peers that give too much.
@Timeout(60)
class BackpressureTest {
  private static final int MESSAGE = 16 << 10;
  private static final int MESSAGES = 400;
  private static final int SIPS = 250;
  /// Our own bound and a message above it, and what the two ends of the socket buffer, as far as one can know.
  private static final long HELD = 1 << 20;
  private final Ear ear = new Ear();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
  }

  /// A server whose system takes little that it has not read.
  private static Peer narrow(int bytes, Peer.Script script) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReceiveBufferSize(bytes);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    return new Peer(server, peer -> {
      peer.accept();
      script.play(peer);
    });
  }

  @Test
  void holdsLittleForAPeerThatDoesNotReadAndLosesNothing() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch hungry = new CountDownLatch(1);
    try (Peer peer = narrow(MESSAGE, p -> {
      hungry.await();
      for (int i = 0; i < MESSAGES; i++) {
        assertThat(p.read().text()).hasSize(MESSAGE);
      }
      p.read();
      p.close(1000, "");
      p.drain();
    })) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      CompletableFuture<Boolean> all = send(transport, MESSAGES, sent);
      Wires.awaitBlocked("sender");
      assertThat(sent.get()).isLessThan(HELD);
      hungry.countDown();
      assertThat(all.get(30, TimeUnit.SECONDS)).isTrue();
      transport.close(1000, "");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", false));
      peer.awaitPlayed();
    }
  }

  private static CompletableFuture<Boolean> send(Transport transport, int messages, AtomicLong sent) {
    CompletableFuture<Boolean> all = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("sender").start(() -> {
      try {
        boolean taken = true;
        for (int i = 0; taken && i < messages; i++) {
          taken = transport.send(new byte[Transport.HEADROOM + MESSAGE], () -> {});
          sent.addAndGet(MESSAGE);
        }
        all.complete(taken);
      } catch (InterruptedException e) {
        all.completeExceptionally(e);
      }
    });
    return all;
  }

  /// A megabyte a second, where the system would take three at once and two seconds without progress are too many.
  @Test
  void doesNotTakeASlowUplinkForADeadOne() throws Exception {
    Limits limits = new Limits(1 << 20, 64 << 10, Duration.ofSeconds(1), Duration.ofMillis(300));
    CountDownLatch never = new CountDownLatch(1);
    try (Peer peer = narrow(8 * MESSAGE, p -> {
      for (int i = 0; i < SIPS; i++) {
        // pings are passed over
        while (p.read().text().length() < MESSAGE) {
        }
        assertThat(never.await(16, TimeUnit.MILLISECONDS)).isFalse();
      }
      p.text("still here");
      p.drain();
    })) {
      Transport transport = Wires.open(peer.uri(), ear, limits);
      ear.awaitOpen();
      assertThat(send(transport, SIPS, new AtomicLong()).get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(ear.next()).isEqualTo("still here");
      transport.abort();
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Aborted());
    }
  }

  @Test
  void refusesAMessageOfAHundredMegabytesInOneFrame() throws Exception {
    assertRefused(peer -> {
      peer.write(new byte[]{(byte) 0x81, 127, 0, 0, 0, 0, 6, 64, 0, 0});
      return new byte[MESSAGE];
    });
  }

  @Test
  void refusesAMessageOfAHundredMegabytesInPieces() throws Exception {
    assertRefused(peer -> {
      peer.write(Peer.frame(0x01, "["));
      return Peer.frame(0, new byte[MESSAGE]);
    });
  }

  /// What a peer begins with, and goes on with.
  private interface Flood { byte[] begin(Peer peer) throws IOException; }

  /// The peer writes until it is cut off: it comes no further than the limit and what the systems buffer.
  private void assertRefused(Flood flood) throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Peer.Frame> close = new CompletableFuture<>();
    try (Peer peer = Peer.open(p -> {
      byte[] more = flood.begin(p);
      Thread.ofPlatform().daemon().name("flood").start(() -> pour(p, more, written));
      close.complete(p.read());
      p.drain();
    })) {
      Wires.open(peer.uri(), ear);
      assertThat(ear.awaitEnding())
          .isEqualTo(new Ending.Lost("the server sent a message of more than 1048576 bytes"));
      assertThat(close.get(10, TimeUnit.SECONDS).text()).endsWith("more than 1048576 bytes");
    }
    assertThat(written.get()).isLessThan(50L << 20);
  }

  private static void pour(Peer peer, byte[] more, AtomicLong written) {
    try {
      while (written.addAndGet(more.length) < 100L << 20) {
        peer.write(more);
      }
    } catch (IOException e) {
      // the client hung up, as it should
    }
  }

  @ParameterizedTest
  @CsvSource({"16, 4", "32, 4", "256, 32", "512, 64", "4096, 64"})
  void bearsMessagesAsTheHeapIs(int heapMiB, int messageMiB) {
    assertThat(Limits.bearable((long) heapMiB << 20)).isEqualTo(messageMiB << 20);
  }

  @Test
  void saysThatAMessageDoesNotFitIntoTheMemory() throws Exception {
    Ear full = new Ear() {
      @Override
      public void text(byte[] bytes, int offset, int length) {
        throw new OutOfMemoryError("Java heap space");
      }
    };
    try (Peer peer = Peer.open(p -> {
      p.text("one");
      p.drain();
    })) {
      Wires.open(peer.uri(), full);
      assertThat(full.awaitEnding()).isEqualTo(
          new Ending.Lost("what the server sent does not fit into the memory given to this program"));
    }
  }
}
