package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;

/// A wire whose every message is kept on a tape as it goes by.
public final class RecordedWire implements Transport.Wire {
  private final Transport.Wire wire;
  private final Tape tape;

  public RecordedWire(Transport.Wire wire, Tape tape) {
    this.wire = wire;
    this.tape = tape;
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    return new Recorded(wire.open(endpoint, new Ear(listener)));
  }

  private final class Ear implements Transport.Listener {
    private final Transport.Listener listener;

    Ear(Transport.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void opened() {
      tape.opened();
      listener.opened();
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      tape.event("server", bytes, offset, length);
      listener.text(bytes, offset, length);
    }

    @Override
    public void ended(Ending ending) {
      tape.ended(ending);
      listener.ended(ending);
    }
  }

  private final class Recorded implements Transport {
    private final Transport transport;

    Recorded(Transport transport) {
      this.transport = transport;
    }

    @Override
    public boolean send(byte[] message) throws InterruptedException {
      tape.event("client", message, HEADROOM, message.length - HEADROOM);
      return transport.send(message);
    }

    @Override
    public boolean post(byte[] message) {
      tape.event("client", message, HEADROOM, message.length - HEADROOM);
      return transport.post(message);
    }

    @Override
    public void close(int code, String reason) {
      transport.close(code, reason);
    }

    @Override
    public void abort() {
      transport.abort();
    }
  }
}
