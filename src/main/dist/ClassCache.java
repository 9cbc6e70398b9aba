import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program's classes as one build of the JVM keeps them in memory, made by a [Rehearsal] in an installed
/// distribution. Without it everything works, only two to three times as late.
///
/// It lies in the program's jar beside the rehearsal, so that it can be made where the program is installed.
///
/// @param launcher whose flags are used, as the JVM takes a cache only with the flags that it was made with
/// @param speech   what is asked about
/// @param work     a folder for all that a rehearsal needs and leaves, without blanks in its way from `lib`
record ClassCache(Path launcher, Path lib, Path speech, Path work) {
  static final String LAUNCHER = System.getProperty("os.name").startsWith("Windows")
      ? "realtime-cli.cmd"
      : "realtime-cli";
  private static final Pattern OTHERS = Pattern.compile(
      "(JAVA_TOOL|JDK_JAVA|_JAVA|JDK_AOT_VM)_OPTIONS$|(OPENAI|AZURE|REALTIME)_|(ALL|HTTPS?|NO)_PROXY$",
      Pattern.CASE_INSENSITIVE);
  private static final String SERVER = "-Drehearsal.server=";
  private static final String AUTHORITY = "-Drehearsal.authority=";
  private static final String NO_NATIVE = "-Djava.library.path=";
  /// As many bytes as make a recording a long one for the launcher.
  private static final int LONG = 8_000_000;

