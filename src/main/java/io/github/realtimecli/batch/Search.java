package io.github.realtimecli.batch;

import io.github.realtimecli.audio.AudioFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks for recordings: in folders and all folders below, behind symbolic links too, and by patterns. Recordings are what is
/// named like one, readable or not, and what begins like one, whatever its name. What is hidden, the run itself, and answers
/// of other runs are passed over, unless a path names them.
public final class Search {
  private static final Set<String> ENDINGS = Set.of("wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "au",
      "snd");

  private final Selection selection;
  private final @Nullable Path run;
  private final SortedMap<String, Path> found = new TreeMap<>();
  private final Set<Path> roots = new HashSet<>();
  private final List<String> remarks = new ArrayList<>();
  private int answers;

  private Search(Selection selection, @Nullable Path run) {
    this.selection = selection;
    this.run = run;
  }

  /// @param run the folder of the results, which need not be there
  /// @throws PlanException when a path is not there, or two recordings would have one name
  /// @throws IOException when a folder cannot be listed
  public static Catalogue of(List<String> paths, Selection selection, Path run) throws IOException {
    Search search = new Search(selection, Files.exists(run) ? run.toRealPath() : null);
    for (String path : paths)
      search.take(path);
    if (search.answers > 0)
      search.remarks.add(search.answers + (search.answers == 1 ? " answer" : " answers")
          + " of earlier runs (*.reply.wav, *.partial.wav) passed over");
    return new Catalogue(Naming.of(search.found), search.roots.size() == 1 ? search.roots.iterator().next() : null,
        search.remarks);
  }

  private void take(String given) throws IOException {
    Path path = Path.of(given);
    if (Files.isDirectory(path))
      walk(path, null);
    else if (Files.isRegularFile(path)) {
      roots.add(path.toAbsolutePath().resolveSibling("").normalize());
      put(String.valueOf(path.getFileName()), path);
    } else if (Files.exists(path))
      throw new PlanException(PlanException.Matter.INPUT, "'" + given + "' is neither a file nor a folder",
          "name recordings, folders of them, or patterns like 'de/**/*.wav'");
    else if (Glob.isOne(given))
      match(given);
    else
      throw new PlanException(PlanException.Matter.INPUT, "'" + given + "' does not exist", "check the path");
  }

  /// The names before the first pattern are the folder.
  private void match(String given) throws IOException {
    int first = 0;
    while (!Glob.isOne(given.substring(0, first + 1)))
      first++;
    int slash = given.lastIndexOf('/', first);
    Path root = Path.of(slash < 0 ? "." : slash == 0 ? "/" : given.substring(0, slash));
    int before = found.size();
    if (Files.isDirectory(root))
      walk(root, Glob.ofPath(given.substring(slash + 1)));
    if (found.size() == before)
      throw new PlanException(PlanException.Matter.INPUT, "no recording matches '" + given + "'",
          "check the pattern; folders are searched with '**/*.wav'");
  }

  private void walk(Path root, @Nullable Glob glob) throws IOException {
    roots.add(root.toAbsolutePath().normalize());
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(root, glob));
  }

  private void put(String name, Path file) throws IOException {
    Path other = found.putIfAbsent(name, file);
    if (other != null && !other.equals(file) && !Files.isSameFile(other, file))
      throw PlanException.misuse("'" + other + "' and '" + file + "' would both be called '" + name + "' in the run",
          "give one folder that holds both, or make two runs");
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final @Nullable Glob glob;

    Visitor(Path root, @Nullable Glob glob) {
      this.root = root;
      this.glob = glob;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
      boolean passed = !folder.equals(root) && (isHidden(folder) || (run != null && folder.toRealPath().equals(run)));
      return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      boolean missing = attributes.isSymbolicLink() && isNamedLikeOne(name); // to nothing: its row will say so
      if (!attributes.isRegularFile() && !missing || isHidden(file) || (glob != null && !glob.covers(name))
          || !selection.takes(name))
        return FileVisitResult.CONTINUE;
      if (name.endsWith(".reply.wav") || name.endsWith(".partial.wav"))
        answers++;
      else if (isNamedLikeOne(name) || beginsLikeOne(file))
        put(name, file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root))
        throw e;
      if (!(e instanceof FileSystemLoopException) && !isHidden(file))
        remarks.add("warning: " + file + " cannot be looked into");
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  private static boolean isNamedLikeOne(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean beginsLikeOne(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return AudioFile.isBegunBy(in);
    } catch (IOException e) {
      return false;
    }
  }
}
