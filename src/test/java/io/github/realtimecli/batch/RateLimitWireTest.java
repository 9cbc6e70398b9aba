package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitWireTest {
  private static final String LIMITS = """
      {"type":"rate_limits.updated","event_id":"e","rate_limits":[
        {"name":"tokens","limit":40000,"remaining":39000,"reset_seconds":1.5}]}""";

  private final List<RateLimit> heard = new ArrayList<>();
  private final List<String> passedOn = new ArrayList<>();
  private final Semaphore closed = new Semaphore(0);
  private final RateLimitWire.Habit habit = new RateLimitWire.Habit();
  private Transport.@Nullable Listener ear;

  @Test
  void hearsOfLimitsAndPassesEverythingOn() {
    open();
    say("{\"type\":\"response.done\"}");
    say(LIMITS);
    assertThat(heard).containsExactly(new RateLimit("tokens", 40_000, 39_000, 1.5));
    assertThat(passedOn).containsExactly("{\"type\":\"response.done\"}", LIMITS);
  }

  @Test
  void closesALittleLaterWhereLimitsAreExpected() throws InterruptedException {
    open().close(1000, "");
    assertThat(closed.availablePermits()).isZero();
    say(LIMITS);
    assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(habit.isExpected()).isTrue();
  }

  @Test
  void closesAtOnceWhenTheyWereHeard() {
    Transport transport = open();
    say(LIMITS);
    transport.close(1000, "");
    assertThat(closed.availablePermits()).isEqualTo(1);
  }

  @Test
  void waitsNoMoreForAServerThatTellsNothing() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(habit.isExpected()).isTrue();
      open().close(1000, "");
      listener().ended(new Ending.Aborted());
      assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(habit.isExpected()).isFalse();
  }

  private Transport open() {
    RateLimitWire wire = new RateLimitWire((endpoint, listener) -> {
      ear = listener;
      return new Transport() {
        @Override
        public boolean send(byte[] message, Runnable full) {
          return true;
        }

        @Override
        public boolean post(byte[] message) {
          return true;
        }

        @Override
        public void close(int code, String reason) {
          closed.release();
        }

        @Override
        public void abort() {
          closed.release();
        }
      };
    }, habit, heard::addAll);
    return wire.open(new Endpoint(URI.create("ws://127.0.0.1:1/"), List.of(), Duration.ofSeconds(1), null, null),
        new Transport.Listener() {
          @Override
          public void opened() {}

          @Override
          public void text(byte[] bytes, int offset, int length) {
            passedOn.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }

          @Override
          public void lull() {}

          @Override
          public void ended(Ending ending) {}
        });
  }

  private Transport.Listener listener() {
    if (ear == null)
      throw new AssertionError("nobody listens");
    return ear;
  }

  private void say(String text) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.UTF_8);
    listener().text(bytes, 2, bytes.length - 2);
  }
}
