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
    int call = tape.dialled();
    return new Recorded(wire.open(endpoint, new Ear(listener, call)), call);
  }

  private final class Ear implements Transport.Listener {
    private final Transport.Listener listener;
    private final int call;

    Ear(Transport.Listener listener, int call) {
      this.listener = listener;
      this.call = call;
    }

    @Override
    public void opened() {
      tape.opened(call);
      listener.opened();
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      tape.event(call, Tape.Side.SERVER, bytes, offset, length);
      listener.text(bytes, offset, length);
    }

    @Override
    public void lull() {
      listener.lull();
    }

    @Override
    public void ended(Ending ending) {
      tape.ended(call, ending);
      listener.ended(ending);
    }
  }

  private final class Recorded implements Transport {
    private final Transport transport;
    private final int call;

    Recorded(Transport transport, int call) {
      this.transport = transport;
      this.call = call;
    }

    @Override
    public boolean send(byte[] message, Runnable full) throws InterruptedException {
      tape.event(call, Tape.Side.CLIENT, message, HEADROOM, message.length - HEADROOM);
      return transport.send(message, full);
    }

    @Override
    public boolean post(byte[] message) {
      tape.event(call, Tape.Side.CLIENT, message, HEADROOM, message.length - HEADROOM);
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
