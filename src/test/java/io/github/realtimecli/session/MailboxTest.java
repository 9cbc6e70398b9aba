package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.turn.Signal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailboxTest {
  private static final Signal.Heard HEARD = new Signal.Heard(new ServerEvent.Unrecognized("x"));
  private final Mailbox mailbox = new Mailbox();

  private void fill() {
    for (int i = 0; i < Mailbox.ROOM; i++)
      mailbox.putHeard("x", HEARD);
  }

  @Test
  void makesTheWireWaitForTheReaderButNobodyElse() throws Exception {
    fill();
    CompletableFuture<Void> wire = CompletableFuture.runAsync(() -> mailbox.putHeard("y", HEARD));
    mailbox.put(new Signal.Played());
    assertThat(wire).isNotDone();
    assertThat(mailbox.take(Long.MAX_VALUE)).isNotNull();
    wire.get(10, TimeUnit.SECONDS);
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
