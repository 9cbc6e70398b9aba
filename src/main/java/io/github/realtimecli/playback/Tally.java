package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;

/// Counts what was heard, in samples, and what went wrong. One thread counts, any may read [#played()].
final class Tally {
  private final int rate;
  private long before;
  private long current;
  private int underruns;
  private double insertedMs;
  private boolean audible;
  private volatile Played played = Played.NOTHING;

  /// @param rate samples a second
  Tally(int rate) {
    this.rate = rate;
  }

  /// From now on there is something to hear.
  void audible() {
    audible = true;
    publish();
  }

  /// So much of the present answer was heard by now.
  void heard(long samples) {
    if (samples == current)
      return;
    current = samples;
    publish();
  }

  /// The present answer is over.
  void settle() {
    before += current;
    current = 0;
  }

  void underrun(double silenceMs) {
    underruns++;
    insertedMs += silenceMs;
    publish();
  }

  Played played() {
    return played;
  }

  private void publish() {
    played = new Played(audible ? (Double) Pcm.millis(before + current, rate) : null, underruns, insertedMs);
  }
}
