package io.github.realtimecli.transport;

import java.time.Duration;

/// How much and how long a connection bears.
///
/// @param messageBytes largest message taken from the peer, its fragments together; a larger one ends the connection
/// @param unsentBytes  what may be on its way to the socket before a sender has to wait
/// @param silence      after so long without a byte from the peer we ask for a sign of life; after twice that it is lost
/// @param patience     how long the end of a connection may take: our last bytes out, the peer's answer to a close
public record Limits(int messageBytes, int unsentBytes, Duration silence, Duration patience) {
  /// For one conversation.
  public static final Limits USUAL = holding(256 << 10);
  /// For many at once: less in the memory of each, more changes of threads.
  public static final Limits MANY = holding(64 << 10);

  private static final int LEAST_READ = 1 << 10;

  public Limits {
    if (messageBytes < 1 || messageBytes > 1 << 30 || unsentBytes < 1) {
      throw new IllegalArgumentException("a limit in bytes is not between 1 and 1 GiB");
    }
    if (silence.toMillis() < 1 || patience.toMillis() < 1) {
      throw new IllegalArgumentException("a limit in time is shorter than 1 ms");
    }
  }

  private static Limits holding(int unsentBytes) {
    return new Limits(bearable(Runtime.getRuntime().maxMemory()), unsentBytes, Duration.ofSeconds(20),
        Duration.ofSeconds(2));
  }

  /// What is read from the peer at a time, as long as no message is larger.
  int readBytes() {
    return Math.max(LEAST_READ, unsentBytes / 4);
  }

  /// The largest message that a heap can bear: it is held several times over until it is sound.
  static int bearable(long heap) {
    return Math.clamp(heap / 8, 4 << 20, 64 << 20);
  }
}
