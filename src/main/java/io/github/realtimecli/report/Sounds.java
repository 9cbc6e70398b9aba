package io.github.realtimecli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the recordings of a run lie, as seen from its report.
///
/// @param run       the folder of the report, with the answers
/// @param questions the folder that was asked; the run's own when it is not known
public record Sounds(Path run, Path questions) {
  private static final String MEMORY = ".questions";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// A recording that is there.
  ///
  /// @param href how the report links to it: relative, percent-encoded
  record Sound(Path file, String href) {}

  /// @param questions `null` when they lie where an earlier report of the run found them, else beside the answers, if
  /// anywhere
  public static Sounds of(Path run, @Nullable Path questions) throws IOException {
    Path real = run.toRealPath();
    if (questions != null)
      return new Sounds(real, questions.toRealPath());
    Path before = remembered(real);
    return new Sounds(real, before == null ? real : before);
  }

  /// Where the last report of a run found the questions, if they are still there.
  public static @Nullable Path remembered(Path run) {
    try {
      Path folder = run.resolve(Files.readString(run.resolve(MEMORY)).strip());
      return Files.isDirectory(folder) ? folder.toRealPath() : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /// Leaves word where the questions are, for a report that is made again.
  void remember() throws IOException {
    if (questions.equals(run))
      return;
    Path way = Objects.equals(run.getRoot(), questions.getRoot()) ? run.relativize(questions) : questions;
    try (Sheet sheet = new Sheet(run.resolve(MEMORY))) {
      sheet.write(way + "\n").finish();
    }
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
