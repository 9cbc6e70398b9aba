package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that goes wrong because it was asked for.
sealed interface Fault {
  /// Whether it is counted by connections, and not by turns.
  default boolean ofConnection() {
    return false;
  }

  /// The handshake is answered with an HTTP status and the vendor's error as its body.
  ///
  /// @param retryAfter seconds
  record Refuse(int status, ApiError error, @Nullable Integer retryAfter) implements Fault {
    @Override
    public boolean ofConnection() {
      return true;
    }
  }

  /// The handshake is answered late.
  record SlowHandshake(Duration time) implements Fault {
    @Override
    public boolean ofConnection() {
      return true;
    }
  }

  record At(Point point, FaultAction deed) implements Fault {
    @Override
    public boolean ofConnection() {
      return point.ofConnection();
    }
  }

  /// An event comes twice, or not at all.
  ///
  /// @param type  in any dialect
  /// @param times 2 or 0
  record Repeat(String type, int times) implements Fault {
    @Override
    public boolean ofConnection() {
      return type.startsWith("session.") || type.startsWith("transcription_session.")
          || type.equals("conversation.created");
    }
  }

  /// An answer comes in pieces of another size.
  ///
  /// @param deltaMillis how much sound is in a piece
  /// @param gapMillis   from one to the next
  record Cut(int deltaMillis, int gapMillis) implements Fault {}

  /// An answer ends otherwise.
  ///
  /// @param deltas how many come before, [#HALF] for half of them
  record Spoil(Ending ending, int deltas) implements Fault {
    static final int HALF = -1;
  }

  /// The user's audio is not understood.
  record Deaf(ApiError error) implements Fault {}

  /// The user's transcript comes late.
  record LateTranscript(Duration time) implements Fault {}

  /// What `rate_limits.updated` says.
  record Scarce(List<RateLimit> limits) implements Fault {
    public Scarce { limits = List.copyOf(limits); }
  }
}
