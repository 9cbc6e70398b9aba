package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener that remembers, and fails the test when it is called out of order.
class Ear implements Transport.Listener {
  final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger violations = new AtomicInteger();

  @Override
  public void opened() {
    enter();
    opened.countDown();
    calls.decrementAndGet();
  }

  @Override
  public void text(byte[] bytes, int offset, int length) {
    enter();
    texts.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    calls.decrementAndGet();
  }

  @Override
  public void lull() {}

  @Override
  public void ended(Ending ending) {
    enter();
    if (!ended.complete(ending)) {
      violations.incrementAndGet();
    }
    calls.decrementAndGet();
  }

  private void enter() {
    if (calls.getAndIncrement() != 0 || ended.isDone()) {
      violations.incrementAndGet();
    }
  }

  void awaitOpen() throws InterruptedException {
    assertThat(opened.await(10, TimeUnit.SECONDS)).as("opened").isTrue();
  }

  boolean wasOpened() {
    return opened.getCount() == 0;
  }

  String next() throws InterruptedException {
    String text = texts.poll(10, TimeUnit.SECONDS);
    assertThat(text).as("a text").isNotNull();
    return text == null ? "" : text;
  }

  /// The one ending, told after everything else.
  Ending awaitEnding() throws Exception {
    Ending ending = ended.get(10, TimeUnit.SECONDS);
    assertThat(violations.get()).as("calls out of order").isZero();
    return ending;
  }
}
