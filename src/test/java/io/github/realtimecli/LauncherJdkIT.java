package io.github.realtimecli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which JDK the launcher takes, and which class cache with it.
class LauncherJdkIT {
  private static final String NONE = "realtime-cli: no JDK 25 or newer found: set JAVA_HOME to one.\n";

  @TempDir
  Path folder;
  private Installed installed;

  @BeforeEach
  void install() throws IOException {
    installed = Installed.in(folder.resolve("installed"));
  }

  @Test
  void asksJavaHomeThenItsOwnRuntimeThenTheRecordedThenPath() throws Exception {
    var onPath = path(jdk("path", "25"));
    var everywhere = Map.of("JAVA_HOME", jdk("home", "26-ea").toString(), "PATH", onPath);
    Installed.fakeJdk(installed.home().resolve("runtime"), "25.0.2");
    installed.recording(jdk("recorded", "25.0.1"));

    assertThat(taken(everywhere)).isEqualTo(folder.resolve("home"));
    var noJavaHome = Map.of("JAVA_HOME", "", "PATH", onPath);
    assertThat(taken(noJavaHome)).isEqualTo(installed.home().resolve("runtime"));
    Files.delete(installed.home().resolve("runtime/release"));
    assertThat(taken(noJavaHome)).isEqualTo(folder.resolve("recorded"));
    Files.delete(installed.home().resolve("lib/java.home"));
    assertThat(taken(noJavaHome)).isEqualTo(folder.resolve("path"));
  }

  @Test
  void followsTheLinksOfTheJavaOnPath() throws Exception {
    var jdk = jdk("jvm/temurin 25", "25.0.3");
    var alternatives = Files.createDirectories(folder.resolve("alternatives"));
    Files.createSymbolicLink(alternatives.resolve("java"), Path.of("../jvm/temurin 25/bin/java"));
    var bin = Files.createDirectories(folder.resolve("usr bin"));
    Files.createSymbolicLink(bin.resolve("java"), alternatives.resolve("java"));
    assertThat(taken(Map.of("PATH", bin + ":/usr/bin:/bin"))).isEqualTo(jdk);
  }

  @ParameterizedTest
  @CsvSource({"17.0.15", "1.8.0_292", "24", "9-internal", "''", "none"})
  void passesOverWhatIsTooOldOrDoesNotSay(String version) throws Exception {
    var old = jdk("old", version);
    assertThat(taken(Map.of("JAVA_HOME", old.toString(), "PATH", path(jdk("path", "25")))))
        .isEqualTo(folder.resolve("path"));
  }

  @Test
  void passesOverAJavaHomeThatIsNoJdk() throws Exception {
    installed.recording(jdk("recorded", "25"));
    assertThat(taken(Map.of("JAVA_HOME", "/nowhere"))).isEqualTo(folder.resolve("recorded"));
  }

