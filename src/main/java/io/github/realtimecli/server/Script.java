package io.github.realtimecli.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server says that recites, whatever it hears, instead of making its answers up: one that was recorded, for instance.
public interface Script {
  /// The part for the next connection. Any thread.
  Part next();

  /// One connection's part. One thread at a time.
  interface Part {
    /// How the handshake is refused; `null` when it is not.
    @Nullable
    Refusal refusal();

    /// What is said before the client has said anything.
    List<Cue> begin();

    /// What is said when a client's event has come.
    ///
    /// @param type       empty when it has none
    /// @param audioBytes of sound in it, for an append
    List<Cue> heard(String type, int audioBytes);
  }

  /// An answer to a handshake, in HTTP.
  ///
  /// @param headers names in lower case; those that every answer has are added
  record Refusal(int status, Map<String, String> headers, String body) {
    public Refusal { headers = Map.copyOf(headers); }
  }

  /// @param after the cue before it, or the client's event when that came later
  record Cue(Duration after, Line line) {}

  /// What is done upon a cue.
  sealed interface Line {
    record Say(String text) implements Line {}

    /// @param code a code that no close can carry makes this a [Drop]
    record Close(int code, String reason) implements Line {}

    /// The end without a closing handshake.
    record Drop() implements Line {}
  }
}
