package io.github.realtimecli.cli;

import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.server.ServerObserver;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// The embedded server on its own, for other clients and for tests: prints its URL, runs until it is interrupted.
final class Serve {
  private static final int DECODERS = 2;

  private final ServeOptions options;
  private final Terminal terminal;
  private final Interrupts interrupts;

  Serve(ServeOptions options, Terminal terminal, Interrupts interrupts) {
    this.options = options;
    this.terminal = terminal;
    this.interrupts = interrupts;
  }

  int run() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    interrupts.during(stop::countDown);
    try (LocalServer server = start()) {
      terminal.resultLine(server.uri().toString());
      stop.await();
    } catch (IOException e) {
      throw new Stop(new UserError("cannot listen on port " + options.port() + ": " + e.getMessage(),
          "choose another --port", ExitCode.NETWORK));
    }
    return ExitCode.ANSWERED;
  }

  private LocalServer start() throws IOException {
    ServerObserver witness = terminal.level().compareTo(Terminal.Level.VERBOSE) < 0
        ? ServerObserver.NOBODY
        : new ServeLog(terminal);
    return options.replay() == null
        ? LocalServer.start(options.port(), DECODERS, options.behaviour(), witness)
        : LocalServer.reciting(options.port(), DECODERS, options.replay(), witness);
  }
}
