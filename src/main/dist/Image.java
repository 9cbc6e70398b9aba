import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lays out the program as people install it: the [Distribution] with a Java runtime of its own and what an operating
/// system wants of a program.
///
/// ```
/// bin/realtime-cli         the launcher
/// lib/*.jar, lib/*.aot     the program, and its classes as the runtime beside it keeps them in memory
/// runtime/                 the modules of the JDK that it needs
/// share/                   man pages and completions, in the folders below /usr/share
/// samples/                 what the class cache is made with, and a first question
/// legal/, LICENSE, NOTICE  licences of everything; those of the runtime are in runtime/legal
/// realtime-cli.cdx.json    the parts list
/// ```
///
/// Run by the build in source-file mode, for the parts list with the libraries on the class path:
/// `Image.java DISTRIBUTION PARTS LICENCES DATE FOLDER`, where PARTS is what the CycloneDX plugin wrote.
final class Image {
  /// What of java.desktop is there for windows, pictures and letters: sound needs none of it, and it is never loaded.
  private static final List<String> UNHEARD = List.of("awt", "fontmanager", "freetype", "mlib_image", "lcms",
      "splashscreen", "javajpeg", "psfont");

  private final Path distribution;
  private final Path parts;
  private final Path licences;
  private final Instant date;
  private final Path folder;

  private Image(String[] args) {
    distribution = Path.of(args[0]);
    parts = Path.of(args[1]);
    licences = Path.of(args[2]);
    date = Instant.parse(args[3]);
    folder = Path.of(args[4]).toAbsolutePath();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Image(args).lay();
  }

  private void lay() throws IOException, InterruptedException {
    delete(folder);
    copy(distribution, folder);
    copy(licences, folder.resolve("legal"));
    copy(Path.of("samples/gettysburg.wav"), folder.resolve("samples/gettysburg.wav"));
    var lib = folder.resolve("lib");
    Files.delete(lib.resolve("java.home"));
    for (var cache : files(lib).filter(file -> file.toString().endsWith(".aot")).toList()) {
      Files.delete(cache);
    }
    addRuntime(files(lib).filter(file -> file.toString().endsWith(".jar")).sorted().map(Path::toString).toList());
    addCompanions();
    new Sbom(parts, folder).write();
    for (var file : files(folder).toList()) {
      Files.setLastModifiedTime(file, FileTime.from(date)); // a cache is bound to the times of its jars
    }
    java(lib.resolve("realtime-cli.jar").toString(), "ClassCache", folder.toString(), work("rehearsal"));
  }

  /// The modules that the jars use, as small as the JDK's own linker makes them, and under the name of their build,
  /// without which the launcher takes no cache.
  private void addRuntime(List<String> jars) throws IOException, InterruptedException {
    var jdeps = new ArrayList<>(List.of("--ignore-missing-deps", "--multi-release", "25", "--print-module-deps"));
    jdeps.addAll(jars);
    var unheard = UNHEARD.stream().map(name -> "/java.desktop/*/*" + name + "*").collect(Collectors.joining(","));
    var release = Path.of(work("release"));
    Files.createDirectories(release.getParent());
    Files.writeString(release, "JAVA_RUNTIME_VERSION=\"" + System.getProperty("java.runtime.version") + "\"\n");
    var runtime = folder.resolve("runtime");
    // in a process of its own, as the order of the linker's plugins hangs on the hashes of objects
    int code = start(Path.of(System.getProperty("java.home"), "bin/jlink"), "-J-XX:+UnlockExperimentalVMOptions",
        "-J-XX:hashCode=2", "--add-modules", run("jdeps", jdeps.toArray(String[]::new)), "--no-header-files",
        "--no-man-pages", "--strip-debug", "--exclude-files=" + unheard, "--release-info", release.toString(),
        "--output", runtime.toString());
    if (code != 0) {
      throw new IOException("jlink ended with " + code);
    }
    // licences that several modules share are links, which not every system can unpack
    for (var link : files(runtime).filter(Files::isSymbolicLink).toList()) {
      var text = Files.readAllBytes(link);
      Files.delete(link);
      Files.write(link, text);
    }
  }

  private void addCompanions() throws IOException, InterruptedException {
    var classes = work("companions");
    var program = folder.resolve("lib/realtime-cli.jar").toString();
    run("javac", "-proc:none", "--release", "25", "-cp",
        files(folder.resolve("lib")).map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        "-d", classes, "src/main/dist/ManPage.java", "src/main/dist/Companions.java");
    int code = java(classes + File.pathSeparator + program, "io.github.realtimecli.cli.Companions",
        folder.resolve("share").toString(), date.toString().substring(0, "2026-11-22".length()));
    if (code != 0) {
      throw new IOException("no man pages and completions");
    }
  }

  /// Runs something with the runtime that was made.
  private int java(String classPath, String... args) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of("-cp", classPath), Stream.of(args)).toArray(String[]::new);
    return start(folder.resolve("runtime/bin/java"), command);
  }

  private static int start(Path program, String... args) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of(program.toString()), Stream.of(args)).toList();
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /// A tool of the JDK; what it says.
  private static String run(String tool, String... args) {
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, args);
    if (code != 0) {
      throw new IllegalStateException(tool + " ended with " + code + ": " + said);
    }
    return said.toString().strip();
  }

  private String work(String name) {
    return folder.resolveSibling("image-work").resolve(name).toString();
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (var file : files(from).toList()) {
      var copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var inside = Files.walk(folder)) {
        for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
