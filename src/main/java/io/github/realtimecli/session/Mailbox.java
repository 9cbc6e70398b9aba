package io.github.realtimecli.session;

import io.github.realtimecli.turn.Signal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Where every thread of a call puts what happened, for the one that owns the turn to take.
///
/// Whoever reads the wire waits while [#ROOM] of its letters are unread, which slows the server down instead of hoarding;
/// nobody else ever waits.
final class Mailbox {
  static final int ROOM = 256;

  /// @param type as the server spelled it, for a letter of the wire; empty otherwise
  record Letter(Signal signal, String type, long at) {
    boolean isFromWire() {
      return signal instanceof Signal.Heard;
    }
  }

  private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(ROOM);
  private final AtomicBoolean closed = new AtomicBoolean();

  void put(Signal signal) {
    letters.add(new Letter(signal, "", System.nanoTime()));
  }

  /// From the wire: waits for room.
  void putHeard(String type, Signal.Heard heard) {
    Letter letter = new Letter(heard, type, System.nanoTime());
    room.acquireUninterruptibly();
    if (!closed.get())
      letters.add(letter);
  }

  /// Waits for the next letter, but not past `deadline`.
  ///
  /// @return `null` when the deadline has come first
  @Nullable
  Letter take(long deadline) throws InterruptedException {
    Letter letter = deadline == Long.MAX_VALUE
        ? letters.take()
        : letters.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (letter != null && letter.isFromWire())
      room.release();
    return letter;
  }

  /// The signal itself; but when the wire broke and the speech has turned out unreadable as well, that comes first, so
  /// that a bad file is called bad on a machine without network too.
  Signal preferSpeechFailure(Signal signal) {
    if (signal instanceof Signal.Broken)
      for (Letter letter : letters)
        if (letter.signal() instanceof Signal.SpeechFailed failed)
          return failed;
    return signal;
  }

  /// Nobody will read on: lets everyone pass who still waits for room, and keeps nothing more of the wire, so that a server
  /// that goes on talking while it is told to stop fills no memory.
  void close() {
    if (!closed.compareAndSet(false, true))
      return;
    letters.clear();
    room.release(Integer.MAX_VALUE / 2);
  }
}
