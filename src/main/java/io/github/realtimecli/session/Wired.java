package io.github.realtimecli.session;

import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.dialect.Beta;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Signal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection and what is known of its session; the calls that go over it follow one another.
final class Wired {
  /// How long a peer may take to answer our closing before the process may go.
  private static final long CLOSING_MS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(Wired.class);

  private final Mailbox mailbox = new Mailbox();
  private final SessionFacts facts = new SessionFacts();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Transport transport;
  private final long dialledAt = System.nanoTime();
  private volatile Dialect dialect = new Ga();

  /// Starts to connect and returns at once.
  Wired(Transport.Wire wire, Endpoint endpoint) {
    LOG.debug("dialling {}", endpoint.uri().getRawAuthority());
    transport = wire.open(endpoint, new Ear());
  }

  Mailbox mailbox() {
    return mailbox;
  }

  SessionFacts facts() {
    return facts;
  }

  Transport transport() {
    return transport;
  }

  Dialect dialect() {
    return dialect;
  }

  long dialledAt() {
    return dialledAt;
  }

  void spell(Session.Shape shape) {
    dialect = shape == Session.Shape.GA ? new Ga() : new Beta();
  }

  /// Nobody will read on: gives the peer a moment to answer the closing, then drops the connection.
  void leave() throws InterruptedException {
    mailbox.close();
    if (!ended.await(CLOSING_MS, TimeUnit.MILLISECONDS))
      transport.abort();
  }

  void drop() {
    mailbox.close();
    transport.abort();
  }

  /// What the wire says, on the wire's thread.
  private final class Ear implements Transport.Listener {
    @Override
    public void opened() {
      mailbox.put(new Signal.Opened());
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      Reading.FromServer read = Reading.serverEvent(bytes, offset, length);
      mailbox.putHeard(read.type(), new Signal.Heard(read.event()));
    }

    @Override
    public void lull() {
      mailbox.lull();
    }

    @Override
    public void ended(Ending ending) {
      LOG.debug("the wire ended: {}", ending.getClass().getSimpleName());
      ended.countDown();
      mailbox.put(Endings.signal(ending));
    }
  }
}
