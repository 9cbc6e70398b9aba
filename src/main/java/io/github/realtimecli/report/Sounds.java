package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where the recordings of a run lie, as seen from its report.
///
/// @param run       the folder of the report, with the answers
/// @param questions the folder that was asked; the run's own when it is not known
public record Sounds(Path run, Path questions) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// A recording that is there.
  ///
  /// @param href how the report links to it: relative, percent-encoded
  record Sound(Path file, String href) {}

  /// @param questions `null` when they lie beside the answers, if anywhere
  public static Sounds of(Path run, @Nullable Path questions) throws IOException {
    Path real = run.toRealPath();
    return new Sounds(real, questions == null ? real : questions.toRealPath());
  }

  @Nullable
  Sound question(Row row) {
    return inside(questions, row.file());
  }

  @Nullable
  Sound answer(Row row) {
    String path = row.text("reply.path");
    return path == null ? null : inside(run, path);
  }

  /// A row may name anything: only what lies below the folder is linked to.
  private @Nullable Sound inside(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file))
        return null;
      return new Sound(file, href(run.relativize(file)));
    } catch (IllegalArgumentException e) { // a name that cannot be, or another disk
      return null;
    }
  }

  private static String href(Path relative) {
    StringBuilder href = new StringBuilder();
    for (Path name : relative) {
      href.append(href.isEmpty() ? "" : "/");
      for (byte b : name.toString().getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0))
          href.append(c);
        else
          href.append('%').append(HEX.toHexDigits(b));
      }
    }
    return href.toString();
  }
}
