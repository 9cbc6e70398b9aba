package io.github.realtimecli.config;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file whose first line is the key.
public final class KeyFile {
  public static final String STDIN = "-";
  private static final int LONGEST = 64 << 10;

  private KeyFile() {}

  /// @param name     of the file; `-` for `stdin`, of which no more than the line is read
  /// @param warnings gets a sentence when others can read the file
  /// @throws IllegalArgumentException when there is no key in it; the message holds no secret
  /// @throws IOException              when it cannot be read
  public static Credential read(String name, InputStream stdin, List<String> warnings) throws IOException {
    String line;
    if (name.equals(STDIN))
      line = firstLine(stdin);
    else {
      Path file = Path.of(name);
      Privacy.warn(file, name, warnings);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        line = firstLine(in);
      }
    }
    Key key = Key.of(line);
    return new Credential(key, isToken(key.secret()) ? Credential.Kind.TOKEN : Credential.Kind.KEY,
        name.equals(STDIN) ? "standard input" : "the file " + name);
  }

  /// Whether it is a JSON Web Token: three parts, the first of which begins an object.
  private static boolean isToken(String secret) {
    return secret.startsWith("eyJ") && secret.chars().filter(c -> c == '.').count() == 2;
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() == LONGEST)
        throw new IllegalArgumentException("its first line is too long for a key");
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
