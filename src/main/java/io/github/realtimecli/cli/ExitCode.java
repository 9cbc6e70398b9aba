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
  /// Some items failed, or a threshold was missed.
  static final int ITEMS = 8;
  /// A limit that the user set was reached.
  static final int LIMIT = 9;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
