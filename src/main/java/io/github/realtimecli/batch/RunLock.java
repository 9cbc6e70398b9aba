package io.github.realtimecli.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps others out of a run's folder as long as this process lives, however it ends. Parts of one division into as many do
/// not disturb each other, as they write different items; everything else does.
///
/// Each part locks a hidden file of its own, then looks whether anybody holds one of another division. Two who come at the
/// same moment may both go away again, but never both stay. The files are left behind: who deletes one might delete it under
/// somebody who has just opened it.
final class RunLock implements Closeable {
  private static final String PREFIX = ".realtime-cli-";
  private static final String SUFFIX = ".lock";

  private final FileChannel file;
  private final @Nullable FileLock lock;

  private RunLock(FileChannel file, @Nullable FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /// @throws PlanException when somebody else works in the folder
  /// @throws IOException when no file can be made there
  static RunLock take(Path folder, Shard shard) throws IOException {
    Path own = folder.resolve(PREFIX + shard.number() + "-of-" + shard.count() + SUFFIX);
    RunLock lock = hold(own, FileLocks.EXCLUSIVE);
    if (lock == null)
      throw taken(folder, shard.isWhole() ? "another run" : "another process with this shard");
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, PREFIX + "*-of-*" + SUFFIX)) {
      for (Path other : others)
        if (!String.valueOf(other.getFileName()).endsWith("-of-" + shard.count() + SUFFIX) && isHeld(other))
          throw taken(folder, "a run that is divided otherwise");
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static PlanException taken(Path folder, String who) {
    return PlanException.misuse(who + " is working in " + folder, "wait until it has ended, or name another folder");
  }

  private static boolean isHeld(Path other) throws IOException {
    RunLock shared = hold(other, FileLocks.SHARED);
    if (shared == null)
      return true;
    shared.close();
    return false;
  }

  private enum FileLocks {
    EXCLUSIVE, SHARED
  }

  /// @return `null` when somebody else holds it
  private static @Nullable RunLock hold(Path path, FileLocks kind) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock(0, Long.MAX_VALUE, kind == FileLocks.SHARED);
      if (lock != null)
        return new RunLock(file, lock);
    } catch (OverlappingFileLockException e) {
      // by this very process
    } catch (IOException e) {
      return new RunLock(file, null);
    }
    file.close();
    return null;
  }

  /// Whether others are really kept out: some network file systems know no locks.
  boolean isReal() {
    return lock != null;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
