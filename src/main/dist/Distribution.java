import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Lays out the runnable program that `mvn package` leaves behind:
///
/// ```
/// bin/realtime-cli        the launcher; realtime-cli.cmd on Windows
/// lib/realtime-cli.jar    the program; its manifest names the jars beside it
/// lib/services.jar        which of its classes the JDK looks for by a service's name
/// lib/*.jar
/// lib/native/*            BoringSSL for this system, where there is one
/// lib/java.home           the JDK that built it, for the launcher
/// lib/*.aot               the program's classes, as that JDK's build keeps them in memory: see ClassCache
/// lib/compiled-twice.txt  what the second compiler is to compile
/// lib/help/*.txt          what needs no JVM to be shown
/// share/realtime-cli/jobs job files for more machines
/// ```
///
/// Run by the build in source-file mode: `Distribution.java PROJECT-JAR CLASS-PATH PICOCLI-SOURCES DATE FOLDER`.
final class Distribution {
  private final Path jar;
  private final List<Path> libraries;
  private final Path picocliSources;
  private final String date;
  private final Path folder;

  private Distribution(String[] args) {
    jar = Path.of(args[0]);
    libraries = Stream.of(args[1].split(File.pathSeparator)).map(Path::of).filter(Files::isRegularFile).toList();
    picocliSources = Path.of(args[2]);
    date = args[3];
    folder = Path.of(args[4]).toAbsolutePath();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Distribution(args).lay();
  }

  private void lay() throws IOException, InterruptedException {
    var dist = Path.of("src/main/dist");
    var lib = clean(folder.resolve("lib"));
    var jackson = new ArrayList<Path>();
    for (var library : libraries) {
      var name = library.getFileName().toString();
      if (name.startsWith("picocli-")) {
        copy(recompiled(library), lib.resolve(name));
      } else if (name.startsWith("conscrypt-")) {
        unpack(library, lib);
      } else if (name.startsWith("bcprov-")) {
        unsign(library, lib.resolve(name));
      } else {
        copy(library, lib.resolve(name));
      }
      if (name.startsWith("jackson-core-") || name.startsWith("jackson-databind-")) {
        jackson.add(lib.resolve(name));
      }
    }
    makeNumbersLate(jackson);
    copy(jar, lib.resolve("realtime-cli.jar"));
    Files.writeString(lib.resolve("java.home"), System.getProperty("java.home") + "\n", UTF_8);
    var launcher = clean(folder.resolve("bin")).resolve(ClassCache.LAUNCHER);
    copy(dist.resolve(ClassCache.LAUNCHER), launcher);
    copy(dist.resolve("compiled-twice.txt"), lib.resolve("compiled-twice.txt"));
    setRunnable(launcher, true);
    var jobs = clean(folder.resolve("share/realtime-cli/jobs"));
    try (var files = Files.list(dist.resolve("jobs"))) {
      for (var file : files.toList()) {
        var job = jobs.resolve(file.getFileName());
        copy(file, job);
        setRunnable(job, job.toString().endsWith(".sh"));
      }
    }
    copy(Path.of("LICENSE"), folder.resolve("LICENSE"));
    copy(dist.resolve("NOTICE"), folder.resolve("NOTICE"));
    addHelp(lib.resolve("help"));
    addServices(lib.resolve("services.jar"));
    makeCallsPlain(lib.resolve("realtime-cli.jar"));
    addRehearsal(lib.resolve("realtime-cli.jar"));
    new ClassCache(launcher, lib, Path.of("samples/gettysburg.wav"), folder.resolveSibling("rehearsal")).make();
  }

  /// picocli's own sources as class files of this release: the published ones are Java 5's, which no archive of
  /// classes takes and which only the slow verifier checks. Made once, and again when the sources jar or this is newer.
  private Path recompiled(Path published) throws IOException {
    var work = picocliSources.resolveSibling("picocli");
    var result = work.resolve(published.getFileName());
    if (isNewer(result, picocliSources) && isNewer(result, Path.of("src/main/dist/Distribution.java"))) {
      return result;
    }
    clean(work);
    var sources = clean(work.resolve("sources"));
    var classes = clean(work.resolve("classes"));
    jar("--extract", "--file", picocliSources.toString(), "--dir", sources.toString());
    jar("--extract", "--file", published.toString(), "--dir", classes.toString(), "META-INF/MANIFEST.MF");
    var manifest = work.resolve("MANIFEST.MF");
    Files.move(classes.resolve("META-INF/MANIFEST.MF"), manifest);
    var javac = new ArrayList<>(List.of("--release", "25", "-proc:none", "-nowarn", "-Xlint:none", "-g:source,lines",
        "-XDstringConcat=inline", "-d", classes.toString()));
    try (var files = Files.walk(sources)) {
      files.filter(file -> file.toString().endsWith(".java")).sorted().map(Path::toString).forEach(javac::add);
    }
    run("javac", javac.toArray(String[]::new));
    copy(Path.of("LICENSE"), classes.resolve("META-INF/LICENSE"));
    var made = work.resolve("made.jar");
    jar("--create", "--file", made.toString(), "--manifest", manifest.toString(), "--date", date, "-C",
        classes.toString(), ".");
    return Files.move(made, result);
  }

