package io.github.realtimecli.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What killed processes leave: hidden files in the making, `.NAME.PID-N.part`.
///
/// Who holds a part of a run holds all its items: nobody who lives is making their files. Reports are made by others too,
/// by every part at its end, on this machine or another: of theirs those go whose process is not on this machine any more,
/// and only while nobody has the right to make reports.
final class StaleFiles extends SimpleFileVisitor<Path> {
  private static final Pattern NAME = Pattern.compile("\\.(.+)\\.(\\d{1,18})-\\d+\\.part");

  private final Path run;
  private final boolean all;
  private final Reporters reporters;
  private final Set<Path> ours = new HashSet<>();
  private int swept;

  /// Those who may be making reports.
  enum Reporters {
    NOBODY, SOMEBODY
  }

  private StaleFiles(Path run, Shard shard, List<Item> items, Reporters reporters) {
    this.run = run;
    all = shard.isWhole();
    this.reporters = reporters;
    for (Item item : items)
      for (String name : List.of(item.row(), item.reply(), item.partial()))
        ours.add(run.resolve(name));
  }

  static int sweep(Path run, Shard shard, List<Item> items, Reporters reporters) throws IOException {
    StaleFiles leftovers = new StaleFiles(run, shard, items, reporters);
    Files.walkFileTree(run, leftovers);
    return leftovers.swept;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (name.matches() && isDead(file.resolveSibling(name.group(1)), Long.parseLong(name.group(2)))) {
      Files.deleteIfExists(file);
      swept++;
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isDead(Path target, long pid) {
    if (ours.contains(target))
      return true;
    boolean ofItem = target.toString().endsWith(".wav")
        || target.toString().endsWith(".json") && !target.equals(run.resolve("summary.json"));
    return ofItem ? all : reporters == Reporters.NOBODY && ProcessHandle.of(pid).isEmpty();
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean hidden = !folder.equals(run) && String.valueOf(folder.getFileName()).startsWith(".");
    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }
}
