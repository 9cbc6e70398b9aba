package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A wire on which somebody listens for the server's limits. They come behind the answer, some 40 ms with the vendor's server,
/// when the turn is over and nobody takes its events any more: so a connection is closed a little later where they are to
/// be expected.
final class RateLimitWire implements Transport.Wire {
  private static final byte[] NAME = "\"rate_limits.updated\"".getBytes(StandardCharsets.US_ASCII);
  /// Longer messages carry sound.
  private static final int LONGEST = 4096;

  /// Less than what a closing connection is waited for.
  private static final long LATEST_MS = 150;

  /// Whether a server tells of its limits behind its answers, as far as a run has seen. Thread-safe.
  static final class Habit {
    private static final int TRIALS = 3;
    private final AtomicInteger silent = new AtomicInteger();
    private volatile boolean tells;

    boolean isExpected() {
      return tells || silent.get() < TRIALS;
    }

    private void waited(boolean told) {
      tells |= told;
      if (!told)
        silent.incrementAndGet();
    }
  }

  private final Transport.Wire wire;
  private final Habit habit;
  private final Consumer<List<RateLimit>> limits;

  RateLimitWire(Transport.Wire wire, Habit habit, Consumer<List<RateLimit>> limits) {
    this.wire = wire;
    this.habit = habit;
    this.limits = limits;
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    Ear ear = new Ear(listener);
    return new Lingering(wire.open(endpoint, ear), ear);
  }

  /// Closes when the limits were heard, or will not be.
  private final class Lingering implements Transport {
    private final Transport transport;
    private final Ear ear;

    Lingering(Transport transport, Ear ear) {
      this.transport = transport;
      this.ear = ear;
    }

    @Override
    public boolean send(byte[] message, Runnable full) throws InterruptedException {
      return transport.send(message, full);
    }

    @Override
    public boolean post(byte[] message) {
      return transport.post(message);
    }

    @Override
    public void close(int code, String reason) {
      if (ear.told.getCount() == 0 || !habit.isExpected())
        transport.close(code, reason);
      else
        Thread.ofVirtual().name("linger").start(() -> {
          linger();
          transport.close(code, reason);
        });
    }

    private void linger() {
      try {
        boolean over = ear.told.await(LATEST_MS, TimeUnit.MILLISECONDS);
        habit.waited(over && ear.heard);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void abort() {
      transport.abort();
    }
  }

  private final class Ear implements Transport.Listener {
    private final Transport.Listener listener;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean heard;

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
          && Reading.serverEvent(bytes, offset, length).event() instanceof ServerEvent.RateLimitsUpdated news) {
        limits.accept(news.limits());
        heard = true;
        told.countDown();
      }
      listener.text(bytes, offset, length);
    }

    @Override
    public void lull() {
      listener.lull();
    }

    @Override
    public void ended(Ending ending) {
      told.countDown();
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
