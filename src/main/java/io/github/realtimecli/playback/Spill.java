package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What waits on disk: a temporary file, written at its end and read from its front. Not thread-safe.
/// The file goes with [#close()], and where the system can with the process, however it ends.
final class Spill implements AutoCloseable {
  private static final int READ = 64 * 1024;

  private final FileChannel file;
  private long written;
  private long read;

  Spill() throws IOException {
    Path path = Files.createTempFile("realtime-cli-", ".pcm");
    file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  boolean isEmpty() {
    return read == written;
  }

  void add(Pcm pcm) throws IOException {
    ByteBuffer bytes = pcm.view();
    while (bytes.hasRemaining())
      written += file.write(bytes, written);
  }

  /// The next bytes, at most 64 KB.
  Pcm next() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(READ, written - read));
    while (bytes.hasRemaining())
      if (file.read(bytes, read + bytes.position()) < 0)
        throw new EOFException("the temporary file for waiting audio was cut");
    read += bytes.capacity();
    if (isEmpty())
      clear();
    return Pcm.of(bytes.array());
  }

  /// Begins at the front again. The file keeps its size, because to cut a large one takes longer than silence may.
  void clear() {
    read = 0;
    written = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
