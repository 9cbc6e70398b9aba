package io.github.realtimecli.cli;

import io.github.realtimecli.server.LocalServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The embedded server on its own, for other clients and for tests: prints its URL, runs until it is interrupted.
final class Serve {
  private static final int DECODERS = 2;

  private final int port;
  private final Terminal terminal;
  private final Interrupts interrupts;

  Serve(ParseResult parsed, Terminal terminal, Interrupts interrupts) {
    this.port = parsed.matchedOptionValue("--port", 0);
    this.terminal = terminal;
    this.interrupts = interrupts;
    if (port < 0 || port > 65535)
      throw Stop.misuse("--port: there is no port " + port, "choose one from 1 to 65535, or leave it out");
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(OptionSpec.builder("--port").arity("1").type(int.class).build());
  }

  int run() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    interrupts.during(stop::countDown);
    try (LocalServer server = LocalServer.start(port, DECODERS, LocalServer.SESSION_LIMIT)) {
      terminal.resultLine(server.uri().toString());
      stop.await();
    } catch (IOException e) {
      throw new Stop(new Complaint("cannot listen on port " + port + ": " + e.getMessage(), "choose another --port",
          ExitCode.NETWORK));
    }
    return ExitCode.ANSWERED;
  }
}