  ClassCache {
    launcher = launcher.toAbsolutePath();
    lib = lib.toAbsolutePath();
    speech = speech.toAbsolutePath();
    work = work.toAbsolutePath();
  }

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
    Files.deleteIfExists(work.resolve("log"));
    for (var kind : Kind.values()) {
      Files.deleteIfExists(lib.resolve(kind.file()));
    }
    int code = keys().make(tool("keytool"), command -> run(command, Map.of()));
    if (code != 0) {
      return none(code);
    }
    var server = start(Stream.of(List.of(tool("java"), "-XX:-UsePerfData"), keys().options(), rehearsal())
        .flatMap(List::stream)
        .toList(), Map.of(), ProcessBuilder.Redirect.PIPE);
    try (var said = server.inputReader()) {
      // before them the JVM may have something to say
      var servers = said.lines().filter(line -> line.startsWith("ws://")).findFirst().orElse(null);
      if (servers == null) {
        return none(-1);
      }
      var secure = servers.split(",")[1];
      return record(Kind.PLAIN, SERVER + servers.split(",")[0])
          // the launcher takes its question for one of the next kind, whose cache must not be there yet
          & record(Kind.JAVA, NO_NATIVE, SERVER + secure, AUTHORITY + keys().authority())
          // where BoringSSL is not there nobody asks for it
          & (!Files.exists(lib.resolve("native"))
              || record(Kind.SECURE, SERVER + secure, AUTHORITY + keys().authority()))
          & record(Kind.BATCH, SERVER + servers)
          // looks at that batch
          & record(Kind.WHOLE);
    } finally {
      server.destroy();
    }
  }

  /// What the JVM loads from a cache it loads whole, before it runs anything: a question to a server elsewhere, where a
  /// start counts most, has one of its own, another one where the JDK has to speak TLS and a third where TLS does not come
  /// into it; a batch has one too.
  private enum Kind {
    PLAIN("-ws", "--version", "--url=ws://127.0.0.1/"), JAVA("-java", "--version", "--quiet"),
    SECURE("-ask", "--version", "--quiet"), BATCH("-batch", "batch", "--version"), WHOLE("", "--version", "--local");

    private final String ending;
    /// A command with which the launcher chooses it.
    private final List<String> command;

    Kind(String ending, String... command) {
      this.ending = ending;
      this.command = List.of(command);
    }

    /// The name that the launcher looks for.
    String file() {
      return "realtime-cli-" + System.getProperty("java.runtime.version") + ending + ".aot";
    }
  }

  private boolean record(Kind kind, String... options) throws IOException, InterruptedException {
    var unfinished = lib.resolve(kind.file() + ".new");
    var command = Stream.concat(Stream.of(launcher.toString()), question(kind).stream()).toList();
    int code = run(command, Map.of("JAVA_HOME", System.getProperty("java.home"), "ALSA_CONFIG_PATH", silence(),
        "OPENAI_API_KEY", "sk-rehearsal", "REALTIME_CLI_JAVA_OPTS", flags(unfinished, options)));
    if (code == 0 && Files.exists(unfinished)) {
      Files.move(unfinished, lib.resolve(kind.file()), StandardCopyOption.ATOMIC_MOVE);
      // a JVM that does not know the flags which go with a cache must have none
      code = run(check(kind), Map.of("JAVA_HOME", System.getProperty("java.home"), "REALTIME_CLI_JAVA_OPTS",
          kind == Kind.JAVA ? NO_NATIVE : ""));
      if (code == 0) {
        return true;
      }
      Files.delete(lib.resolve(kind.file()));
    }
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(Path.of(unfinished + ".config"));
    return none(code);
  }

  /// A start with all the flags that the launcher has for this kind.
  private List<String> check(Kind kind) throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(kind.command);
    if (kind == Kind.JAVA) {
      var recording = work.resolve("long.wav");
      try (var file = new RandomAccessFile(recording.toFile(), "rw")) {
        file.setLength(LONG);
      }
      command.add(recording.toString());
    }
    return command;
  }

  /// What is asked; the first word is what the launcher chooses its flags by.
  private List<String> question(Kind kind) throws IOException {
    if (kind == Kind.BATCH) {
      return List.of("batch", "--fresh", "-o", work.resolve("run").toString(), folder().toString());
    }
    var aloud = !System.getProperty("os.name").equals("Linux");
    return Stream.of(kind == Kind.WHOLE ? "--local" : "", aloud ? "--mute" : "", speech.toString())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Path folder() throws IOException {
    var folder = Files.createDirectories(work.resolve("questions"));
    for (var name : List.of("1.wav", "2.wav")) {
      Files.copy(speech, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return folder;
  }

  private boolean none(int code) {
    System.out.println("No class cache, as its rehearsal ended with " + code + ": see " + work.resolve("log"));
    return false;
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /// The JVM's options in a file of them, which knows blanks where the launcher's variable does not; the launcher's own
  /// class path and main class come after these, and so become arguments of the rehearsal's. The class path is the whole
  /// one: a JVM looks for the jar where it was recorded, and throws an exception for each class when it is not there.
  /// Recorded profiles would make the first compiler start early, which a short run has to pay for: they are left out.
  private String flags(Path cache, String... options) throws IOException {
    var words = Stream.of(
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache,
            "-Drehearsal.folder=" + work),
        keys().options(), List.of(options), rehearsal()).flatMap(List::stream);
    // as the JVM reads it
    var encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    var file = Files.write(work.resolve("options"), words.map(ClassCache::quoted).toList(), encoding);
    return "@" + (file.toString().contains(" ") ? lib.relativize(file) : file);
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private List<String> rehearsal() {
    return List.of("-cp", lib.resolve("services.jar") + File.pathSeparator + lib.resolve("realtime-cli.jar"),
        "Rehearsal");
  }

  private RehearsalKeys keys() {
    return RehearsalKeys.in(work);
  }

  /// A sound device that is always there and never heard.
  private String silence() throws IOException {
    var devices = "pcm.!default { type null }\nctl.!default { type null }\n";
    return Files.writeString(work.resolve("alsa.conf"), devices, UTF_8).toString();
  }

  private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
    var process = start(command, environment, ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()));
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
    // what others want of every JVM or of this program would be part of the cache, or in the way of it
    builder.environment().keySet().removeIf(name -> OTHERS.matcher(name).lookingAt());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
