package io.github.realtimecli.source;

import java.nio.file.Path;

/// The hint that makes a recording of something that cannot be read.
final class Conversion {
  static final String PIPE = "convert it: … | ffmpeg -i - -ar 24000 -ac 1 -f wav - | …";

  private Conversion() {}

  static String of(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String target = stem + (name.equals(stem + ".wav") ? ".24k.wav" : ".wav");
    return "convert it: ffmpeg -i " + quoted(file.toString()) + " -ar 24000 -ac 1 "
        + quoted(file.resolveSibling(target).toString());
  }

  // for a POSIX shell
  private static String quoted(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && "/._-+,:@%".indexOf(c) < 0)
        return "'" + name.replace("'", "'\\''") + "'";
    }
    return name;
  }
}
