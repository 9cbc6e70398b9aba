package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;

/// One line of a tape.
public sealed interface Moment {
  /// Milliseconds since the tape's making.
  double atMs();

  /// The handshake was done.
  record Opened(double atMs) implements Moment {}

  /// A client's message.
  ///
  /// @param type       empty when it had none
  /// @param audioBytes of sound in it, for an append
  record Asked(double atMs, String type, int audioBytes) implements Moment {}

  /// A server's message.
  ///
  /// @param text as it came, but for secrets; sound of which only the size was kept is silence
  record Said(double atMs, String text) implements Moment {}

  record Ended(double atMs, Ending ending) implements Moment {}
}
