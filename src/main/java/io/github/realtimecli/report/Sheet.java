package io.github.realtimecli.report;

import io.github.realtimecli.audio.PendingFile;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A text file in UTF-8 that takes its name only when it is whole.
final class Sheet implements Closeable {
  private final PendingFile file;
  private final Writer writer;

  Sheet(Path target) throws IOException {
    file = PendingFile.of(target);
    writer = new BufferedWriter(
        new OutputStreamWriter(new BufferedOutputStream(file.stream(), 1 << 16), StandardCharsets.UTF_8));
  }

  Sheet write(String text) throws IOException {
    writer.write(text);
    return this;
  }

  void finish() throws IOException {
    writer.close();
    file.commit();
  }

  /// @param head as many bytes as were written first
  void finish(String head) throws IOException {
    writer.close();
    file.rewriteHead(head.getBytes(StandardCharsets.UTF_8));
    file.commit();
  }

  /// Leaves nothing behind unless it was finished.
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      file.discard();
    }
  }
}
