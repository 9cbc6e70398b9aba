import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program's classes as one build of the JVM keeps them in memory, made by a [Rehearsal] in an installed
/// distribution. A start takes about two thirds of the time with it; without it everything works, only later.
///
/// It lies in the program's jar beside the rehearsal, so that it can be made where the program is installed.
///
/// @param launcher whose flags are used, as the JVM takes a cache only with the flags that it was made with
/// @param speech   what is asked about
/// @param work     a folder for a certificate and a sound configuration, without blanks in its way from `lib`
record ClassCache(Path launcher, Path lib, Path speech, Path work) {
  static final boolean ON_WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final String PASSWORD = "rehearsal";

  /// Makes the cache of an installed program, with the runtime that runs this: `HOME WORK`. Ends with 1 when there is
  /// none.
  public static void main(String[] args) throws IOException, InterruptedException {
    var home = Path.of(args[0]).toRealPath();
    var work = Files.createDirectories(Path.of(args[1])).toRealPath();
    var launcher = home.resolve(ON_WINDOWS ? "bin/realtime-cli.cmd" : "bin/realtime-cli");
    var cache = new ClassCache(launcher, home.resolve("lib"), home.resolve("samples/gettysburg.wav"), work);
    System.exit(cache.make() ? 0 : 1);
  }

  /// Makes it, or says in one line why there is none. A cache appears whole or not at all.
  boolean make() throws IOException, InterruptedException {
    Files.createDirectories(work);
    var store = work.resolve("localhost.p12").toAbsolutePath();
    Files.deleteIfExists(store);
    int code = run(List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-J-XX:-UsePerfData",
        "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-keystore",
        store.toString(), "-storepass",
        PASSWORD),
        Map.of());
    var cache = "realtime-cli-" + System.getProperty("java.runtime.version") + ".aot";
    var unfinished = cache + ".new";
    Files.deleteIfExists(lib.resolve(cache));
    if (code == 0) {
      var aloud = !System.getProperty("os.name").equals("Linux");
      var file = speech.toAbsolutePath().toString();
      code = run(aloud ? List.of(launcher.toString(), "--mute", file) : List.of(launcher.toString(), file),
          Map.of("JAVA_HOME", System.getProperty("java.home"), "ALSA_CONFIG_PATH", silence(),
              "REALTIME_CLI_JAVA_OPTS", flags(unfinished)));
    }
    boolean made = code == 0 && Files.exists(lib.resolve(unfinished));
    if (made) {
      Files.move(lib.resolve(unfinished), lib.resolve(cache), StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.deleteIfExists(lib.resolve(unfinished));
      Files.deleteIfExists(lib.resolve(unfinished + ".config"));
      System.out.println("No class cache, as its rehearsal ended with " + code + ": see " + work.resolve("log"));
    }
    return made;
  }

  /// The launcher's own class path and main class come after these, and so become arguments of the rehearsal's. Paths
  /// are relative, as the launcher splits options at blanks. Recorded profiles would make the first compiler start
  /// early, which a short run has to pay for: they are left out.
  private String flags(String cache) {
    var store = lib.relativize(work).resolve("localhost.p12");
    return String.join(" ", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache,
        "-Djavax.net.ssl.keyStore=" + store, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD, "-cp",
        "realtime-cli.jar", "Rehearsal");
  }

  /// A sound device that is always there and never heard.
  private String silence() throws IOException {
    var devices = "pcm.!default { type null }\nctl.!default { type null }\n";
    return Files.writeString(work.resolve("alsa.conf"), devices, UTF_8).toAbsolutePath().toString();
  }

  private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(lib.toFile())
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("log").toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