  @Test
  void saysSoInOneLineWhenThereIsNone() throws Exception {
    var empty = Files.createDirectories(folder.resolve("empty")).toString();
    for (var environment : List.of(Map.<String, String>of(), Map.of("PATH", empty),
        Map.of("PATH", path(jdk("seventeen", "17.0.15")), "JAVA_HOME", folder.resolve("seventeen").toString()))) {
      var ended = installed.run(environment, "question.wav");
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).isEqualTo(NONE);
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void takesTheCacheOfTheVeryBuildAndNoOther() throws Exception {
    installed.with("realtime-cli-25.0.3+1-fake.aot", "");
    var cache = "-XX:AOTCache=" + installed.home().resolve("lib/realtime-cli-25.0.3+1-fake.aot");
    assertThat(installed.run(Map.of("JAVA_HOME", jdk("same", "25.0.3").toString())).lines()).contains(cache);
    assertThat(installed.run(Map.of("JAVA_HOME", jdk("next", "25.0.4").toString())).out()).doesNotContain("AOTCache");
  }

  @ParameterizedTest
  @CsvSource({"question.wav,-ask", "--url wss://there question.wav,-ask", "--url ws://127.0.0.1:1/ question.wav,-ws",
      "question.wav --url=ws://127.0.0.1:1/,-ws", "question.wav --local,''", "--local --url ws://127.0.0.1:1/ x.wav,''",
      "batch folder --url ws://127.0.0.1:1/,-batch", "batch folder,-batch", "batch --local folder,-batch", "serve,''",
      "devices,''"})
  void takesTheCacheThatHoldsWhatIsNeededAndNoMore(String line, String ending) throws Exception {
    Files.createDirectory(installed.home().resolve("lib/native"));
    assertThat(cache(Map.of(), line)).isEqualTo(ending);
  }

  @ParameterizedTest
  @CsvSource({"question.wav,-java", "--url wss://there question.wav,-java", "--url ws://127.0.0.1:1/ question.wav,-ws",
      "question.wav --url=ws://127.0.0.1:1/,-ws", "question.wav --local,''", "batch folder,-batch", "serve,''"})
  void takesAnotherOneWhereTheJdkSpeaksTls(String line, String ending) throws Exception {
    assertThat(cache(Map.of(), line)).isEqualTo(ending);
    Files.createDirectory(installed.home().resolve("lib/native"));
    for (var wish : List.of("-Djava.library.path=/nowhere", "-Xlog:gc -Djdk.tls.client.protocols=TLSv1.2")) {
      assertThat(cache(Map.of("REALTIME_CLI_JAVA_OPTS", wish), line)).isEqualTo(ending);
    }
  }

  /// The second compiler pays for itself in a batch, and where the JDK enciphers a long recording.
  @Test
  void compilesByNameWhatIsCompiledTwice() throws Exception {
    var recording = Files.createFile(folder.resolve("a recording.wav"));
    var environment = Map.of("JAVA_HOME", jdk("same", "25.0.3").toString(), "PATH", "/usr/bin:/bin");
    installed.with("realtime-cli-25.0.3+1-fake-java.aot", "");
    assertThat(installed.run(environment, recording.toString()).out()).doesNotContain("compiled-twice.txt");
    try (var file = FileChannel.open(recording, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1), 8_000_000);
    }
    assertThat(installed.run(environment, "-q", recording.toString()).lines())
        .contains("-XX:CompileCommandFile=" + installed.home().resolve("lib/compiled-twice.txt"))
        .containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4");
    assertThat(installed.run(environment, "--url", "ws://there", recording.toString()).out())
        .doesNotContain("compiled-twice.txt");
    // the cache for everything says nothing of these flags
    installed.with("realtime-cli-25.0.3+1-fake.aot", "");
    Files.delete(installed.home().resolve("lib/realtime-cli-25.0.3+1-fake-java.aot"));
    assertThat(installed.run(environment, recording.toString()).out()).doesNotContain("compiled-twice.txt");
    assertThat(installed.run(environment, "batch", "folder").out()).doesNotContain("compiled-twice.txt");
    installed.with("realtime-cli-25.0.3+1-fake-batch.aot", "");
    assertThat(installed.run(environment, "batch", "folder").out()).contains("compiled-twice.txt");
  }

  /// The size of a file is another program's to tell, and its contents Java's to complain of.
  @Test
  void startsWhereASizeCannotBeTold() throws Exception {
    var recording = Files.writeString(folder.resolve("question.wav"), "RIFF");
    var environment = Map.of("JAVA_HOME", jdk("same", "25.0.3").toString(), "PATH", "/nowhere");
    for (var name : List.of(recording.toString(), "-", "there is none", folder.toString())) {
      var ended = installed.run(environment, name);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.code()).isZero();
      assertThat(ended.lines()).endsWith(name);
    }
  }

  /// The ending of the cache that is taken when all are there.
  private String cache(Map<String, String> environment, String line) throws Exception {
    for (var each : List.of("-ask", "-java", "-batch", "-ws", "")) {
      installed.with("realtime-cli-25.0.3+1-fake" + each + ".aot", "");
    }
    var with = new HashMap<>(environment);
    with.put("JAVA_HOME", jdk("same", "25.0.3").toString());
    var before = "-XX:AOTCache=" + installed.home().resolve("lib/realtime-cli-25.0.3+1-fake");
    var taken = installed.run(with, line.split(" ")).lines().stream().filter(flag -> flag.startsWith(before)).toList();
    assertThat(taken).hasSize(1);
    return taken.getFirst().substring(before.length()).replace(".aot", "");
  }

  @Test
  void aCacheThatTheJvmRefusesChangesNoByteOfTheOutput() throws Exception {
    var environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    var without = installed.run(environment, "--version");
    var cache = "realtime-cli-" + System.getProperty("java.runtime.version") + ".aot";
    for (var content : List.of("", "not a cache", "x".repeat(100_000))) {
      var with = installed.with(cache, content).run(environment, "--version");
      assertThat(with.out()).isEqualTo(without.out());
      assertThat(with.err()).isEqualTo(without.err());
      assertThat(with.code()).isEqualTo(without.code());
    }
    Files.delete(installed.home().resolve("lib").resolve(cache));
    Files.createDirectory(installed.home().resolve("lib").resolve(cache));
    assertThat(installed.run(environment, "--version").out()).isEqualTo(without.out());
  }

  private Path jdk(String name, String version) throws IOException {
    var home = Installed.fakeJdk(folder.resolve(name), version);
    if (version.equals("none")) {
      Files.writeString(home.resolve("release"), "OS_NAME=\"Linux\"", UTF_8);
    }
    return home;
  }

  private static String path(Path jdk) {
    return jdk.resolve("bin") + ":/usr/bin:/bin";
  }

  private Path taken(Map<String, String> environment) throws IOException, InterruptedException {
    var ended = installed.run(environment);
    assertThat(ended.err()).isEmpty();
    return Path.of(ended.lines().getFirst());
  }
}
