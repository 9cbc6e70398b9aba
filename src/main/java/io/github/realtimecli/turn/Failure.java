package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a turn was not answered, by who must act: the facts only; the command line makes a sentence of them.
public sealed interface Failure {
  /// Matter for the user: the input is not audio that can be read.
  record UnreadableInput(String sentence, String hint) implements Failure {}

  /// Matter for the user: the sound device that was named is not there.
  ///
  /// @param present those that are
  record MissingDevice(String name, List<String> present) implements Failure {}

  /// Matter for the user: the answer could not be saved.
  record Unsaved(String detail) implements Failure {}

  /// The user's wish.
  record Interrupted() implements Failure {}

  /// Matter of the server: it answered the handshake with an HTTP status.
  ///
  /// @param message what the body says, or the status in words
  record HandshakeRefused(int status, String message) implements Failure {}

  /// Matter of the server: an error event that ended the turn.
  record ServerError(ApiError error) implements Failure {}

  /// Matter of the server: the response did not complete.
  record ResponseUnfinished(Response.Status status, @Nullable String reason, @Nullable ApiError error)
      implements
        Failure {}

  /// Matter of the server: it closed the connection before the answer was whole.
  record ClosedEarly(int code, String reason) implements Failure {}

  /// Matter of the wire: no connection came about.
  record Unreachable(String detail) implements Failure {}

  /// Matter of the wire: the handshake took too long.
  record ConnectTimeout(String detail) implements Failure {}

  /// Matter of the wire: an open connection broke.
  record Lost(String detail) implements Failure {}

  /// Matter of the wire or the server: nothing was heard for so long.
  ///
  /// @param waitingFor in words: `the session`, `an answer`, …
  record Silence(Duration silent, String waitingFor) implements Failure {}

  /// Our own: a bug.
  record Bug(String detail) implements Failure {}
}
