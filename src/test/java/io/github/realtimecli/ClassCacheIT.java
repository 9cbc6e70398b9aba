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
  void aQuestionOpensNoJar() throws Exception {
    try (var server = LocalServer.start()) {
      var log = opensNoJar("--url", server.uri().toString(), "--mute", SAMPLE);
      // the dearest class that a parser of JSON can bring along
      assertThat(log).noneMatch(line -> line.contains("nitializing 'java/math/BigDecimal'"));
    }
  }

  @Test
  void aQuestionToTheEmbeddedServerOpensNoJar() throws Exception {
    opensNoJar("--local", "--mute", "--json", "--transcribe", "--events", folder.resolve("events").toString(), "-o",
        folder.resolve("answer.wav").toString(), SAMPLE);
  }

  @Test
  void aBatchAndWhatLooksAtItOpenNoJar() throws Exception {
    var run = folder.resolve("run").toString();
    try (var server = LocalServer.start()) {
      opensNoJar("batch", "--url", server.uri().toString(), "-o", run, SAMPLE);
    }
    opensNoJar("report", run);
    opensNoJar("compare", run, run);
  }

  @Test
  void aBatchWithTheEmbeddedServerOpensNoJar() throws Exception {
    opensNoJar("batch", "--local", "-o", folder.resolve("run").toString(), SAMPLE);
  }

  /// @return which classes were loaded from where, and initialized
  private List<String> opensNoJar(String... arguments) throws Exception {
    var file = folder.resolve("classes");
    var launcher = DISTRIBUTION.resolve("bin/realtime-cli").toString();
    var ended = Installed.run(folder, Map.of("PATH", "/usr/bin:/bin", "OPENAI_API_KEY", "sk-test",
        "REALTIME_CLI_JAVA_OPTS", "-Xlog:class+load=info,class+init=info:file=" + file),
        Stream.concat(Stream.of(launcher), List.of(arguments).stream()).toList());
    assertThat(ended.code()).as(ended.err()).isZero();
    var log = Files.readAllLines(file);
    assertThat(log).hasSizeGreaterThan(1000).noneMatch(line -> line.contains("source: file:"));
    assertThat(log).anyMatch(line -> line.contains("nitializing 'io/github/realtimecli/cli/Program'"));
    return log;
  }
}
