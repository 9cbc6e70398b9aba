package io.github.realtimecli.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A TCP socket with one deadline over all reads until the connection stands. TLS reads through it, so a peer that drips one
/// byte at a time cannot stretch the deadline.
final class Line extends Socket {
  private final long deadline;
  private volatile boolean standing;
  private volatile long waits;
  private @Nullable InputStream in;

  /// @param deadline of [System#nanoTime()]
  Line(long deadline) {
    this.deadline = deadline;
  }

  /// The connection stands: from now on a read may wait for ever.
  void stand() throws IOException {
    standing = true;
    setSoTimeout(0);
  }

  /// Since when a read waits for the peer, of [System#nanoTime()]; 0 when none does.
  long waitsSince() {
    return waits;
  }

  /// Reads past what still comes, until the peer ends or the time is up.
  void drain(long end) throws IOException {
    byte[] nothing = new byte[8 << 10];
    do {
      setSoTimeout(left(end));
    } while (super.getInputStream().read(nothing) >= 0);
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    InputStream reads = in;
    if (reads == null) {
      reads = new Reads(super.getInputStream());
      in = reads;
    }
    return reads;
  }

  /// Milliseconds until a deadline.
  ///
  /// @throws SocketTimeoutException when it has passed
  static int left(long deadline) throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(Integer.MAX_VALUE, left);
  }

  private final class Reads extends FilterInputStream {
    Reads(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!standing) {
        setSoTimeout(left(deadline));
      }
      waits = System.nanoTime();
      try {
        return super.read(bytes, offset, length);
      } finally {
        waits = 0;
      }
    }
  }
}
