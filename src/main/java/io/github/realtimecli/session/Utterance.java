package io.github.realtimecli.session;

import io.github.realtimecli.source.Pace;
import io.github.realtimecli.source.Source;
import java.io.IOException;
import java.time.Duration;

/// What is said in a turn, and how.
///
/// @param opening   opens the speech, once for every attempt; called on a thread of the call's own
/// @param trailing  silence sent behind it, for a server that ends the turn by itself
/// @param listening whether our own voice activity detection follows what is sent and what comes back
public record Utterance(Opening opening, Pace pace, Duration trailing, Listening listening) {
  /// Opens the speech.
  @FunctionalInterface
  public interface Opening { Source open() throws IOException; }

  /// Whether anybody wants to know where voices begin and end: it costs a look at every sample.
  public enum Listening {
    ON, OFF
  }

  /// As fast as it goes, and nothing behind it.
  public Utterance(Opening opening) {
    this(opening, Pace.FAST, Duration.ZERO, Listening.OFF);
  }
}
