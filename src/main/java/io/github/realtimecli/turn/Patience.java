package io.github.realtimecli.turn;

import java.time.Duration;

/// How long a turn waits for what.
final class Patience {
  /// For `session.created` before assuming a GA server.
  static final Duration GREETING = Duration.ofSeconds(1);
  /// For an answer that may still begin after an error that names none of our events.
  static final Duration ERROR = Duration.ofSeconds(5);
  /// How much longer than it lasts the playing of an answer may take: a sound server can hang.
  static final Duration PLAYING = Duration.ofSeconds(30);
  /// For the user's transcript behind the answer.
  static final Duration TRANSCRIPT = Duration.ofSeconds(10);
  /// For a server that listens for itself to notice more speech than it has told of.
  static final Duration HEARING = Duration.ofSeconds(3);

  private Patience() {}

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
