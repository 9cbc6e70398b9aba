package io.github.realtimecli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A copy of the built distribution in a folder of its own, without a cache and without a recorded JDK, run with nothing
/// in its environment but what the test puts there.
final class Installed {
  private static final Path BUILT = Path.of(System.getProperty("distribution"));

  /// What a process that has ended left behind.
  record Ended(int code, String out, String err, long pid) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private final Path home;

  private Installed(Path home) {
    this.home = home;
  }

  static Installed in(Path home) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(BUILT.resolve("bin/realtime-cli"), home.resolve("bin/realtime-cli"));
    try (var jars = Files.newDirectoryStream(BUILT.resolve("lib"), "*.jar")) {
      for (var jar : jars) {
        Files.copy(jar, home.resolve("lib").resolve(jar.getFileName()));
      }
    }
    return new Installed(home);
  }

  /// With the texts that the launcher shows without a JVM.
  Installed withHelp() throws IOException {
    Files.createDirectories(home.resolve("lib/help"));
    try (var texts = Files.newDirectoryStream(BUILT.resolve("lib/help"))) {
      for (var text : texts) {
        Files.copy(text, home.resolve("lib/help").resolve(text.getFileName()));
      }
    }
    return this;
  }

  Path home() {
    return home;
  }

  Path launcher() {
    return home.resolve("bin/realtime-cli");
  }

  Path jar() {
    return home.resolve("lib/realtime-cli.jar");
  }

  Installed recording(Path jdk) throws IOException {
    Files.writeString(home.resolve("lib/java.home"), jdk + "\n", UTF_8);
    return this;
  }

  Installed with(String file, String content) throws IOException {
    Files.writeString(home.resolve("lib").resolve(file), content, UTF_8);
    return this;
  }

  Ended run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
    return run(home, environment, Stream.concat(Stream.of(launcher().toString()), Stream.of(args)).toList());
  }

  static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var out = Files.createTempFile("launched", ".out");
    var err = Files.createTempFile("launched", ".err");
    try {
      var process = new ProcessBuilder(command).directory(folder.toFile())
          .redirectOutput(out.toFile())
          .redirectError(err.toFile());
      process.environment().clear();
      process.environment().putAll(environment);
      var run = process.start();
      run.getOutputStream().close();
      if (!run.waitFor(60, TimeUnit.SECONDS)) {
        run.destroyForcibly();
        throw new AssertionError("still running after a minute: " + command);
      }
      return new Ended(run.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8), run.pid());
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /// A JDK of that version whose `java` only tells who it is and what it was given: its home, its process, and an
  /// argument a line.
  static Path fakeJdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), """
        IMPLEMENTOR="Nobody"
        JAVA_RUNTIME_VERSION="%1$s+1-fake"
        JAVA_VERSION="%1$s"
        OS_NAME="Linux"
        """.formatted(version), UTF_8);
    var java = Files.writeString(home.resolve("bin/java"), """
        #!/bin/sh
        printf '%%s\\n' '%s' "$$" "$@"
        """.formatted(home), UTF_8);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }
}
