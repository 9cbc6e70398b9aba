package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The items of one run, or of several (shards) merged: every `*.json` below their folders that holds a row; hidden names
/// and the run's own summary are passed over. Only names are held in memory, the rows are read when they are asked for.
/// Of two with the same [Row#file()] the answered one counts, else the first.
public final class Rows {
  private final SortedMap<String, Item> items = new TreeMap<>();
  private final List<Bad> damaged = new ArrayList<>();
  private final List<Twice> twice = new ArrayList<>();

  /// Where a row is.
  ///
  /// @param run the folder of its run
  public record Item(Path run, Path json, boolean answered) {}

  /// A file that holds no row that can be used.
  ///
  /// @param why a clause such as "is not UTF-8"
  public record Bad(Path json, String why) {}

  /// Two rows of one recording.
  public record Twice(String file, Path used, Path leftOut) {}

  /// What takes the rows one by one.
  public interface Reader { void row(Row row, Item item) throws IOException; }

  private Rows() {}

  /// @param runs folders
  /// @throws IOException when one cannot be listed
  public static Rows of(List<Path> runs) throws IOException {
    Rows rows = new Rows();
    for (Path run : runs) {
      Path real = run.toRealPath();
      List<Path> files = jsonBelow(real);
      Collections.sort(files);
      for (Path json : files)
        rows.index(real, json);
    }
    return rows;
  }

  private static List<Path> jsonBelow(Path run) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(run, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return !folder.equals(run) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.toString().endsWith(".json") && !isHidden(file)
            && !file.equals(run.resolve(Format.SUMMARY.file())))
          found.add(file);
        return FileVisitResult.CONTINUE;
      }

      // others may be at work in the folder, whose files in the making get their names or go.
      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException && !file.equals(run))
          return FileVisitResult.CONTINUE;
        throw e;
      }
    });
    return found;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private void index(Path run, Path json) {
    switch (Reading.of(json)) {
      case Reading.Foreign foreign -> {
        // somebody else's
      }
      case Reading.Damaged bad -> damaged.add(new Bad(json, bad.why()));
      case Row row -> {
        Item item = new Item(run, json, row.answered());
        Item other = items.get(row.file());
        if (other == null || (item.answered() && !other.answered()))
          items.put(row.file(), item);
        if (other != null && !isSame(other, item)) {
          boolean better = item.answered() && !other.answered();
          twice.add(new Twice(row.file(), better ? json : other.json(), better ? other.json() : json));
        }
      }
    }
  }

  private static boolean isSame(Item a, Item b) {
    return a.json().equals(b.json());
  }

  public int size() {
    return items.size();
  }

  /// Files that hold no row that can be used; more of them may be found while reading.
  public List<Bad> damaged() {
    return Collections.unmodifiableList(damaged);
  }

  public List<Twice> twice() {
    return Collections.unmodifiableList(twice);
  }

  /// Reads all rows in the order of their [Row#file()], by UTF-16 code units. What was damaged since it was listed is left out and
  /// added to [#damaged()].
  public void forEach(Reader reader) throws IOException {
    for (Item item : items.values()) {
      Row row = read(item);
      if (row != null)
        reader.row(row, item);
    }
  }

  /// Where the rows are, by their [Row#file()].
  SortedMap<String, Item> items() {
    return Collections.unmodifiableSortedMap(items);
  }

  /// @return `null` when there is no such row, or it was damaged since it was listed
  @Nullable
  Row read(String file) {
    Item item = items.get(file);
    return item == null ? null : read(item);
  }

  private @Nullable Row read(Item item) {
    return switch (Reading.of(item.json())) {
      case Row row -> row;
      case Reading.Damaged bad -> {
        damaged.add(new Bad(item.json(), bad.why()));
        yield null;
      }
      case Reading.Foreign foreign -> {
        damaged.add(new Bad(item.json(), "is no result any more"));
        yield null;
      }
    };
  }
}
