package io.github.realtimecli.batch;

import java.nio.file.Path;

/// One recording of a run.
///
/// @param name what it is called in the run: its path relative to the folder that was given, with `/` between the names
/// @param file where it is
/// @param stem what its results are called, without their endings
public record Item(String name, Path file, String stem) {
  /// Where its row is kept, relative to the run.
  public String row() {
    return stem + ".json";
  }

  /// Where its answer is kept, relative to the run.
  public String reply() {
    return stem + ".reply.wav";
  }

  /// Where an answer is kept that did not become whole, relative to the run.
  public String partial() {
    return stem + ".partial.wav";
  }
}
