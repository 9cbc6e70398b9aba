package io.github.realtimecli.cli;

/// What scripts rely on.
final class ExitCode {
  static final int ANSWERED = 0;
  static final int OUR_FAULT = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;
  static final int KEY = 4;
  static final int NETWORK = 5;
  static final int SERVER = 6;
  static final int DEVICE = 7;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
