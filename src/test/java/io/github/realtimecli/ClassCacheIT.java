package io.github.realtimecli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.server.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start with the class caches of the built distribution: what it needs is in them, so that no jar is opened for a class.
class ClassCacheIT {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("distribution")).toAbsolutePath();
  private static final String SAMPLE = Path.of("samples/gettysburg.wav").toAbsolutePath().toString();

  @TempDir
  Path folder;

  @Test
  void aQuestionFindsEveryClassInItsCache() throws Exception {
    try (var server = LocalServer.start()) {
      loadsNothingElse("--url", server.uri().toString(), "--mute", SAMPLE);
    }
  }

  @Test
  void aQuestionToTheEmbeddedServerFindsEveryClassInItsCache() throws Exception {
    loadsNothingElse("--local", "--mute", SAMPLE);
  }

  @Test
  void aBatchFindsEveryClassInItsCache() throws Exception {
    try (var server = LocalServer.start()) {
      loadsNothingElse("batch", "--url", server.uri().toString(), "-o", folder.resolve("run").toString(), SAMPLE);
    }
  }

  private void loadsNothingElse(String... arguments) throws Exception {
    var log = folder.resolve("classes");
    var launcher = DISTRIBUTION.resolve("bin/realtime-cli").toString();
    var ended = Installed.run(folder, Map.of("PATH", "/usr/bin:/bin", "OPENAI_API_KEY", "sk-test",
        "REALTIME_CLI_JAVA_OPTS", "-Xlog:class+load=info:file=" + log),
        Stream.concat(Stream.of(launcher), List.of(arguments).stream()).toList());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Files.readAllLines(log)).hasSizeGreaterThan(1000).noneMatch(line -> line.contains("source: file:"));
  }
}
