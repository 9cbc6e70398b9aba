package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the tests of the network have in common.
final class Wires {
  private Wires() {}

  static final Limits QUICK = new Limits(1 << 20, 64 << 10, Duration.ofSeconds(20), Duration.ofMillis(300));

  static Endpoint endpoint(URI uri) {
    return new Endpoint(uri, List.of(), Duration.ofSeconds(5));
  }

  static Endpoint endpoint(URI uri, Duration timeout) {
    return new Endpoint(uri, List.of(), timeout);
  }

  static Transport open(URI uri, Transport.Listener listener) {
    return open(uri, listener, QUICK);
  }

  static Transport open(URI uri, Transport.Listener listener, Limits limits) {
    return new Network(Network.Threads.PLATFORM, limits).open(endpoint(uri), listener);
  }

  static byte[] message(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[Transport.HEADROOM + utf8.length];
    System.arraycopy(utf8, 0, message, Transport.HEADROOM, utf8.length);
    return message;
  }

  /// Throws whatever it is, checked or not.
  @SuppressWarnings("unchecked")
  static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }

  /// Fails when a connection's thread does not end by itself. The shared start of TLS is none of these.
  static void assertNoThreadLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("wire-")) {
        thread.join(5000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  /// Waits until a thread waits for room to send.
  static void awaitBlocked(String name) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals(name) && isWaitingIn(thread, Outbox.class)) {
          return;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the " + name + " never waits");
  }

  private static boolean isWaitingIn(Thread thread, Class<?> where) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(where.getName()) && frame.getMethodName().equals("awaitRoom")) {
        return thread.getState() == Thread.State.WAITING;
      }
    }
    return false;
  }

  /// More than all buffers between two sockets hold, then as much as is taken.
  static CompletableFuture<Long> sendUntilRefused(Transport transport) {
    CompletableFuture<Long> sent = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("sender").start(() -> {
      try {
        long count = transport.send(new byte[40 << 20], () -> {}) ? 1 : 0;
        while (transport.send(new byte[16 << 10], () -> {})) {
          count++;
        }
        sent.complete(count);
      } catch (InterruptedException e) {
        sent.completeExceptionally(e);
      }
    });
    return sent;
  }
}
