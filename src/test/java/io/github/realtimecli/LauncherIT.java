package io.github.realtimecli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.Installed.Ended;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the launcher finds its own folder, and what it hands to java.
class LauncherIT {
  private static final String MAIN = "io.github.realtimecli.RealtimeCli";

  @TempDir
  Path folder;
  private Path jdk;
  private Installed installed;

  @BeforeEach
  void install() throws IOException {
    jdk = Installed.fakeJdk(folder.resolve("a jdk"), "25.0.1");
    installed = Installed.in(folder.resolve("with spaces/realtime cli")).recording(jdk);
  }

  @Test
  void startsTheRealProgram() throws Exception {
    var ended = installed.run(Map.of("JAVA_HOME", System.getProperty("java.home"), "REALTIME_CLI_JAVA_OPTS",
        "-Xlog:class+load=info:stdout"), "--version");
    assertThat(ended.out()).contains(MAIN + " source: ");
  }

  @Test
  void findsItsJarsFromAFolderWithSpaces() throws Exception {
    assertThat(classPath(installed.run(Map.of()))).isEqualTo(installed.jar().toRealPath());
  }

  @Test
  void findsItsJarsThroughAChainOfRelativeLinks() throws Exception {
    var first = Files.createSymbolicLink(folder.resolve("first"), Path.of("with spaces/realtime cli/bin/realtime-cli"));
    var second = Files.createDirectories(folder.resolve("other")).resolve("second");
    Files.createSymbolicLink(second, Path.of("../first"));
    var third = Files.createSymbolicLink(folder.resolve("third"), second);
    for (var link : List.of(first, second, third)) {
      var ended = Installed.run(folder, Map.of("PATH", "/usr/bin:/bin"), List.of(link.toString()));
      assertThat(classPath(ended)).isEqualTo(installed.jar().toRealPath());
    }
  }

  @Test
  void findsItsJarsAndJavaThroughLinkedFolders() throws Exception {
    var bin = Files.createSymbolicLink(folder.resolve("linked"), installed.home().resolve("bin"));
    var ended = Installed.run(folder, Map.of("PATH", "/usr/bin:/bin"), List.of(bin.resolve("realtime-cli").toString()));
    assertThat(classPath(ended)).isEqualTo(installed.jar().toRealPath());
    var java = Files.createSymbolicLink(folder.resolve("java"), jdk.resolve("bin"));
    Files.delete(installed.home().resolve("lib/java.home"));
    ended = installed.run(Map.of("PATH", java + ":/usr/bin:/bin"));
    assertThat(classPath(ended)).isEqualTo(installed.jar().toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"./realtime-cli", "../bin/realtime-cli", "sh realtime-cli", "sh ./realtime-cli",
      "PATH=.:$PATH; realtime-cli", "PATH=$PWD:$PATH; realtime-cli", "cd ..; bin/realtime-cli",
      "cd ../lib; ../bin/realtime-cli"})
  void findsItsJarsHoweverItIsCalled(String call) throws Exception {
    var ended = Installed.run(installed.home().resolve("bin"), Map.of("PATH", "/usr/bin:/bin"),
        List.of("sh", "-c", call));
    assertThat(classPath(ended)).isEqualTo(installed.jar().toRealPath());
  }

  @Test
  void handsOverEveryArgumentAsItIs() throws Exception {
    var ended = installed.run(Map.of(), "two words", "", "*", "$HOME", "-", "--", "it's", "\"");
    assertThat(ended.lines()).endsWith(MAIN, "two words", "", "*", "$HOME", "-", "--", "it's", "\"");
  }

  @Test
  void becomesJavaSoThatSignalsReachIt() throws Exception {
    var ended = installed.run(Map.of());
    assertThat(ended.lines().get(1)).isEqualTo(Long.toString(ended.pid()));
  }

  @Test
  void splitsTheJvmOptionsAtBlanksAndOnlyThere() throws Exception {
    var ended = installed.run(Map.of("REALTIME_CLI_JAVA_OPTS", " -Xmx64m  * -Db=$HOME\n-Dc='x'"));
    assertThat(ended.lines()).containsSubsequence("-Xmx64m", "*", "-Db=$HOME", "-Dc='x'", "-cp", MAIN);
  }

  @Test
  void usesTheFirstCompilerOnlyWhereARunIsShort() throws Exception {
    var firstOnly = "-XX:TieredStopAtLevel=1";
    assertThat(installed.run(Map.of(), "question.wav").lines()).contains(firstOnly);
    assertThat(installed.run(Map.of()).lines()).contains(firstOnly);
    assertThat(installed.run(Map.of(), "batch", "folder").lines()).doesNotContain(firstOnly);
    assertThat(installed.run(Map.of(), "serve").lines()).doesNotContain(firstOnly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--version", "-V", "batch --help", "serve --help", "report --help",
      "compare --help", "devices --help", "doctor --help", "completion --help"})
  void showsWithoutAJvmWhatTheProgramWouldShow(String line) throws Exception {
    var args = line.split(" ");
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    assertThat(RealtimeCli.run(args, Map.of(), InputStream.nullInputStream(), print(out), print(err))).isZero();
    var nowhere = Map.of("JAVA_HOME", "", "PATH", folder.toString());
    var ended = installed.recording(folder).withHelp().run(nowhere, args);
    assertThat(ended.out()).isEqualTo(out.toString(UTF_8)).isNotEmpty();
    assertThat(ended.err()).isEqualTo(err.toString(UTF_8)).isEmpty();
    assertThat(ended.code()).isZero();
  }

  @Test
  void hasTheProgramItselfAnswerEverythingElse() throws Exception {
    installed.withHelp();
    for (var args : List.of(List.of("--help", "x.wav"), List.of("x.wav", "--help"), List.of("--version", "-q"),
        List.of("batch"), List.of("x", "--help"))) {
      assertThat(installed.run(Map.of(), args.toArray(String[]::new)).lines()).contains(MAIN);
    }
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }

  @Test
  void leavesTheChoiceOfACollectorToTheOptions() throws Exception {
    assertThat(installed.run(Map.of()).lines()).contains("-XX:+UseSerialGC");
    assertThat(installed.run(Map.of("REALTIME_CLI_JAVA_OPTS", "-Xmx1g -XX:+UseZGC")).lines()).contains("-XX:+UseZGC")
        .doesNotContain("-XX:+UseSerialGC");
    for (var variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"))
      assertThat(installed.run(Map.of(variable, "-XX:+UseG1GC -Xmx1g")).lines()).doesNotContain("-XX:+UseSerialGC");
    assertThat(installed.run(Map.of("REALTIME_CLI_JAVA_OPTS", "-XX:+UseGCOverheadLimit")).lines())
        .contains("-XX:+UseSerialGC");
  }

  private static Path classPath(Ended ended) throws IOException {
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    var lines = ended.lines();
    var jars = lines.get(lines.indexOf("-cp") + 1).split(File.pathSeparator);
    assertThat(jars[0]).endsWith("/lib/services.jar");
    return Path.of(jars[1]).toRealPath();
  }
}
