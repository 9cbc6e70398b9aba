package io.github.realtimecli.playback;

import org.jspecify.annotations.Nullable;

/// How the sound came out.
///
/// @param playedMs   milliseconds heard, `null` where nothing can be heard
/// @param underruns  how often the speaker ran dry in the middle of an answer
/// @param insertedMs milliseconds of silence inserted to bridge them
public record Played(@Nullable Double playedMs, int underruns, double insertedMs) {
  public static final Played NOTHING = new Played(null, 0, 0);
}
