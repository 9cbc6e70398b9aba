package io.github.realtimecli.transport;

/// The connection cannot go on: the peer's fault or our listener's. Ends the reading; never leaves this package.
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;
  /// What the peer is told, as in RFC 6455 section 7.4.
  final int code;

  /// @param detail a clause in plain words
  Broken(int code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
