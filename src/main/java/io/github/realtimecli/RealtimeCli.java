package io.github.realtimecli;

import io.github.realtimecli.cli.Interrupts;
import io.github.realtimecli.cli.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The program. Results go to `out`, everything else to `err`; what is returned is the exit code.
public final class RealtimeCli {
  private static final int INTERRUPTED = 130;
  private static final String CARRIERS = "jdk.virtualThreadScheduler.maxPoolSize";
  private static final int MORE_CARRIERS = 8;

  private RealtimeCli() {}

  public static void main(String[] args) {
    // the JDK looks for services of others where this points, for a host's name already: what it looks for there is in none of
    // our jars, which it would have to open
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    // nor need picocli look for its converters of types that no option of ours has
    System.setProperty("picocli.converters.excludes", "java.*");
    // a virtual thread that waits for a disk blocks the thread that carries it, and another one is started in its place: enough
    // for a slow disk not to stop those that speak, not one for every conversation
    if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null
        && System.getProperty(CARRIERS) == null)
      System.setProperty(CARRIERS, String.valueOf(Runtime.getRuntime().availableProcessors() + MORE_CARRIERS));
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(interrupts), "interrupted"));
    int code = run(args, System.getenv(), System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), interrupts);
    interrupts.end(code);
    if (!interrupts.requested())
      Runtime.getRuntime().halt(code);
  }

  /// Runs one command line.
  ///
  /// @param in  raw audio for the file `-`
  /// @param out the result and nothing else
  public static int run(String[] args, Map<String, String> environment, InputStream in, PrintStream out,
      PrintStream err) {
    return run(args, environment, in, out, err, new Interrupts());
  }

  private static int run(String[] args, Map<String, String> environment, InputStream in, PrintStream out,
      PrintStream err, Interrupts interrupts) {
    int code = new Program(environment, in, out, err, interrupts).run(args);
    out.flush();
    err.flush();
    return code;
  }

  /// Runs beside `main` when the process is asked to go: waits for what was received to be saved.
  private static void interrupted(Interrupts interrupts) {
    interrupts.interrupt();
    int code = INTERRUPTED;
    try {
      code = interrupts.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
