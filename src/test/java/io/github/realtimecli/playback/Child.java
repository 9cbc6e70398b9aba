package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs [PlayRamp] in a JVM of its own, the one that runs the tests, because ALSA reads its settings once a process.
final class Child {
  private Child() {}

  /// Returns what it printed last: what the speaker says about it.
  static String play(Path alsa, List<String> answers) throws Exception {
    Path out = Files.createTempFile("child", ".out");
    Path err = Files.createTempFile("child", ".err");
    try {
      Process process = start(alsa, answers, out, err);
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(Files.readString(err)).isEmpty();
      assertThat(ended).isTrue();
      assertThat(process.exitValue()).isZero();
      return Files.readAllLines(out).getLast();
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static Process start(Path alsa, List<String> answers, Path out, Path err)
      throws IOException, URISyntaxException {
    String classes = place(Speaker.class) + System.getProperty("path.separator") + place(PlayRamp.class);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", classes, PlayRamp.class.getName()));
    command.addAll(answers);
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("ALSA_CONFIG_PATH", alsa.toString());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.start();
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
