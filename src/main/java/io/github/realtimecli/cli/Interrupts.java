package io.github.realtimecli.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Ctrl-C and its like: told to whatever runs now, which then ends in order. Thread-safe.
public final class Interrupts {
  private final AtomicReference<Runnable> running = new AtomicReference<>(Interrupts::nothing);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile int exitCode;
  private volatile int seconds = 5;

  private static void nothing() {
    // nothing runs that would have to be ended
  }

  /// From now on `stop` ends what runs; at once, if the user has asked already.
  void during(Runnable stop) {
    running.set(stop);
    if (interrupted)
      stop.run();
  }

  /// Saving what there is may take so long.
  void allow(int orderly) {
    seconds = orderly;
  }

  void over() {
    running.set(Interrupts::nothing);
  }

  /// Whether the user has asked.
  public boolean requested() {
    return interrupted;
  }

  /// The user wants out.
  public void interrupt() {
    interrupted = true;
    running.get().run();
  }

  /// The program has done all it had to do.
  public void end(int code) {
    exitCode = code;
    ended.countDown();
  }

  /// Waits for that.
  ///
  /// @return the program's exit code, or that of an interrupted one when it did not end within a few seconds
  public int awaitEnd() throws InterruptedException {
    return ended.await(seconds, TimeUnit.SECONDS) ? exitCode : ExitCode.INTERRUPTED;
  }
}
