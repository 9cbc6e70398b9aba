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
  /// @param code       what the body calls it
  /// @param message    what the body says; empty when it says nothing
  /// @param retryAfter how long the server asks us to wait
  /// @param requestId  by which its operator finds the request again
  record HandshakeRefused(int status, @Nullable String code, String message, @Nullable Duration retryAfter,
      @Nullable String requestId) implements Failure {
    public HandshakeRefused(int status, String message) {
      this(status, null, message, null, null);
    }
  }

  /// Matter of the server: an error event that ended the turn.
  record ServerError(ApiError error) implements Failure {}

  /// Matter of the server: the response did not complete.
  record ResponseUnfinished(Response.Status status, @Nullable String reason, @Nullable ApiError error)
      implements
        Failure {}

  /// Matter of the server: it closed the connection before the answer was whole.
  record ClosedEarly(int code, String reason) implements Failure {}

  /// Matter of the wire: no connection came about.
  ///
  /// @param step      what failed
  /// @param objection what one side minds about the other, so that another try would end the same; `null` otherwise
  record Unreachable(Step step, @Nullable Objection objection, String detail) implements Failure {
    public enum Step {
      NAME, CONNECT, PROXY, TLS, HANDSHAKE
    }

    /// What is minded: by the proxy, about the server's certificate, or about the file of authorities to trust.
    public enum Objection {
      PROXY_PASSWORD, PROXY_FORBIDS, HOST_NAME, EXPIRED, NOT_YET_VALID, SELF_SIGNED, UNKNOWN_AUTHORITY, CERTIFICATE,
      AUTHORITIES_FILE
    }

    public Unreachable(Step step, String detail) {
      this(step, null, detail);
    }
  }

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
