package io.github.realtimecli.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// What tells at a glance whether a file has changed.
///
/// @param modified when it was last written to, as ISO-8601 says it
record Stamp(long bytes, String modified) {
  /// Of a file that is not there.
  static final Stamp NONE = new Stamp(-1, "");

  static Stamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime().toString());
    } catch (IOException e) {
      return NONE;
    }
  }
}
