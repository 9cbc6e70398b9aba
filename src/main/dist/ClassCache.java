import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program's classes as one build of the JVM keeps them in memory, made by a [Rehearsal] in an installed
/// distribution. A start takes about two thirds of the time with it; without it everything works, only later.
///
/// It lies in the program's jar beside the rehearsal, so that it can be made where the program is installed.
///
/// @param launcher whose flags are used, as the JVM takes a cache only with the flags that it was made with
/// @param speech   what is asked about
/// @param work     a folder for a certificate and a sound configuration, without blanks in its way from `lib`
record ClassCache(Path launcher, Path lib, Path speech, Path work) {
  static final String LAUNCHER = System.getProperty("os.name").startsWith("Windows")
      ? "realtime-cli.cmd"
      : "realtime-cli";
  private static final String PASSWORD = "rehearsal";
  private static final String SERVERS = "-Drehearsal.servers=";

  /// Makes the cache of an installed program, with the runtime that runs this: `HOME WORK`. Ends with 1 when there is
  /// none.
  public static void main(String[] args) throws IOException, InterruptedException {
    var home = Path.of(args[0]).toRealPath();
    var work = Files.createDirectories(Path.of(args[1])).toRealPath();
    var cache = new ClassCache(home.resolve("bin").resolve(LAUNCHER), home.resolve("lib"),
        home.resolve("samples/gettysburg.wav"), work);
    System.exit(cache.make() ? 0 : 1);
  }

  /// Makes them, or says in one line why there is none. A cache appears whole or not at all.
  boolean make() throws IOException, InterruptedException {
    Files.createDirectories(work);
    var store = work.resolve("localhost.p12").toAbsolutePath();
    Files.deleteIfExists(store);
    for (var kind : Kind.values()) {
      Files.deleteIfExists(lib.resolve(kind.file()));
    }
    int code = run(
        List.of(tool("keytool"), "-J-XX:-UsePerfData", "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
            "san=dns:localhost", "-keystore", store.toString(), "-storepass", PASSWORD),
        Map.of());
    if (code != 0) {
      return none(code);
    }
    var server = start(
        Stream.of(List.of(tool("java"), "-XX:-UsePerfData"), keys(), List.of("-cp", "realtime-cli.jar", "Rehearsal"))
            .flatMap(List::stream)
            .toList(),
        Map.of(), ProcessBuilder.Redirect.PIPE);
    try (var said = server.inputReader()) {
      // before them the JVM may have something to say
      var servers = said.lines().filter(line -> line.startsWith("ws://")).findFirst().orElse(null);
      if (servers == null) {
        return none(-1);
      }
      return record(Kind.PLAIN, SERVERS + servers.split(",")[0]) & record(Kind.SECURE, SERVERS + servers)
          & record(Kind.WHOLE);
    } finally {
      server.destroy();
    }
  }

  /// What the JVM loads from a cache it loads whole, before it runs anything: a question to a server elsewhere, where a
  /// start counts most, has one of its own, and another one where TLS does not come into it.
  private enum Kind {
    PLAIN("-ws", "--url=ws://127.0.0.1/"), SECURE("-ask", "--quiet"), WHOLE("", "--local");

    private final String ending;
    /// An option with which the launcher chooses it.
    private final String option;

    Kind(String ending, String option) {
      this.ending = ending;
      this.option = option;
    }

    /// The name that the launcher looks for.
    String file() {
      return "realtime-cli-" + System.getProperty("java.runtime.version") + ending + ".aot";
    }
  }

  private boolean record(Kind kind, String... options) throws IOException, InterruptedException {
    var unfinished = kind.file() + ".new";
    var aloud = !System.getProperty("os.name").equals("Linux");
    var file = speech.toAbsolutePath().toString();
    // the first argument is what the launcher chooses its flags by
    var command = Stream.of(launcher.toString(), kind == Kind.WHOLE ? "--local" : "", aloud ? "--mute" : "", file)
        .filter(word -> !word.isEmpty())
        .toList();
    int code = run(command, Map.of("JAVA_HOME", System.getProperty("java.home"), "ALSA_CONFIG_PATH", silence(),
        "REALTIME_CLI_JAVA_OPTS", flags(unfinished, options)));
    if (code == 0 && Files.exists(lib.resolve(unfinished))) {
      Files.move(lib.resolve(unfinished), lib.resolve(kind.file()), StandardCopyOption.ATOMIC_MOVE);
      // a JVM that does not know the flags which go with a cache must have none
      code = run(List.of(launcher.toString(), "--version", kind.option),
          Map.of("JAVA_HOME", System.getProperty("java.home")));
      if (code == 0) {
        return true;
      }
      Files.delete(lib.resolve(kind.file()));
    }
    Files.deleteIfExists(lib.resolve(unfinished));
    Files.deleteIfExists(lib.resolve(unfinished + ".config"));
    return none(code);
  }

  private boolean none(int code) {
    System.out.println("No class cache, as its rehearsal ended with " + code + ": see " + work.resolve("log"));
    return false;
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /// The launcher's own class path and main class come after these, and so become arguments of the rehearsal's. Paths
  /// are relative, as the launcher splits options at blanks. Recorded profiles would make the first compiler start
  /// early, which a short run has to pay for: they are left out.
  private String flags(String cache, String... options) {
    return Stream.of(
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache),
        keys(), List.of(options), List.of("-cp", "realtime-cli.jar", "Rehearsal"))
        .flatMap(List::stream)
        .collect(Collectors.joining(" "));
  }

  private List<String> keys() {
    var store = lib.relativize(work).resolve("localhost.p12");
    return List.of("-Djavax.net.ssl.keyStore=" + store, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /// A sound device that is always there and never heard.
  private String silence() throws IOException {
    var devices = "pcm.!default { type null }\nctl.!default { type null }\n";
    return Files.writeString(work.resolve("alsa.conf"), devices, UTF_8).toAbsolutePath().toString();
  }

  private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
    var process = start(command, environment, ProcessBuilder.Redirect.to(work.resolve("log").toFile()));
    process.getOutputStream().close();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private Process start(List<String> command, Map<String, String> environment, ProcessBuilder.Redirect output)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(lib.toFile()).redirectErrorStream(true).redirectOutput(output);
    // what others want of every JVM would be part of the cache, or in the way of it
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
