package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.dialect.Beta;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.session.Endings;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Network;
import io.github.realtimecli.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A session in which nothing is asked: the handshake, the greeting, and how long a small question takes there and back.
final class Examination {
  private static final String QUESTION = "doctor_session";
  /// A server need not greet.
  private static final Duration GREETING = Duration.ofSeconds(3);

  private final Target target;
  private final List<Finding> findings;
  private final LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private long asked = System.nanoTime();
  private @Nullable Session session;

  /// @param findings gets what is found
  Examination(Target target, List<Finding> findings) {
    this.target = target;
    this.findings = findings;
  }

  /// @return the session as the server describes it, `null` when none came about
  @Nullable
  Session run() throws InterruptedException {
    Transport transport = new Network(Network.Threads.PLATFORM).open(target.endpoint(), new Ear());
    try {
      Object first = next(target.endpoint().connectTimeout().plusSeconds(1));
      if (first instanceof Ending ending) {
        failed("handshake", ending);
      } else if (first != null) {
        findings.add(Finding.ok("handshake", "the server speaks WebSocket (" + millis() + ")"));
        greet(transport);
      }
    } finally {
      transport.close(1000, "");
      transport.abort();
    }
    return session;
  }

  private void greet(Transport transport) throws InterruptedException {
    Object greeting = next(GREETING);
    if (greeting instanceof Ending ending) {
      failed("session", ending);
    } else if (greeting instanceof ServerEvent.Fault fault) {
      findings.add(Finding.failed("session", ServerComplaint.of(fault.error(), target.keyHint())));
    } else if (greeting instanceof ServerEvent.SessionCreated created) {
      session = created.session();
      findings.add(Finding.ok("session", "it speaks " + created.session().shape().name().toLowerCase(Locale.ROOT)
          + (session.model() == null ? "" : " as " + session.model()) + " (" + millis() + ")"));
      roundTrip(transport, created.session().shape());
    } else {
      findings.add(Finding.warning("session", "the server does not greet with session.created",
          "name its dialect: --dialect ga or beta"));
      roundTrip(transport, Session.Shape.GA);
    }
  }

  private void roundTrip(Transport transport, Session.Shape shape) throws InterruptedException {
    Dialect dialect = shape == Session.Shape.GA ? new Ga() : new Beta();
    asked = System.nanoTime();
    transport.post(dialect.write(new ClientEvent.UpdateSession(QUESTION, SessionSettings.NONE), Transport.HEADROOM));
    for (Object answer = next(target.plan().patience()); answer != null; answer = next(target.plan().patience())) {
      if (answer instanceof Ending ending) {
        failed("round trip", ending);
        return;
      }
      if (answer instanceof ServerEvent.SessionUpdated || answer instanceof ServerEvent.Fault) {
        findings.add(Finding.ok("round trip", millis()));
        return;
      }
    }
    findings.add(Finding.warning("round trip", "the server does not answer session.update", "see its documentation"));
  }

  private void failed(String check, Ending ending) {
    findings.add(Finding.failed(check, UserError.of(Endings.failure(ending), target)));
  }

  private String millis() {
    return Math.round((System.nanoTime() - asked) / 1e6) + " ms";
  }

  private @Nullable Object next(Duration patience) throws InterruptedException {
    return heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private final class Ear implements Transport.Listener {
    @Override
    public void opened() {
      heard.add("opened");
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      ServerEvent event = Reading.serverEvent(bytes, offset, length).event();
      if (event instanceof ServerEvent.SessionCreated || event instanceof ServerEvent.SessionUpdated
          || event instanceof ServerEvent.Fault)
        heard.add(event);
    }

    @Override
    public void lull() {
      // whatever was heard was handed on
    }

    @Override
    public void ended(Ending ending) {
      heard.add(ending);
    }
  }
}
