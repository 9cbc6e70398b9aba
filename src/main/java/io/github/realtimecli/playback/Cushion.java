package io.github.realtimecli.playback;

/// How much of an answer must be here before it is played, in samples: little at first, more after every time the sound ran
/// dry, because then it arrives less steadily than was hoped.
final class Cushion {
  private static final int FIRST_MS = 60;
  private static final int LARGEST_MS = 960;

  private final int rate;
  private int ms = FIRST_MS;

  /// @param rate samples a second
  Cushion(int rate) {
    this.rate = rate;
  }

  long samples() {
    return (long) rate * ms / 1_000;
  }

  /// What it takes to go on after running dry.
  long grown() {
    return (long) rate * next() / 1_000;
  }

  void grow() {
    ms = next();
  }

  private int next() {
    return Math.min(2 * ms, LARGEST_MS);
  }
}
