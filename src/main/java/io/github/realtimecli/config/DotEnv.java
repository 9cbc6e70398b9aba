package io.github.realtimecli.config;

import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.github.cdimascio.dotenv.internal.DotenvParser;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A `.env` file: lines of `NAME=value`, with or without `export` in front. A value may stand in quotes; without them, a
/// comment begins at a `#` behind a space, so that one inside a key belongs to it. Nothing is expanded. Messages name the
/// line and never what stands in it.
final class DotEnv {
  private DotEnv() {}

  /// @param warnings gets a sentence when others can read the file
  /// @throws IllegalArgumentException when it is malformed
  static Map<String, String> read(Path file, List<String> warnings) {
    Privacy.warn(file, ".env", warnings);
    Map<String, String> declared = new HashMap<>();
    try {
      for (DotenvEntry entry : new DotenvParser(new EnvLines(file), false, true).parse())
        declared.put(entry.getKey(), entry.getValue());
    } catch (DotenvException e) {
      // its message holds the line, and so perhaps the key
      throw new IllegalArgumentException(".env has a line that is not NAME=value");
    }
    return declared;
  }
}
