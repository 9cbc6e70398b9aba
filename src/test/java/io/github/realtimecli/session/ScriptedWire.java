package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A wire without a network: the test is the server. It answers a close, as a server does.
final class ScriptedWire implements Transport.Wire {
  private static final int PATIENCE_SECONDS = 10;
  private final LinkedBlockingQueue<ClientEvent> sent = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Transport.Listener> listeners = new LinkedBlockingQueue<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  /// Whether the client has begun a closing handshake.
  boolean closed() {
    return closed.get();
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    listeners.add(listener);
    return new Transport() {
      @Override
      public boolean send(byte[] message, Runnable full) {
        sent.add(Reading.clientEvent(message, HEADROOM, message.length - HEADROOM));
        return true;
      }

      @Override
      public boolean post(byte[] message) {
        return send(message, () -> {});
      }

      @Override
      public void close(int code, String reason) {
        closed.set(true);
        listener.ended(new Ending.Closed(code, reason, false));
      }

      @Override
      public void abort() {
        // a peer that is gone already
      }
    };
  }

  Transport.Listener listener() throws InterruptedException {
    Transport.Listener listener = listeners.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(listener).isNotNull();
    return listener;
  }

  ClientEvent nextSent() throws InterruptedException {
    ClientEvent event = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("what the client sends next").isNotNull();
    return event;
  }

  static void say(Transport.Listener listener, ServerEvent event) {
    byte[] text = new Ga().write(event, "event_1");
    listener.text(text, 0, text.length);
    listener.lull();
  }
}
