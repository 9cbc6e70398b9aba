package io.github.realtimecli.batch;

import java.util.List;

/// Which of the files in a folder are meant.
public final class Selection {
  /// All of them.
  public static final Selection ALL = of(List.of(), List.of());

  private final List<Glob> included;
  private final List<Glob> excluded;

  private Selection(List<Glob> included, List<Glob> excluded) {
    this.included = included;
    this.excluded = excluded;
  }

  /// @param include patterns of which one has to fit; none for everything
  /// @param exclude patterns of which none may fit
  /// @throws PlanException when one cannot be read
  public static Selection of(List<String> include, List<String> exclude) {
    return new Selection(include.stream().map(Glob::of).toList(), exclude.stream().map(Glob::of).toList());
  }

  /// @param path relative to the folder that was given
  boolean takes(String path) {
    return (included.isEmpty() || included.stream().anyMatch(glob -> glob.covers(path)))
        && excluded.stream().noneMatch(glob -> glob.covers(path));
  }
}
