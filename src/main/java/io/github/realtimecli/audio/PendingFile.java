package io.github.realtimecli.audio;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that takes its name only when it is whole: until then it is a hidden neighbour of its target.
public final class PendingFile {
  private final Path target;
  private final Path temporary;

  private PendingFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /// Creates the neighbour, with the permissions that any new file gets.
  ///
  /// @param target a symbolic link is followed, so that it still is one afterwards
  public static PendingFile of(Path target) throws IOException {
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    String name = "." + real.getFileName() + "." + ProcessHandle.current().pid() + "-";
    for (int attempt = 0;; attempt++) {
      Path neighbour = real.resolveSibling(name + attempt + ".part");
      try {
        return new PendingFile(real, Files.createFile(neighbour));
      } catch (FileAlreadyExistsException taken) {
        if (attempt == 1000)
          throw taken;
      }
    }
  }

  // not a channel: an interrupt of the writing thread would close that
  public OutputStream stream() throws IOException {
    return new FileOutputStream(temporary.toFile());
  }

  /// Replaces the first bytes.
  public void rewriteHead(byte[] head) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(temporary.toFile(), "rw")) {
      file.write(head);
    }
  }

  /// Waits until what was written has reached the disk, so that not even a power cut leaves an empty file under the name.
  public void sync() throws IOException {
    try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  /// Gives the file its name; a file that had it is replaced.
  public void commit() throws IOException {
    commit(target);
  }

  /// Gives the file another name than the one it was meant for, beside it.
  public void commit(Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException somewhere) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public Path target() {
    return target;
  }

  public void discard() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
