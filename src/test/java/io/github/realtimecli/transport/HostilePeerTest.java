package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Open connections with a peer, or a listener, that does not keep the rules.
@Timeout(30)
class HostilePeerTest {
  private final Ear ear = new Ear();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
  }

  private Ending endingOf(Peer.Script script) throws Exception {
    try (Peer peer = Peer.open(script)) {
      Wires.open(peer.uri(), ear);
      Ending ending = ear.awaitEnding();
      peer.awaitPlayed();
      return ending;
    }
  }

  private static void assertClose(Peer peer, int code, String reason) throws IOException {
    Peer.Frame frame = peer.read();
    assertThat(frame.first()).isEqualTo(0x88);
    assertThat(frame.text()).endsWith(reason);
    assertThat((int) frame.text().charAt(0)).isEqualTo(code >> 8);
  }

  @Test
  void refusesAnAnnounced2GiBAtOnce() throws Exception {
    assertThat(endingOf(peer -> {
      peer.write(new byte[]{(byte) 0x81, 127, 0, 0, 0, 0, (byte) 0x80, 0, 0, 0});
      assertClose(peer, 1009, "the server sent a message of more than 1048576 bytes");
      peer.drain();
    })).isEqualTo(new Ending.Lost("the server sent a message of more than 1048576 bytes"));
  }

  @Test
  void sumsEndlessFragments() throws Exception {
    assertThat(endingOf(peer -> {
      byte[] fragment = Peer.frame(0, "z".repeat(60_000));
      peer.write(Peer.frame(0x01, "["));
      for (int i = 0; i < 18; i++) {
        peer.write(fragment);
      }
      assertClose(peer, 1009, "bytes");
      peer.drain();
    })).isEqualTo(new Ending.Lost("the server sent a message of more than 1048576 bytes"));
  }

  @Test
  void saysThatTheServerResetTheConnection() throws Exception {
    assertThat(endingOf(Peer::reset)).isEqualTo(new Ending.Lost("the server reset the connection"));
  }

  @Test
  void saysThatTheServerLeftWithoutAWord() throws Exception {
    assertThat(endingOf(peer -> {}))
        .isEqualTo(new Ending.Lost("the server ended the connection without a closing handshake"));
  }

  @Test
  void makesASenderWaitWhenThePeerDoesNotReadAndAnAbortReleasesIt() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Peer peer = Peer.open(p -> over.await())) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      CompletableFuture<Long> sent = Wires.sendUntilRefused(transport);
      Wires.awaitBlocked("sender");
      transport.abort();
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Aborted());
      assertThat(sent.get(5, TimeUnit.SECONDS)).isPositive();
    } finally {
      over.countDown();
    }
  }

  @Test
  void givesUpClosingWhenThePeerDoesNotRead() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Peer peer = Peer.open(p -> over.await())) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      CompletableFuture<Long> sent = Wires.sendUntilRefused(transport);
      Wires.awaitBlocked("sender");
      transport.close(1000, "");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Lost("not everything could be sent before closing"));
      assertThat(sent.get(5, TimeUnit.SECONDS)).isPositive();
    } finally {
      over.countDown();
    }
  }

  @Test
  void givesUpOnAPeerThatNeverAnswersAClose() throws Exception {
    try (Peer peer = Peer.open(Peer::drain)) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      long start = System.nanoTime();
      transport.close(1000, "done");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "done", false));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(250));
    }
  }

  @Test
  void countsAHangUpAfterOurCloseAsAClose() throws Exception {
    try (Peer peer = Peer.open(Peer::read)) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      transport.close(1001, "");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1001, "", false));
    }
  }

  @Test
  void hearsTheReasonEvenWhenThePeerStopsReadingFirst() throws Exception {
    try (Peer peer = Peer.open(p -> {
      p.read();
      p.text("error");
      p.close(3000, "invalid_request_error.invalid_api_key");
      p.socket().close();
    })) {
      Transport transport = Wires.open(peer.uri(), ear);
      ear.awaitOpen();
      CompletableFuture<Long> sent = Wires.sendUntilRefused(transport);
      assertThat(ear.awaitEnding())
          .isEqualTo(new Ending.Closed(3000, "invalid_request_error.invalid_api_key", true));
      assertThat(ear.next()).isEqualTo("error");
      assertThat(sent.get(5, TimeUnit.SECONDS)).isPositive();
    }
  }

  @Test
  void answersTheNewestOfManyPingsAndKeepsNoneOfThem() throws Exception {
    try (Peer peer = Peer.open(p -> {
      for (int i = 0; i < 20_000; i++) {
        p.write(Peer.frame(0x89, "ping " + i));
      }
      Peer.Frame pong = p.read();
      while (!pong.text().equals("ping 19999")) {
        pong = p.read();
      }
      p.close(1000, "");
    })) {
      Wires.open(peer.uri(), ear);
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
      peer.awaitPlayed();
    }
  }

  @Test
  void asksAfterASilenceAndGivesUpAfterTwo() throws Exception {
    Limits limits = new Limits(1 << 20, 64 << 10, Duration.ofMillis(150), Duration.ofMillis(300));
    try (Peer peer = Peer.open(p -> {
      assertThat(p.read()).isEqualTo(new Peer.Frame(0x89, "", true));
      p.write(Peer.frame(0x8a, ""));
      assertThat(p.read()).isEqualTo(new Peer.Frame(0x89, "", true));
      p.drain();
    })) {
      Wires.open(peer.uri(), ear, limits);
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Lost("nothing heard for 300 ms"));
      peer.awaitPlayed();
    }
  }

  @Test
  void doesNotTakeASlowListenerForSilence() throws Exception {
    Limits limits = new Limits(1 << 20, 64 << 10, Duration.ofMillis(100), Duration.ofMillis(300));
    CountDownLatch go = new CountDownLatch(1);
    Ear slow = new Ear() {
      @Override
      public void text(byte[] bytes, int offset, int length) {
        super.text(bytes, offset, length);
        try {
          assertThat(go.await(600, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    };
    try (Peer peer = Peer.open(p -> {
      p.text("one");
      p.text("two");
      p.close(1000, "");
      p.drain();
    })) {
      Wires.open(peer.uri(), slow, limits);
      assertThat(slow.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
      assertThat(slow.texts).containsExactly("one", "two");
    }
  }

  @Test
  void endsAConnectionWhoseListenerFailsAndSaysHow() throws Exception {
    for (Throwable failure : new Throwable[]{new IllegalStateException("boom"), new StackOverflowError(),
        new NoClassDefFoundError("x")}) {
      Ear failing = new Ear() {
        @Override
        public void text(byte[] bytes, int offset, int length) {
          Wires.fail(failure);
        }
      };
      try (Peer peer = Peer.open(p -> {
        p.text("one");
        p.text("two");
        p.drain();
      })) {
        Wires.open(peer.uri(), failing);
        assertThat(failing.awaitEnding())
            .isEqualTo(new Ending.Lost("what came could not be handled here: " + failure));
      }
    }
  }

  @Test
  void letsTheListenerSendCloseAndAbort() throws Exception {
    CompletableFuture<Transport> self = new CompletableFuture<>();
    Ear answering = new Ear() {
      @Override
      public void text(byte[] bytes, int offset, int length) {
        super.text(bytes, offset, length);
        try {
          self.get().send(Wires.message("answer"), () -> {});
          self.get().close(1000, "");
          self.get().abort();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
    try (Peer peer = Peer.open(p -> {
      p.text("one");
      p.text("two");
      p.drain();
    })) {
      self.complete(Wires.open(peer.uri(), answering));
      assertThat(answering.awaitEnding()).isEqualTo(new Ending.Aborted());
      assertThat(answering.texts).containsExactly("one");
    }
  }
}