  /// Conscrypt without its documentation, with some of its calls replaced, its native library for this system as a file:
  /// unpacked from the jar at each start it would cost 20 ms, and could not be loaded where temporary files may not be run.
  private void unpack(Path published, Path lib) throws IOException {
    var contents = clean(folder.resolveSibling("conscrypt"));
    jar("--extract", "--file", published.toString(), "--dir", contents.toString(), "META-INF", "org");
    var natives = contents.resolve("META-INF/native");
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0].replace("mac", "osx");
    var machine = System.getProperty("os.arch").replace("amd64", "x86_64").replace("aarch64", "aarch_64");
    try (var files = Files.list(natives)) {
      for (var file : files.filter(each -> each.toString().contains("-" + system + "-" + machine + ".")).toList()) {
        copy(file, lib.resolve("native").resolve(file.getFileName()));
      }
    }
    clean(natives);
    try (var files = Files.walk(contents)) {
      for (var page : files.filter(each -> each.toString().endsWith(".html")).toList()) {
        Files.delete(page);
      }
    }
    CryptoCalls.in(contents, EnumSet.allOf(CryptoCalls.Call.class));
    jar("--create", "--file", lib.resolve(published.getFileName()).toString(), "--date", date, "-C",
        contents.toString(), ".");
  }

  /// Bouncy Castle without its signature, which the JVM would check at each start and for which no cache takes its classes,
  /// without what it has for other Javas and for ciphers that TLS does not speak, and with some of its calls replaced.
  private void unsign(Path published, Path jar) throws IOException {
    var contents = clean(folder.resolveSibling("plain"));
    jar("--extract", "--file", published.toString(), "--dir", contents.toString(), "org", "META-INF/LICENSE.md");
    clean(contents.resolve("org/bouncycastle/pqc"));
    // what looks for certificates in folders on the network, for which a Java runtime would have to hold more
    try (var files = Files.walk(contents)) {
      for (var file : files.filter(each -> each.getFileName().toString().matches(".*LDAP.*|CrlCache.*")).toList()) {
        Files.delete(file);
      }
    }
    CryptoCalls.in(contents, EnumSet.of(CryptoCalls.Call.NAME_LOGGER));
    jar("--create", "--file", jar.toString(), "--date", date, "-C", contents.toString(), ".");
  }

  /// The list of the program's services in a jar of its own, the first of the class path. The JDK asks for one at a start over
  /// TLS, opens the jar that has it three times, and looks one entry of the class path ahead: that is the program's jar,
  /// whose own list ends the search before the libraries.
  private void addServices(Path first) throws IOException {
    var lists = clean(folder.resolveSibling("plain"));
    jar("--extract", "--file", jar.toString(), "--dir", lists.toString(), "META-INF/services");
    jar("--create", "--file", first.toString(), "--no-manifest", "--date", date, "-C", lists.toString(), "META-INF");
  }

  /// The texts as files of their own, which the launcher can show without a JVM.
  private void addHelp(Path texts) throws IOException {
    var name = "io/github/realtimecli/cli";
    var resources = clean(folder.resolveSibling("plain"));
    jar("--extract", "--file", jar.toString(), "--dir", resources.toString(), name);
    try (var files = Files.list(resources.resolve(name))) {
      for (var file : files.filter(each -> each.toString().endsWith(".txt")).toList()) {
        copy(file, texts.resolve(file.getFileName()));
      }
    }
  }

  /// See [PlainCalls].
  private void makeCallsPlain(Path program) throws IOException {
    var classes = clean(folder.resolveSibling("plain"));
    jar("--extract", "--file", program.toString(), "--dir", classes.toString(), "io");
    try (var library = new URLClassLoader(new URL[]{program.toUri().toURL()})) {
      PlainCalls.in(classes, library);
    }
    jar("--update", "--file", program.toString(), "--date", date, "-C", classes.toString(), ".");
  }

  /// See [JacksonNumbers].
  private void makeNumbersLate(List<Path> jackson) throws IOException {
    var jars = new ArrayList<URL>();
    for (var library : libraries) {
      jars.add(library.toUri().toURL());
    }
    try (var library = new URLClassLoader(jars.toArray(URL[]::new))) {
      var numbers = new JacksonNumbers(library);
      for (var one : jackson) {
        var classes = clean(folder.resolveSibling("plain"));
        jar("--extract", "--file", one.toString(), "--dir", classes.toString(), "tools");
        numbers.in(classes);
        jar("--update", "--file", one.toString(), "--date", date, "-C", classes.toString(), ".");
      }
      numbers.check();
    }
  }

  /// The rehearsal has to lie in the program's own jar: a cache is bound to the class path that it was made with. What
  /// holds it goes with it, for programs whose cache is made where they are installed.
  private void addRehearsal(Path program) throws IOException {
    var classes = clean(folder.resolveSibling("rehearsal").resolve("classes"));
    run("javac", "--release", "25", "-cp", program.toString(), "-d", classes.toString(),
        "src/main/dist/Rehearsal.java", "src/main/dist/RehearsalKeys.java", "src/main/dist/ClassCache.java");
    jar("--update", "--file", program.toString(), "--date", date, "-C", classes.toString(), ".");
  }

  private static boolean isNewer(Path made, Path source) throws IOException {
    return Files.exists(made) && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) >= 0;
  }

  private static void setRunnable(Path file, boolean runnable) throws IOException {
    if (!file.toFile().setExecutable(runnable, false)) {
      throw new IOException("cannot set the run bit of " + file);
    }
  }

  private static void jar(String... args) {
    run("jar", args);
  }

  private static void run(String tool, String... args) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, args);
    if (code != 0) {
      throw new IllegalStateException(tool + " ended with " + code);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path clean(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var inside = Files.walk(folder)) {
        for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
