package io.github.realtimecli.report;

import io.github.realtimecli.audio.PendingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/// Brings the items of several runs together in one folder, which then is a run like any other: it can be asked again,
/// compared, moved. Answers are hard links where the file system has them, else copies; a row comes behind its answer.
public final class Merging {
  private final Path into;

  /// Two rows of different recordings that would be one file.
  public static final class Clash extends IOException {
    private static final long serialVersionUID = 1L;

    private Clash(String one, String other, Path name) {
      super("the results of '" + one + "' and of '" + other + "' have the same name, " + name);
    }
  }

  /// @param rows what is to be brought together; nothing is touched yet
  /// @param into a folder that is there
  /// @throws Clash when two would overwrite each other
  public Merging(Rows rows, Path into) throws IOException {
    this.into = into.toRealPath();
    Map<Path, String> taken = new HashMap<>();
    for (Map.Entry<String, Rows.Item> item : rows.items().entrySet()) {
      Path name = name(item.getValue());
      String other = taken.putIfAbsent(name, item.getKey());
      if (other != null)
        throw new Clash(other, item.getKey(), name);
    }
  }

  private static Path name(Rows.Item item) {
    return item.run().relativize(item.json());
  }

  /// Brings one item in; nothing for one that is there already.
  public void take(Row row, Rows.Item item) throws IOException {
    if (item.run().equals(into))
      return;
    Sounds.Sound answer = new Sounds(item.run(), item.run()).answer(row);
    if (answer != null)
      bring(answer.file(), into.resolve(item.run().relativize(answer.file())));
    copy(item.json(), place(into.resolve(name(item))));
  }

  private static void bring(Path file, Path target) throws IOException {
    place(target);
    if (Files.exists(target) && Files.isSameFile(file, target))
      return;
    Path link = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-0.part");
    try {
      Files.deleteIfExists(link);
      Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException e) { // another disk, or one without links
      copy(file, target);
      return;
    }
    try {
      Files.move(link, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(link);
    }
  }

  private static void copy(Path file, Path target) throws IOException {
    PendingFile pending = PendingFile.of(target);
    try (OutputStream out = pending.stream()) {
      Files.copy(file, out);
    } catch (IOException e) {
      pending.discard();
      throw e;
    }
    pending.commit();
  }

  private static Path place(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder != null)
      Files.createDirectories(folder);
    return target;
  }
}
