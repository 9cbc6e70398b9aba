package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.util.function.LongSupplier;

/// A line during one answer: what was put on it, and how far it has come.
///
/// The position is read by [#look()] only; everything else speaks of that moment. It never goes back and never beyond what
/// was written, whatever a device reports.
final class Track {
  private final Line line;
  private final int rate;
  private final LongSupplier clock;
  private final Timeline timeline = new Timeline();
  private final long base;
  private long position;
  private long looked;
  private long moved;
  private long dry;
  private int looks;
  private boolean holds;

  /// @param rate  samples a second
  /// @param clock nanoseconds
  Track(Line line, int rate, LongSupplier clock) {
    this.line = line;
    this.rate = rate;
    this.clock = clock;
    this.base = line.position();
    this.looked = clock.getAsLong();
    this.moved = looked;
  }

  /// Writes the answer's samples. Returns bytes taken.
  int put(Pcm pcm) {
    int taken = write(pcm);
    timeline.samples(taken / Pcm.SAMPLE_BYTES);
    return taken;
  }

  /// Writes silence. Returns bytes taken.
  int bridge(Pcm silence) {
    int taken = write(silence);
    timeline.silence(taken / Pcm.SAMPLE_BYTES);
    return taken;
  }

  private int write(Pcm pcm) {
    if (ahead() == 0)
      moved = clock.getAsLong();
    looks = 0;
    dry = 0;
    return Math.max(0, line.write(pcm));
  }

  void look() {
    long now = clock.getAsLong();
    long before = ahead();
    long at = Math.clamp(line.position() - base, position, timeline.written());
    if (at > position)
      moved = now;
    position = at;
    looks++;
    if (before > 0 && ahead() == 0 && holds)
      dry = Math.max(1, now - looked - before * 1_000_000_000L / rate);
    holds |= ahead() > 0;
    looked = now;
  }

  /// Samples in the line.
  long ahead() {
    return timeline.written() - position;
  }

  long written() {
    return timeline.written();
  }

  /// The answer's samples that were heard.
  long heard() {
    return timeline.heard(position);
  }

  /// Whether the line was seen to keep samples until their time has come. One that never did has no time of its own.
  boolean holds() {
    return holds;
  }

  /// Nanoseconds since a line that holds ran out of samples, about; 0 while it has some.
  long dry() {
    return dry;
  }

  /// Nanoseconds since the line last moved, 0 when there is nothing to move.
  long still() {
    return ahead() == 0 ? 0 : looked - moved;
  }

  /// Whether the answer's last written sample was heard. A line that has not shown that it holds must say so twice.
  boolean done() {
    return position >= timeline.end() && (holds || looks > 1);
  }
}
