package io.github.realtimecli.cli;

/// Ends a command before its work begins, with what is to be said about it.
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient UserError complaint;

  Stop(UserError complaint) {
    super(complaint.sentence(), null, false, false);
    this.complaint = complaint;
  }

  /// A command line that cannot be meant.
  static Stop misuse(String sentence, String hint) {
    return new Stop(new UserError(sentence, hint, ExitCode.USAGE));
  }

  UserError complaint() {
    return complaint;
  }
}
