package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.util.function.LongSupplier;

/// A line during one answer: what was put on it, and how far it has come.
///
/// The position is read by [#look()] only; everything else speaks of that moment. It never goes back and never beyond what
/// was written, whatever a device reports.
final class Track {
  private final Line line;
  private final LongSupplier clock;
  private final Timeline timeline = new Timeline();
  private final long base;
  private long position;
  private final Slip slip;
  private long looked;
  private long moved;
  private long slipped;
  private int looks;
  private boolean holds;

  /// @param rate  samples a second
  /// @param clock nanoseconds
  Track(Line line, int rate, LongSupplier clock) {
    this.line = line;
    this.clock = clock;
    this.base = line.position();
    this.looked = clock.getAsLong();
    this.moved = looked;
    this.slip = new Slip(rate, looked);
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
    return Math.max(0, line.write(pcm));
  }

  void look() {
    long now = clock.getAsLong();
    long at = Math.clamp(line.position() - base, position, timeline.written());
    if (at > position)
      moved = now;
    position = at;
    looks++;
    holds |= ahead() > 0;
    looked = now;
    slipped = holds ? slip.look(now, position) : 0;
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

  /// Nanoseconds of silence that the device was found to have inserted by itself.
  long slipped() {
    return slipped;
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
