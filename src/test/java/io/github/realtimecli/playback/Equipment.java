package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a machine may lack. A test that needs it is skipped there, unless `REALTIME_CLI_REQUIRE` names it.
enum Equipment {
  ALSA("", "libasound.so.2"),
  PULSE("pulseaudio parec", "libasound.so.2 alsa-lib/libasound_module_pcm_pulse.so");

  private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/lib"));
  private final String programs;
  private final String libraries;

  Equipment(String programs, String libraries) {
    this.programs = programs;
    this.libraries = libraries;
  }

  void needed() throws IOException {
    boolean there = true;
    for (String program : words(programs))
      there &= List.of(System.getenv().getOrDefault("PATH", "").split(":"))
          .stream()
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    for (String library : words(libraries))
      there &= installed(library);
    String required = System.getenv().getOrDefault("REALTIME_CLI_REQUIRE", "");
    if (List.of(required.split(",")).contains(name().toLowerCase(Locale.ROOT)))
      assertThat(there).as(this + " is required here").isTrue();
    assumeTrue(there, this + " is not installed");
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static boolean installed(String library) throws IOException {
    for (Path folder : LIBRARIES) {
      if (Files.exists(folder.resolve(library)))
        return true;
      if (!Files.isDirectory(folder))
        continue;
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
        for (Path each : inside)
          if (Files.exists(each.resolve(library)))
            return true;
      }
    }
    return false;
  }
}
