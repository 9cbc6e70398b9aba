package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// A wire on which somebody listens for the server's limits. They come behind the answer, when the turn is over and nobody
/// takes its events any more.
final class AttentiveWire implements Transport.Wire {
  private static final byte[] NAME = "\"rate_limits.updated\"".getBytes(StandardCharsets.US_ASCII);
  /// Longer messages carry sound.
  private static final int LONGEST = 4096;

  private final Transport.Wire wire;
  private final Consumer<List<RateLimit>> limits;

  AttentiveWire(Transport.Wire wire, Consumer<List<RateLimit>> limits) {
    this.wire = wire;
    this.limits = limits;
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    return wire.open(endpoint, new Ear(listener));
  }

  private final class Ear implements Transport.Listener {
    private final Transport.Listener listener;

    Ear(Transport.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void opened() {
      listener.opened();
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      if (length <= LONGEST && names(bytes, offset, length)
          && Reading.serverEvent(bytes, offset, length).event() instanceof ServerEvent.RateLimitsUpdated news)
        limits.accept(news.limits());
      listener.text(bytes, offset, length);
    }

    @Override
    public void ended(Ending ending) {
      listener.ended(ending);
    }
  }

  private static boolean names(byte[] bytes, int offset, int length) {
    for (int at = offset; at <= offset + length - NAME.length; at++)
      if (bytes[at] == NAME[0] && matches(bytes, at))
        return true;
    return false;
  }

  private static boolean matches(byte[] bytes, int at) {
    for (int i = 1; i < NAME.length; i++)
      if (bytes[at + i] != NAME[i])
        return false;
    return true;
  }
}
