package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.transport.Network;
import io.github.realtimecli.turn.Failure;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The program behind `main`: reads the command line and runs what it asks for.
public final class Program {
  private static final Set<String> NO_QUESTION = Set.of("-h", "--help", "-V", "--version");

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Interrupts interrupts;

  public Program(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err,
      Interrupts interrupts) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
    this.interrupts = interrupts;
  }

  /// @return the exit code; never throws
  public int run(String[] args) {
    int code = obey(Command.usual(args));
    return code == ExitCode.ANSWERED && out.checkError() ? stopped(new Stop(UserError.NO_STDOUT)) : code;
  }

  private int obey(String[] args) {
    Command command = Command.of(args);
    try {
      Command.checkName(args);
      if (command == Command.ASK && asks(args))
        warm(args);
      String[] rest = command.rest(args);
      ParseResult parsed = parse(command, command.asks() ? TurnOptions.spelledOut(rest) : rest);
      if (parsed.hasMatchedOption("--help"))
        return show(command.help());
      if (parsed.hasMatchedOption("--version"))
        return show(Help.version());
      Terminal terminal = new Terminal(out, err, AskOptions.level(parsed), environment);
      Logs.set(terminal.level());
      return switch (command) {
        case ASK -> new Ask(AskOptions.of(parsed), terminal, environment, in, interrupts).run();
        case BATCH -> new Batch(BatchOptions.of(parsed), terminal, environment, in, interrupts).run();
        case DOCTOR -> new Doctor(parsed, terminal, environment, in).run();
        case DEVICES -> new DeviceTable(parsed, terminal, interrupts).run();
        case REPORT -> new Report(ReportOptions.of(parsed), terminal, interrupts).run();
        case COMPARE -> new Compare(CompareOptions.of(parsed), terminal).run();
        case COMPLETION -> new Completion(parsed, terminal).run();
        case SERVE -> new Serve(ServeOptions.of(parsed), terminal, interrupts).run();
      };
    } catch (ParameterException e) {
      return stopped(Stop.misuse(ErrorText.ofParser(e), command.hint()));
    } catch (Stop e) {
      return stopped(e);
    } catch (InvalidPathException e) {
      return stopped(Stop.misuse("'" + e.getInput() + "' cannot be the name of a file here",
          "check its characters and the locale (LC_ALL)"));
    } catch (InterruptedException e) {
      return ExitCode.INTERRUPTED;
    } catch (RuntimeException | Error e) {
      LoggerFactory.getLogger(Program.class).debug("not foreseen", e);
      return stopped(new Stop(UserError.of(new Failure.Bug(e.toString()), "")));
    }
  }

  private static boolean asks(String[] args) {
    boolean asks = false;
    for (String arg : args) {
      if (NO_QUESTION.contains(arg))
        return false;
      asks |= !arg.startsWith("-");
    }
    return asks;
  }

  /// Starts in the background, before the options are even read, what a question will need in a moment: TLS when it will
  /// likely go through that, and what the connection and the reading of the answer load first.
  private void warm(String[] args) {
    if (!isPlain(args))
      Network.warmTls();
    Thread.ofPlatform().daemon().name("warm").start(() -> {
      Network.warm();
      Reading.warm();
    });
  }

  private boolean isPlain(String[] args) {
    String url = environment.getOrDefault("OPENAI_BASE_URL", "");
    for (String arg : args) {
      if (arg.equals("--local"))
        return true;
      if (arg.contains("://"))
        url = arg.startsWith("--url=") ? arg.substring("--url=".length()) : arg;
    }
    return url.startsWith("ws:") || url.startsWith("http:");
  }

  private static ParseResult parse(Command command, String[] args) {
    return new CommandLine(command.spec(), Command.FACTORY).setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(true)
        .parseArgs(args);
  }

  private int show(String text) {
    out.print(text);
    out.flush();
    return ExitCode.ANSWERED;
  }

  private int stopped(Stop stop) {
    new Terminal(out, err, Terminal.Level.QUIET, environment).complain("", stop.complaint());
    return stop.complaint().exitCode();
  }
}
