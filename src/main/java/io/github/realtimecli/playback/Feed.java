package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a line fed from the backlog: every [#step()] decides what to write and how long to wait. Has no thread.
///
/// ```
///   WAITING ──cushion full, or answer whole──▶ PLAYING ──answer written──▶ DRAINING ──last sample heard──▶ WAITING
///                                              │     ▲
///                              nothing arrives ▼     │ larger cushion full, or answer whole
///                                             BRIDGING
/// ```
/// A line that holds what is written to it is kept a [Level] ahead, and bridged with silence before it runs dry. One that
/// takes everything at once (a file) has no time of its own: it cannot run dry and never gets a sample but the answer's.
final class Feed {
  /// From [#step()]: nothing to do until something arrives.
  static final long UNTIL_CHANGED = Long.MAX_VALUE;
  private static final long POLL = 5_000_000;
  private static final long AT_ONCE = 0;
  /// A line that has not moved for so long is tried.
  private static final long STILL = 40_000_000;
  /// How long the end of an answer may stand still.
  private static final long PATIENCE = 250_000_000;

  private final Backlog backlog;
  private final Gain gain;
  private final Consumer<String> trouble;
  private final LongSupplier clock;
  private final int rate;
  private final Cushion cushion;
  private final Level level;
  private final Tally tally;
  private final AtomicReference<@Nullable CompletableFuture<Double>> flushing = new AtomicReference<>();

  private volatile Line line;
  private Track track;
  private State state = State.WAITING;
  private Pcm rest = Pcm.EMPTY;
  private long bridged;
  private long tried;
  private long lost;

  private enum State {
    WAITING, PLAYING, BRIDGING, DRAINING
  }

  /// @param rate    samples a second
  /// @param trouble hears a sentence for the user when the device is lost
  /// @param clock   nanoseconds
  Feed(Line line, int rate, Backlog backlog, Gain gain, Consumer<String> trouble, LongSupplier clock) {
    this.line = line;
    this.rate = rate;
    this.backlog = backlog;
    this.gain = gain;
    this.trouble = trouble;
    this.clock = clock;
    this.cushion = new Cushion(rate);
    this.level = new Level(rate);
    this.tally = new Tally(rate);
    this.track = new Track(line, rate, clock);
    if (line.audible())
      tally.audible();
  }

  /// Does what is to be done now. Returns nanoseconds until the next step, unless something arrives before.
  long step() throws IOException {
    CompletableFuture<Double> request = flushing.getAndSet(null);
    if (request != null)
      request.complete(silence());
    return switch (state) {
      case WAITING -> await();
      case PLAYING -> play();
      case BRIDGING -> bridge();
      case DRAINING -> drain();
    };
  }

  private long await() throws IOException {
    Runnable heard = backlog.next();
    if (heard != null) {
      heard.run();
      return AT_ONCE;
    }
    long ready = backlog.ready() / Pcm.SAMPLE_BYTES;
    if (ready == 0 || (ready < cushion.samples() && !backlog.whole()))
      return UNTIL_CHANGED;
    return begin();
  }

  /// Writes first and starts then: started empty, a line's position is wrong by a buffer, and short answers are lost.
  private long begin() throws IOException {
    track = new Track(line, rate, clock);
    prefill();
    if (track.written() == 0) {
      line.start(); // one that was flushed while it stood still takes nothing until it was started
      line.stop();
      prefill();
    }
    if (track.written() == 0)
      return lose();
    line.start();
    state = State.PLAYING;
    return AT_ONCE;
  }

  private void prefill() throws IOException {
    do {
      Pcm pcm = next(level.samples() - track.written());
      if (pcm.isEmpty())
        return;
      rest = pcm.slice(track.put(pcm), pcm.length());
    } while (rest.isEmpty());
  }

  private long play() throws IOException {
    look();
    long room = Math.max(level.samples() - track.ahead(), attempt());
    if (room <= 0)
      return POLL;
    Pcm pcm = next(room);
    if (!pcm.isEmpty())
      return put(pcm);
    if (backlog.atEnd()) {
      state = State.DRAINING;
      return AT_ONCE;
    }
    if (!track.holds())
      return UNTIL_CHANGED;
    if (track.ahead() > level.low())
      return POLL;
    state = State.BRIDGING;
    bridged = 0;
    return AT_ONCE;
  }

  private long bridge() {
    look();
    if (backlog.atEnd()) {
      state = State.DRAINING;
      return AT_ONCE;
    }
    if (backlog.whole() || backlog.ready() / Pcm.SAMPLE_BYTES >= cushion.grown()) {
      cushion.grow();
      tally.underrun(Pcm.millis(bridged, rate));
      state = State.PLAYING;
      return AT_ONCE;
    }
    long room = Math.max(level.low() + rate / 100 - track.ahead(), attempt());
    if (room <= 0)
      return POLL;
    bridged += room;
    return track.bridge(Pcm.silence((int) room)) == room * Pcm.SAMPLE_BYTES || interrupted() ? POLL : lose();
  }

  private long drain() {
    look();
    if (!track.done() && track.still() < PATIENCE)
      return POLL;
    tally.settle();
    if (track.ahead() > 0)
      line.flush(); // silence behind the answer, or what a line that stands still did not play
    line.stop();
    over();
    Runnable heard = backlog.next();
    if (heard != null)
      heard.run();
    return AT_ONCE;
  }

  private long put(Pcm pcm) {
    int taken = track.put(pcm);
    if (taken == pcm.length() || interrupted())
      return AT_ONCE;
    rest = pcm.slice(taken, pcm.length());
    return lose();
  }

  /// Samples to write although the line is full enough, because it has not moved for too long. A sound server that ran dry
  /// may wait for a full buffer, and only a write tells whether the device is still there.
  private long attempt() {
    long now = clock.getAsLong();
    if (track.still() < STILL || now - tried < STILL)
      return 0;
    tried = now;
    return Math.max(rate / 100, line.capacity() - track.ahead());
  }

  /// A short write does not mean a lost device when somebody ended it.
  private boolean interrupted() {
    return flushing.get() != null || backlog.closed();
  }

  private long lose() {
    trouble.accept("The speaker was lost: the answer goes on without sound.");
    Line gone = line;
    lost += track.heard();
    line = new Line.Nowhere();
    track = new Track(line, rate, clock);
    state = State.PLAYING;
    gone.close();
    return AT_ONCE;
  }

  private double silence() {
    look();
    double heard = Pcm.millis(lost + track.heard(), rate);
    if (state != State.WAITING) {
      line.flush();
      line.stop();
    }
    tally.settle();
    over();
    return heard;
  }

  private void over() {
    state = State.WAITING;
    track = new Track(line, rate, clock);
    rest = Pcm.EMPTY;
    lost = 0;
  }

  private void look() {
    track.look();
    if (track.slipped() > 0) {
      level.raise();
      tally.underrun(track.slipped() / 1e6);
    }
    if (line.audible())
      tally.heard(track.heard());
  }

  private Pcm next(long samples) throws IOException {
    if (rest.isEmpty())
      return gain.on(backlog.take((int) samples * Pcm.SAMPLE_BYTES));
    Pcm first = rest;
    rest = Pcm.EMPTY;
    return first;
  }

  /// From any thread: asks for silence. The milliseconds that were heard come with one of the next steps.
  Future<Double> flush() {
    CompletableFuture<Double> request = new CompletableFuture<>();
    flushing.set(request);
    backlog.changed();
    return request;
  }

  /// From any thread: ends a write that blocks.
  void unblock() {
    line.flush();
  }

  Played played() {
    return tally.played();
  }

  void close() {
    line.close();
  }
}
