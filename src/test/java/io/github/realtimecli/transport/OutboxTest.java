package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
  private static final int FRAME = 100;

  private final Semaphore full = new Semaphore(0);

  @Test
  void tellsASenderThatItWaitsAsLongAsMessagesGoOut() throws Exception {
    Outbox outbox = overfull(0);
    CompletableFuture<Boolean> taken = put(outbox);
    for (int more = 2; more > 0; more--) {
      assertThat(full.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      Wires.awaitBlocked("sender");
      send(outbox);
    }
    assertThat(full.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    Wires.awaitBlocked("sender");
    send(outbox);
    assertThat(taken.get(10, TimeUnit.SECONDS)).isTrue();
  }

  /// A message can be so large, and a way so slow, that it takes minutes.
  @Test
  void tellsASenderThatAPartOfAMessageHasGone() throws Exception {
    Outbox outbox = overfull(0);
    CompletableFuture<Boolean> taken = put(outbox);
    assertThat(full.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    Wires.awaitBlocked("sender");
    assertThat(outbox.take()).isNotNull();
    outbox.written(FRAME / 10);
    assertThat(full.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(outbox.moved()).isEqualTo(FRAME / 10);
    assertThat(taken).isNotDone();
    outbox.shut();
    assertThat(taken.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void letsASenderPassWhenHalfOfTheBoundIsUnsent() throws Exception {
    Outbox outbox = overfull(Long.MAX_VALUE);
    CompletableFuture<Boolean> taken = put(outbox);
    for (int left = 6; left > 1; left--) {
      Wires.awaitBlocked("sender");
      send(outbox);
    }
    assertThat(taken.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(full.availablePermits()).isOne();
  }

  /// Twice as much as it holds.
  private static Outbox overfull(long told) {
    Outbox outbox = new Outbox(3 * FRAME, told);
    outbox.open();
    for (int i = 0; i < 6; i++)
      outbox.putNow(ByteBuffer.allocate(FRAME));
    return outbox;
  }

  private CompletableFuture<Boolean> put(Outbox outbox) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("sender").start(() -> {
      try {
        taken.complete(outbox.put(ByteBuffer.allocate(FRAME), full::release));
      } catch (InterruptedException e) {
        taken.completeExceptionally(e);
      }
    });
    return taken;
  }

  private static void send(Outbox outbox) throws InterruptedException {
    outbox.written(Objects.requireNonNull(outbox.take()).remaining());
  }
}
