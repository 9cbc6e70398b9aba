package io.github.realtimecli.session;

import io.github.realtimecli.transport.Alarms;
import io.github.realtimecli.turn.Signal;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where every thread of a call puts what happened, for the one that owns the turn to take.
///
/// What the wire brings wakes the taker only when the wire has brought all it has: to change threads costs more than to read
/// an event. Whoever reads the wire waits while [#ROOM] of its letters are unread, until half of them are read, which slows
/// the server down instead of hoarding; nobody else ever waits.
final class Mailbox {
  static final int ROOM = 256;

  /// @param type as the server spelled it, for a letter of the wire; empty otherwise
  record Letter(Signal signal, String type, long at) {
    boolean isFromWire() {
      return signal instanceof Signal.Heard;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private int fromWire;
  private boolean closed;
  private @Nullable Future<?> alarm;
  /// Of [System#nanoTime()].
  private long alarmAt = Long.MAX_VALUE;

  void put(Signal signal) {
    Letter letter = new Letter(signal, "", System.nanoTime());
    lock.lock();
    try {
      letters.add(letter);
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /// From the wire: waits for room. The taker hears of it by [#lull] at the latest.
  void putHeard(String type, Signal.Heard heard) {
    Letter letter = new Letter(heard, type, System.nanoTime());
    lock.lock();
    try {
      if (fromWire == ROOM) {
        news.signal();
        while (fromWire > ROOM / 2 && !closed)
          room.awaitUninterruptibly();
      }
      if (!closed) {
        letters.add(letter);
        fromWire++;
      }
    } finally {
      lock.unlock();
    }
  }

  /// The wire has brought all it has.
  void lull() {
    lock.lock();
    try {
      if (!letters.isEmpty())
        news.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next letter, but not past `deadline`.
  ///
  /// @return `null` when the deadline has come first
  @Nullable
  Letter take(long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (letters.isEmpty()) {
        if (deadline != Long.MAX_VALUE) {
          long left = deadline - System.nanoTime();
          if (left <= 0)
            return null;
          if (deadline < alarmAt)
            alarm(deadline, left);
        }
        news.await();
      }
      return taken(letters.remove());
    } finally {
      lock.unlock();
    }
  }

  /// One alarm serves a wait after the other as long as their deadlines move back, as they mostly do.
  private void alarm(long deadline, long left) {
    disarm();
    alarmAt = deadline;
    alarm = Alarms.in(left, this::ring);
  }

  private void ring() {
    lock.lock();
    try {
      disarm();
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void disarm() {
    if (alarm != null)
      alarm.cancel(false);
    alarm = null;
    alarmAt = Long.MAX_VALUE;
  }

  private Letter taken(Letter letter) {
    if (letter.isFromWire() && --fromWire == ROOM / 2)
      room.signal();
    return letter;
  }

  /// The signal itself; but when the wire broke and the speech has turned out unreadable as well, that comes first, so
  /// that a bad file is called bad on a machine without network too.
  Signal preferSpeechFailure(Signal signal) {
    if (!(signal instanceof Signal.Broken))
      return signal;
    lock.lock();
    try {
      for (Letter letter : letters)
        if (letter.signal() instanceof Signal.SpeechFailed failed)
          return failed;
      return signal;
    } finally {
      lock.unlock();
    }
  }

  /// Nobody will read on: lets everyone pass who still waits for room, and keeps nothing more of the wire, so that a server
  /// that goes on talking while it is told to stop fills no memory.
  void close() {
    lock.lock();
    try {
      closed = true;
      letters.clear();
      disarm();
      // whose alarm that was has to set another
      news.signal();
      room.signal();
    } finally {
      lock.unlock();
    }
  }
}
