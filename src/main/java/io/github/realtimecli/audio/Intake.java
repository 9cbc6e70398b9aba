package io.github.realtimecli.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a recording, read forward only, with a look ahead of up to [#AHEAD] bytes. Closing it closes the input.
final class Intake extends InputStream {
  static final int AHEAD = 4096;

  private final InputStream in;
  private final byte[] buffer = new byte[AHEAD];
  private int from;
  private int to;
  private long position;

  Intake(InputStream in) {
    this.in = in;
  }

  /// Bytes taken so far.
  long position() {
    return position;
  }

  /// Looks at the next bytes without taking them.
  ///
  /// @param count up to [#AHEAD]
  /// @return as many as there are
  byte[] peek(int count) throws IOException {
    while (to - from < count && fill()) {
    }
    byte[] next = new byte[Math.min(count, to - from)];
    System.arraycopy(buffer, from, next, 0, next.length);
    return next;
  }

  /// @throws EOFException when there are fewer
  byte[] take(int count) throws IOException {
    byte[] bytes = readNBytes(count);
    if (bytes.length < count)
      throw new EOFException();
    return bytes;
  }

  /// Takes and forgets bytes, as many as there are.
  void pass(long count) throws IOException {
    for (long left = count; left > 0;) {
      if (from == to && !fill())
        return;
      left -= advance((int) Math.min(left, to - from));
    }
  }

  @Override
  public int read() throws IOException {
    if (from == to && !fill())
      return -1;
    int next = buffer[from] & 0xff;
    advance(1);
    return next;
  }

  @Override
  public int read(byte[] into, int at, int count) throws IOException {
    if (count == 0)
      return 0;
    if (from == to && count >= buffer.length)
      return passed(into, at, count);
    if (from == to && !fill())
      return -1;
    int n = Math.min(count, to - from);
    System.arraycopy(buffer, from, into, at, n);
    return advance(n);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /// What is asked for in bulk goes past the buffer.
  private int passed(byte[] into, int at, int count) throws IOException {
    int n = in.read(into, at, count);
    position += Math.max(0, n);
    return n;
  }

  private int advance(int count) {
    from += count;
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    int n = in.read(buffer, to, buffer.length - to);
    if (n > 0)
      to += n;
    return n > 0;
  }
}
