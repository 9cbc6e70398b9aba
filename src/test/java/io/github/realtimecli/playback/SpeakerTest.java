package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SpeakerTest {
  private final LinkedBlockingQueue<String> troubles = new LinkedBlockingQueue<>();

  /// With a card that plays in real time.
  @Nested
  final class WithADevice extends SinkContract {
    @Override
    Sink open() {
      return speaker(new ToyLine(System::nanoTime));
    }
  }

  /// Muted for want of a device.
  @Nested
  final class WithoutADevice extends SinkContract {
    @Override
    Sink open() {
      return muted();
    }
  }

  @Test
  void without_a_device_it_says_so_once_and_goes_on() throws Exception {
    try (Speaker speaker = muted()) {
      assertThat(speaker.ready().get(10, TimeUnit.SECONDS)).isEqualTo(new Opening.Muted("no device"));
      CountDownLatch heard = new CountDownLatch(1);
      speaker.play(Ramp.of(0, 60 * Pcm.RATE));
      speaker.finish(heard::countDown);
      assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(speaker.played()).isEqualTo(Played.NOTHING);
    }
    assertThat(troubles).containsExactly("no device");
  }

  @Test
  void a_named_device_that_is_missing_can_be_asked_for() throws Exception {
    Opening missing = new Opening.Missing("usb", List.of("default [default]"));
    try (Speaker speaker = Speaker.open(() -> new Plugged(missing, new Line.Nowhere()), Pcm.RATE, 1, troubles::add,
        System::nanoTime)) {
      assertThat(speaker.ready().get(10, TimeUnit.SECONDS)).isEqualTo(missing);
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void nothing_waits_for_a_device_that_takes_its_time_to_open() throws Exception {
    CompletableFuture<Plugged> opening = new CompletableFuture<>();
    Speaker speaker = Speaker.open(opening::join, Pcm.RATE, 1, troubles::add, System::nanoTime);
    CountDownLatch dropped = new CountDownLatch(1);
    speaker.play(Ramp.of(0, 100));
    speaker.finish(dropped::countDown);
    assertThat(speaker.flush()).isZero();
    assertThat(dropped.getCount()).isZero();
    assertThat(speaker.played()).isEqualTo(Played.NOTHING);
    CountDownLatch heard = new CountDownLatch(1);
    speaker.play(Ramp.of(0, 100));
    speaker.finish(heard::countDown);
    ToyLine line = new ToyLine(System::nanoTime);
    opening.complete(new Plugged(new Opening.Open("toy"), line));
    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    speaker.close();
    assertThat(line.heard).hasSize(100);
  }

  @Test
  void close_leaves_no_thread_and_no_open_line() throws Exception {
    ToyLine line = new ToyLine(System::nanoTime);
    Speaker speaker = speaker(line);
    speaker.play(Ramp.of(0, 60 * Pcm.RATE));
    assertThat(speaker.ready().get(10, TimeUnit.SECONDS)).isEqualTo(new Opening.Open("toy"));
    long before = System.nanoTime();
    speaker.close();
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    assertThat(line.isClosed()).isTrue();
    assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> thread.equals(speaker.thread())).isEmpty();
  }

  @Test
  void it_can_be_closed_by_the_one_who_heard_the_end() throws Exception {
    ToyLine line = new ToyLine(System::nanoTime);
    Speaker speaker = speaker(line);
    speaker.play(Ramp.of(0, 10));
    speaker.finish(speaker::close);
    assertThat(speaker.thread().join(Duration.ofSeconds(10))).isTrue();
    assertThat(line.isClosed()).isTrue();
    assertThat(troubles).isEmpty();
  }

  @Test
  void who_finishes_after_close_is_released() throws Exception {
    Speaker speaker = speaker(new ToyLine(System::nanoTime));
    speaker.close();
    CountDownLatch heard = new CountDownLatch(1);
    speaker.play(Ramp.of(0, 10));
    speaker.finish(heard::countDown);
    assertThat(heard.getCount()).isZero();
  }

  @Test
  void a_device_that_blocks_holds_up_neither_flush_nor_close() throws Exception {
    Stuck line = new Stuck();
    Speaker speaker = speaker(line);
    speaker.play(Ramp.of(0, Pcm.RATE));
    assertThat(line.blocked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(speaker.flush()).isZero();
    assertThat(line.flushes.get()).isPositive();
    assertThat(troubles).isEmpty();
    speaker.close();
    assertThat(speaker.thread().isAlive()).isFalse();
  }

  private Speaker muted() {
    Plugged nothing = new Plugged(new Opening.Muted("no device"), new Line.Nowhere());
    return Speaker.open(() -> nothing, Pcm.RATE, 1, troubles::add, System::nanoTime);
  }

  private Speaker speaker(Line line) {
    return Speaker.open(() -> new Plugged(new Opening.Open("toy"), line), Pcm.RATE, 1, troubles::add, System::nanoTime);
  }

  /// Takes the prefill and then blocks until it is flushed.
  private static final class Stuck implements Line {
    final CountDownLatch blocked = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> freed = new LinkedBlockingQueue<>();
    final AtomicInteger flushes = new AtomicInteger();
    private volatile boolean started;

    @Override
    public int write(Pcm pcm) {
      if (!started)
        return pcm.length();
      blocked.countDown();
      try {
        return freed.poll(10, TimeUnit.SECONDS) == null ? pcm.length() : 0;
      } catch (InterruptedException e) {
        return 0;
      }
    }

    @Override
    public void start() {
      started = true;
    }

    @Override
    public void stop() {
      started = false;
    }

    @Override
    public void flush() {
      flushes.incrementAndGet();
      freed.add("flush");
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public int capacity() {
      return 0;
    }

    @Override
    public void close() {
      freed.add("close");
    }
  }
}
