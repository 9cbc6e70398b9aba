package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Session;

/// What a turn wants done. Carried out in order, none of them waits.
public sealed interface Action {
  /// Spell everything from now on like this.
  record Spell(Session.Shape shape) implements Action {}

  record Send(ClientEvent event) implements Action {}

  /// Start reading the speech and sending it, behind what was sent so far.
  record StartSpeech() implements Action {}

  /// Play these whole samples.
  record Play(Pcm samples) implements Action {}

  /// The answer is whole: play it to its last sample, then signal [Signal.Played].
  record FinishPlayback() implements Action {}

  /// Silence the speaker now, then signal [Signal.Hushed]; what was received stays saved.
  record Hush() implements Action {}

  /// Show more of the answer's words.
  record Show(String text) implements Action {}

  /// Tell the user of something that is not the end.
  record Warn(ApiError error) implements Action {}

  /// Begin the closing handshake.
  record HangUp() implements Action {}

  /// The turn is over; nothing comes after it.
  record End(Outcome outcome) implements Action {}
}
