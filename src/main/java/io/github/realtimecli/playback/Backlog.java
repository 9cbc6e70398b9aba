package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What has arrived and was not written to the line yet, in order, with the end of every answer.
///
/// The sink's owner fills it, the speaker's thread empties it; this monitor is where the two meet. What does not fit into
/// memory waits in a temporary file.
final class Backlog {
  /// Bytes kept in memory: nearly three minutes.
  static final long MEMORY = 8 << 20;
  /// Bytes that go to disk in one hold of the monitor, so that the speaker's thread never waits long for it.
  private static final int STEP = 128 << 10;

  private final ArrayDeque<Pcm> memory = new ArrayDeque<>();
  private final ArrayDeque<Ending> endings = new ArrayDeque<>();
  private @Nullable Spill spill;
  private long inMemory;
  private long added;
  private long taken;
  private long changes;
  private boolean closed;

  /// Where in the stream of bytes an answer ends, and who wants to know.
  private record Ending(long at, Runnable heard) {}

  private enum Place {
    MEMORY, DISK
  }

  void add(Pcm pcm) throws IOException {
    if (place(pcm) == Place.MEMORY)
      return;
    for (int from = 0; from < pcm.length(); from += STEP)
      spill(pcm.slice(from, Math.min(pcm.length(), from + STEP)));
  }

  private synchronized Place place(Pcm pcm) {
    if (closed || pcm.isEmpty())
      return Place.MEMORY;
    if ((spill != null && !spill.isEmpty()) || inMemory + pcm.length() > MEMORY)
      return Place.DISK;
    memory.add(pcm);
    inMemory += pcm.length();
    added += pcm.length();
    changed();
    return Place.MEMORY;
  }

  private synchronized void spill(Pcm pcm) throws IOException {
    if (closed)
      return;
    if (spill == null)
      spill = new Spill();
    spill.add(pcm);
    added += pcm.length();
    changed();
  }

  /// Marks the end of the answer. Returns `false` when nobody listens any more.
  synchronized boolean end(Runnable heard) {
    if (closed)
      return false;
    endings.add(new Ending(added, heard));
    changed();
    return true;
  }

  /// Bytes of the present answer that wait.
  synchronized long ready() {
    return (endings.isEmpty() ? added : endings.getFirst().at()) - taken;
  }

  /// Whether the present answer's end is known.
  synchronized boolean whole() {
    return !endings.isEmpty();
  }

  /// Whether the present answer's end is known and reached.
  synchronized boolean atEnd() {
    return whole() && ready() == 0;
  }

  /// The next bytes of the present answer, at most `most`; empty when none are here.
  synchronized Pcm take(int most) throws IOException {
    int length = (int) Math.min(most, ready());
    if (length <= 0)
      return Pcm.EMPTY;
    if (memory.isEmpty()) {
      Pcm back = Objects.requireNonNull(spill).next();
      memory.add(back);
      inMemory += back.length();
    }
    Pcm first = memory.removeFirst();
    Pcm part = first.slice(0, Math.min(length, first.length()));
    if (part.length() < first.length())
      memory.addFirst(first.slice(part.length(), first.length()));
    inMemory -= part.length();
    taken += part.length();
    return part;
  }

  /// Goes on to the next answer when the end of this one is reached. Returns who waits for it.
  synchronized @Nullable Runnable next() {
    return atEnd() ? endings.removeFirst().heard() : null;
  }

  /// Drops everything. Returns who waited for it.
  synchronized List<Runnable> clear() {
    List<Runnable> waiting = new ArrayList<>();
    endings.forEach(ending -> waiting.add(ending.heard()));
    endings.clear();
    memory.clear();
    inMemory = 0;
    taken = added;
    if (spill != null)
      spill.clear();
    changed();
    return waiting;
  }

  /// Drops everything and takes nothing any more. Returns who waited.
  synchronized List<Runnable> close() {
    closed = true;
    return clear();
  }

  /// Removes the temporary file, after [#close()].
  synchronized void release() throws IOException {
    if (spill != null)
      spill.close();
  }

  synchronized long inMemory() {
    return inMemory;
  }

  synchronized boolean closed() {
    return closed;
  }

  /// Counts what happened, for [#await(long, long)].
  synchronized long changes() {
    return changes;
  }

  /// Wakes the speaker's thread.
  synchronized void changed() {
    changes++;
    notifyAll();
  }

  /// Waits until something has happened since `seen`, at most so long.
  synchronized void await(long seen, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (changes == seen) {
      long left = nanos == Feed.UNTIL_CHANGED ? Long.MAX_VALUE : deadline - System.nanoTime();
      if (left <= 0)
        return;
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
