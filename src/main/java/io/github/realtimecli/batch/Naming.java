package io.github.realtimecli.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/// What the results of recordings are called: like the recording without its ending, `a/q1.wav` becomes `a/q1.json`. Where
/// several differ in their ending only, `.wav` keeps that and the others keep their ending too: `a/q1.aiff.json`.
final class Naming {
  /// Names that a run needs for itself.
  private static final List<String> TAKEN = List.of("summary");

  private Naming() {}

  /// @param files by their names
  /// @return in the order of the names
  /// @throws PlanException when two would overwrite each other's results
  static List<Item> of(SortedMap<String, Path> files) {
    Map<String, Integer> likewise = new HashMap<>();
    for (String name : files.keySet())
      likewise.merge(key(bare(name)), 1, Integer::sum);
    Map<String, String> taken = new HashMap<>();
    List<Item> items = new ArrayList<>(files.size());
    files.forEach((name, file) -> {
      String bare = bare(name);
      boolean alone = likewise.getOrDefault(key(bare), 0) == 1 || name.endsWith(".wav");
      String stem = alone && !TAKEN.contains(key(bare)) ? bare : name;
      String other = taken.putIfAbsent(key(stem), name);
      if (other != null)
        throw PlanException.misuse("the results of '" + other + "' and of '" + name + "' would have the same name",
            "ask one of them in a run of its own, or leave it out: --exclude '" + name + "'");
      items.add(new Item(name, file, stem));
    });
    return items;
  }

  private static String bare(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  /// Some file systems take large and small letters for the same.
  private static String key(String stem) {
    return stem.toLowerCase(Locale.ROOT);
  }
}
