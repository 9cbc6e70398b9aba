package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.transport.Alarms;
import io.github.realtimecli.turn.Signal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailboxTest {
  private static final Signal.Heard HEARD = new Signal.Heard(new ServerEvent.Unrecognized("x"));
  private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
  private final Mailbox mailbox = new Mailbox();

  @AfterEach
  void close() {
    mailbox.close();
  }

  private void fill() {
    for (int i = 0; i < Mailbox.ROOM; i++)
      mailbox.putHeard("x", HEARD);
  }

  @Test
  void makesTheWireWaitForTheReaderButNobodyElse() throws Exception {
    fill();
    Thread wire = Thread.ofPlatform().daemon().start(() -> mailbox.putHeard("y", HEARD));
    while (!WAITING.contains(wire.getState()))
      Thread.onSpinWait();
    mailbox.put(new Signal.Played());
    for (int i = 0; i < Mailbox.ROOM / 2; i++) {
      assertThat(wire.isAlive()).isTrue();
      assertThat(mailbox.take(Long.MAX_VALUE)).isNotNull();
    }
    assertThat(wire.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void wakesTheReaderWhenTheWireHasBroughtAllOrCanBringNoMore() throws Exception {
    CompletableFuture<Integer> reader = read(2);
    mailbox.putHeard("x", HEARD);
    mailbox.putHeard("x", HEARD);
    mailbox.lull();
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    reader = read(Mailbox.ROOM + 1);
    for (int i = 0; i <= Mailbox.ROOM; i++)
      mailbox.putHeard("x", HEARD);
    mailbox.lull();
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(Mailbox.ROOM + 1);
  }

  @Test
  void findsWhatTheWireHasNotToldOfWhenTheDeadlineComes() throws Exception {
    CompletableFuture<Void> wire = CompletableFuture.runAsync(() -> mailbox.putHeard("x", HEARD));
    wire.get(10, TimeUnit.SECONDS);
    assertThat(mailbox.take(System.nanoTime() + 1)).isNotNull();
  }

  @Test
  void wakesTheReaderAtEveryDeadlineEarlierOrLaterThanTheOneBefore() throws Exception {
    for (int millis : new int[]{40, 20, 60, 1}) {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      assertThat(mailbox.take(deadline)).isNull();
      assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadline);
    }
    mailbox.put(new Signal.Played());
    assertThat(mailbox.take(System.nanoTime() + TimeUnit.HOURS.toNanos(1))).isNotNull();
    CompletableFuture<Void> later = CompletableFuture.runAsync(() -> mailbox.put(new Signal.Played()),
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
    assertThat(mailbox.take(System.nanoTime() + TimeUnit.HOURS.toNanos(1))).isNotNull();
    assertThat(mailbox.take(System.nanoTime() + 1_000_000)).isNull();
    later.get(10, TimeUnit.SECONDS);
  }

  @Test
  void leavesNoAlarmBehind() throws Exception {
    int before = Alarms.waiting();
    CompletableFuture<Mailbox.@Nullable Letter> taken = takeIn(TimeUnit.HOURS.toNanos(1));
    mailbox.put(new Signal.Played());
    assertThat(taken.get(10, TimeUnit.SECONDS)).isNotNull();
    mailbox.close();
    assertThat(Alarms.waiting()).isLessThanOrEqualTo(before);
  }

  @Test
  void keepsToTheDeadlineOfWhoWaitsWhileItIsClosed() throws Exception {
    CompletableFuture<Mailbox.@Nullable Letter> taken = takeIn(TimeUnit.MILLISECONDS.toNanos(200));
    mailbox.close();
    assertThat(taken.get(10, TimeUnit.SECONDS)).isNull();
  }

  /// Waits for a letter on another thread, which does so when this returns.
  private CompletableFuture<Mailbox.@Nullable Letter> takeIn(long nanos) {
    CompletableFuture<Mailbox.@Nullable Letter> taken = new CompletableFuture<>();
    Thread taker = Thread.ofPlatform().daemon().start(() -> {
      try {
        taken.complete(mailbox.take(System.nanoTime() + nanos));
      } catch (InterruptedException e) {
        taken.completeExceptionally(e);
      }
    });
    while (taker.getState() != Thread.State.WAITING && !taken.isDone())
      Thread.onSpinWait();
    return taken;
  }

  private CompletableFuture<Integer> read(int letters) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        int read = 0;
        while (read < letters && mailbox.take(System.nanoTime() + TimeUnit.SECONDS.toNanos(10)) != null)
          read++;
        return read;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void keepsNothingOfTheWireOnceItIsClosed() throws Exception {
    fill();
    CompletableFuture<Void> wire = CompletableFuture.runAsync(() -> {
      for (int i = 0; i < 3 * Mailbox.ROOM; i++)
        mailbox.putHeard("y", HEARD);
    });
    mailbox.close();
    wire.get(10, TimeUnit.SECONDS);
    int kept = 0;
    while (mailbox.take(System.nanoTime()) != null)
      kept++;
    assertThat(kept).as("at most one that was under way").isLessThanOrEqualTo(1);
  }

  @Test
  void givesNothingWhenTheDeadlineComesFirst() throws Exception {
    assertThat(mailbox.take(System.nanoTime() + 1)).isNull();
  }
}
