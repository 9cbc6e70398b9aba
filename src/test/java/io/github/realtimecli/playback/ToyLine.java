package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// A sound card on a clock: plays what is in its buffer at its rate, remembers what was heard, and plays zeros, as real ones
/// do, when it is started and empty. Flushed while it is stopped it takes nothing until it is started, as ALSA does.
final class ToyLine implements Line {
  private final LongSupplier clock;
  private final ArrayDeque<Short> buffer = new ArrayDeque<>();
  final List<Short> heard = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  private boolean running;
  private boolean flushed;
  private boolean gone;
  private boolean closed;
  private boolean frozen;
  private long seen;
  private long position;
  int holes;
  int longest;
  int grain = 1;
  int room = Pcm.RATE / 5;

  ToyLine(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized void pull() {
    move();
    gone = true;
  }

  synchronized void freeze() {
    move();
    frozen = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void move() {
    long now = clock.getAsLong() * Pcm.RATE / 1_000_000_000L;
    for (long i = seen; i < now && running && !gone && !frozen; i++) {
      Short sample = buffer.poll();
      if (sample == null) {
        holes++;
        continue;
      }
      heard.add(sample);
      position++;
    }
    seen = now;
  }

  @Override
  public synchronized int write(Pcm pcm) {
    move();
    if (gone || closed || (flushed && !running))
      return 0;
    int count = running ? pcm.samples() : Math.min(pcm.samples(), room - buffer.size());
    for (int i = 0; i < count; i++)
      buffer.add(pcm.sample(i));
    longest = Math.max(longest, buffer.size());
    calls.add("write");
    return 2 * count;
  }

  @Override
  public synchronized void start() {
    move();
    running = true;
    flushed = false;
    calls.add("start");
  }

  @Override
  public synchronized void stop() {
    move();
    running = false;
    calls.add("stop");
  }

  @Override
  public synchronized void flush() {
    move();
    position += buffer.size();
    buffer.clear();
    flushed = !running;
    calls.add("flush");
  }

  @Override
  public synchronized long position() {
    move();
    return buffer.isEmpty() ? position : position / grain * grain;
  }

  @Override
  public int capacity() {
    return room;
  }

  @Override
  public synchronized void close() {
    closed = true;
    calls.add("close");
  }
}
