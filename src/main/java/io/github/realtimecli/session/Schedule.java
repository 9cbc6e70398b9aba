package io.github.realtimecli.session;

import io.github.realtimecli.source.Lateness;
import io.github.realtimecli.source.Pace;
import org.jspecify.annotations.Nullable;

/// When which sample of paced speech is due, and how late each frame was. Times are those of an absolute schedule, so that
/// being late once does not make everything late.
final class Schedule {
  private static final int FRAMES_A_SECOND = 25;

  private final Pace pace;
  private final int rate;
  private final Lateness lateness = new Lateness();
  private volatile long begun;

  /// @param rate samples a second
  Schedule(Pace pace, int rate) {
    this.pace = pace;
    this.rate = rate;
  }

  void begin(long now) {
    begun = now;
  }

  boolean isPaced() {
    return pace.isPaced();
  }

  /// Samples that are sent at once, 40 ms of them, where speech is paced.
  int frameSamples() {
    return rate / FRAMES_A_SECOND;
  }

  /// The instant at which the samples up to that one have been spoken.
  long due(long sample) {
    return begun + pace.due(sample, rate);
  }

  /// A frame that ends before `sample` was handed to the wire at `now`.
  void sent(long sample, long now) {
    if (isPaced())
      lateness.note(now - due(sample));
  }

  Lateness.@Nullable Summary lateness() {
    return lateness.summary();
  }
}
