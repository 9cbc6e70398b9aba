package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/// What can happen to a turn.
public sealed interface Signal {
  /// The connection is open.
  record Opened() implements Signal {}

  /// The server said something.
  record Heard(ServerEvent event) implements Signal {}

  /// So much more speech has been read and sent, or is about to be. Told from time to time, and before the speech ends.
  record SpeechRead(long samples) implements Signal {}

  /// The wire takes no speech for the time being. Told again as long as what it has taken goes out.
  record SpeechStalled() implements Signal {}

  /// The wire takes speech again.
  record SpeechFlowing() implements Signal {}

  /// The speech is at its end, and all of it has been sent.
  ///
  /// @param voiceEndMs where the last voice in it ends; `null` when it is not known or there is none
  record SpeechEnded(@Nullable Double voiceEndMs) implements Signal {
    public SpeechEnded() {
      this(null);
    }
  }

  /// The speech could not be read.
  record SpeechFailed(Failure failure) implements Signal {}

  /// The speaker was silenced on the turn's wish.
  ///
  /// @param heardMs how much had been heard of what was being played
  /// @param rate    samples a second of it
  record Hushed(double heardMs, int rate) implements Signal {}

  /// The answer has been heard to its last sample.
  record Played() implements Signal {}

  /// Sound or answer cannot go where the user wants them: a device that is missing, a disk that is full.
  record SinkFailed(Failure failure) implements Signal {}

  /// The peer, or we ourselves, ended the connection by a closing handshake.
  record Closed(int code, String reason) implements Signal {}

  /// The connection did not come about, or broke.
  record Broken(Failure failure) implements Signal {}

  /// The user wants out.
  record Interrupted() implements Signal {}

  /// The instant asked for by [Turn#wakeAt()] has come.
  record Tick() implements Signal {}
}
