package io.github.realtimecli.playback;

/// How far the line is kept ahead of the sound, in samples: more after every time that the feeding thread came too late.
final class Level {
  private static final int FIRST_MS = 60;
  private static final int STEP_MS = 20;
  private static final int LARGEST_MS = 160;

  private final int rate;
  private int ms = FIRST_MS;

  /// @param rate samples a second
  Level(int rate) {
    this.rate = rate;
  }

  long samples() {
    return (long) rate * ms / 1_000;
  }

  /// Less than this, and silence must be written if nothing else is there: the position lags by up to 20 ms, and the thread
  /// looks every 5.
  long low() {
    return samples() / 2;
  }

  void raise() {
    ms = Math.min(ms + STEP_MS, LARGEST_MS);
  }
}
