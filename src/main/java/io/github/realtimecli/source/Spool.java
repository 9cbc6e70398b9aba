package io.github.realtimecli.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A pipe that can be read more than once, for a turn that has to be tried again: what has come out of it is kept in a
/// temporary file, which goes with the process. Streams may be read at the same time.
public final class Spool implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final InputStream in;
  private @Nullable FileChannel kept;
  private long length;
  private boolean ended;

  public Spool(InputStream in) {
    this.in = in;
  }

  /// A stream from the pipe's first byte on. Closing it leaves the pipe open.
  public InputStream open() {
    return new Reading();
  }

  private synchronized int read(long from, byte[] into, int at, int count) throws IOException {
    if (from < length)
      return reread(from, into, at, (int) Math.min(count, length - from));
    if (ended)
      return -1;
    int n = in.read(into, at, Math.min(count, BLOCK));
    if (n < 0)
      ended = true;
    else
      keep(ByteBuffer.wrap(into, at, n));
    return n;
  }

  private int reread(long from, byte[] into, int at, int count) throws IOException {
    int n = file().read(ByteBuffer.wrap(into, at, count), from);
    if (n < 0)
      throw new EOFException("the temporary file for what came through the pipe was cut");
    return n;
  }

  private void keep(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining())
      length += file().write(bytes, length);
  }

  private FileChannel file() throws IOException {
    FileChannel file = kept;
    if (file == null) {
      file = FileChannel.open(Files.createTempFile("realtime-cli-", ".spool"), StandardOpenOption.READ,
          StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
      kept = file;
    }
    return file;
  }

  @Override
  public synchronized void close() throws IOException {
    if (kept != null)
      kept.close();
  }

  private final class Reading extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
      if (count == 0)
        return 0;
      int n = Spool.this.read(position, into, at, count);
      if (n > 0)
        position += n;
      return n;
    }
  }
}
