package io.github.realtimecli.playback;

import java.util.List;

/// How it went when the speaker's device was opened.
public sealed interface Opening {
  /// There is sound.
  record Open(String device) implements Opening {}

  /// No device could be used, and none was named: the speaker goes on muted.
  ///
  /// @param sentence why, for the user
  record Muted(String sentence) implements Opening {}

  /// The device that was named is not there or cannot be used; the speaker is mute.
  ///
  /// @param wanted  the name or part of it
  /// @param present the names of those that are there
  record Missing(String wanted, List<String> present) implements Opening {
    public Missing { present = List.copyOf(present); }
  }
}
