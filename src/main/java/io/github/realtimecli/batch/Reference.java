package io.github.realtimecli.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The words of a recording, which somebody has written down: `q1.txt` beside `q1.wav`.
public final class Reference {
  /// An hour of speech is 60 KB of text.
  private static final int LARGEST = 4 << 20;

  private Reference() {}

  /// Whether there is one.
  public static boolean exists(Item item) {
    return Files.isRegularFile(file(item));
  }

  /// @return `null` when there is none that can be read
  static @Nullable String of(Item item) {
    Path file = file(item);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST)
        return null;
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return (text.startsWith("\ufeff") ? text.substring(1) : text).strip();
    } catch (IOException e) {
      return null;
    }
  }

  private static Path file(Item item) {
    String name = String.valueOf(item.file().getFileName());
    int dot = name.lastIndexOf('.');
    return item.file().resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".txt");
  }
}
