package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import java.time.Duration;

/// How long a turn waits for what.
final class Patience {
  /// For `session.created` before assuming a GA server.
  static final Duration GREETING = Duration.ofSeconds(1);
  /// For an answer that may still begin after an error that names none of our events.
  static final Duration ERROR = Duration.ofSeconds(5);
  /// How much longer than it lasts the playing of an answer may take: a sound server can hang.
  private static final Duration PLAYING = Duration.ofSeconds(30);
  /// The lowest rate of an answer, for how long it may last at most.
  private static final int LEAST_RATE = 8_000;
  /// For the user's transcript behind the answer.
  static final Duration TRANSCRIPT = Duration.ofSeconds(10);
  /// For a server that listens for itself to notice more speech than it has told of.
  static final Duration HEARING = Duration.ofSeconds(3);

  /// For a server that listens for itself to take the silence behind the speech for its end.
  static final Duration STOPPING = Duration.ofSeconds(5);

  private Patience() {}

  /// For the playing of so many samples.
  static Duration playing(long samples) {
    return PLAYING.plusNanos((long) (Pcm.millis(samples, LEAST_RATE) * 1e6));
  }
}
