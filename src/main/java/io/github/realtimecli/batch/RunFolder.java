package io.github.realtimecli.batch;

import io.github.realtimecli.audio.PendingFile;
import io.github.realtimecli.report.Digests;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of a run's results, held by this process. Every file in it is whole: it gets its name last. An item's row comes
/// behind its answer, so that what a row tells of is there.
public final class RunFolder implements Closeable {
  private final Path folder;
  private final RunLock lock;

  private RunFolder(Path folder, RunLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Makes the folder, if need be, and takes hold of it.
  ///
  /// @throws PlanException when somebody else works in it
  /// @throws IOException when it cannot be written to
  public static RunFolder open(Path folder, Shard shard) throws IOException {
    Files.createDirectories(folder);
    return new RunFolder(folder, RunLock.take(folder, shard));
  }

  public Path path() {
    return folder;
  }

  /// Whether others are kept out: some network file systems know no locks.
  public boolean isLocked() {
    return lock.isReal();
  }

  /// The sole right to write the folder's reports, while it is not closed.
  public record Turn(Path folder, FileChannel file, @Nullable FileLock lock) implements Closeable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// Waits for others that write the reports, as parts do at their end: each reports on all rows that are there by then, so that the
  /// last one's reports are complete.
  ///
  /// @param folder of a run, which is there
  public static Turn reporting(Path folder) throws IOException {
    FileChannel file = reportLock(folder);
    try {
      return new Turn(folder, file, file.lock());
    } catch (OverlappingFileLockException | IOException e) {
      return new Turn(folder, file, null); // a file system without locks
    }
  }

  private static FileChannel reportLock(Path folder) throws IOException {
    return FileChannel.open(folder.resolve(".realtime-cli-report.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  /// Removes what processes that were killed left half-written.
  ///
  /// @param items of the shard that is held: whatever was in the making for them is nobody's any more
  /// @return how many files that were
  public int sweep(Shard shard, List<Item> items) throws IOException {
    try (FileChannel file = reportLock(folder)) {
      return StaleFiles.sweep(folder, shard, items, reporters(file));
    }
  }

  /// Nobody else may be one of them while the file is open.
  private static StaleFiles.Reporters reporters(FileChannel file) {
    try {
      return file.tryLock() == null ? StaleFiles.Reporters.SOMEBODY : StaleFiles.Reporters.NOBODY;
    } catch (OverlappingFileLockException | IOException e) { // by this very process; or a file system without locks
      return StaleFiles.Reporters.SOMEBODY;
    }
  }

  /// The file of that name, in a folder that is there.
  Path place(String name) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null)
      Files.createDirectories(parent);
    return file;
  }

  /// @return SHA-256 of a file of the run that is on the disk now, `null` when it is not there
  @Nullable
  String settle(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file))
      return null;
    sync(file, StandardOpenOption.WRITE);
    return Digests.ofFile(file);
  }

  /// Writes an item's row and removes what it does not tell of.
  void keep(Item item, String row, String... stale) throws IOException {
    Path file = place(item.row());
    PendingFile pending = PendingFile.of(file);
    try (OutputStream out = pending.stream()) {
      out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      pending.discard();
      throw e;
    }
    pending.sync();
    pending.commit();
    for (String name : stale)
      Files.deleteIfExists(folder.resolve(name));
    Path parent = file.getParent();
    if (parent != null)
      syncFolder(parent);
  }

  private static void sync(Path file, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(file, how)) {
      channel.force(true);
    }
  }

  /// Where a folder cannot be opened, its entries are safe in some other way.
  private static void syncFolder(Path folder) {
    try {
      sync(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
