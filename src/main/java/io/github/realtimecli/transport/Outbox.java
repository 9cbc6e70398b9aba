package io.github.realtimecli.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames on their way to the socket: many threads put, one takes. Messages wait for room. A ping or pong goes before
/// them and there is one place for it, the newest replacing an unsent one (RFC 6455 section 5.5.3), so that a peer that
/// asks and never reads cannot fill our memory. The close frame goes last.
final class Outbox {
  /// In the order in which they can follow each other.
  private enum State {
    NEW, OPEN, LAST, SENT, SHUT
  }

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int bound;
  private final long told;
  // not a monitor: to wake a virtual thread that waits for one takes a thread of the JVM's in between
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition end = lock.newCondition();
  private final ArrayDeque<ByteBuffer> messages = new ArrayDeque<>();
  private @Nullable ByteBuffer control;
  private @Nullable ByteBuffer last;
  private State state = State.NEW;
  private int unsent;
  /// Whether what was taken last is a message: what we ask the peer, and answer it, shows nothing of the way.
  private boolean moving;
  private long moved;
  /// Since when a sender waits for room without having been told; of [System#nanoTime()].
  private long waiting;
  private boolean leaving;

  Outbox(int bound) {
    this(bound, SECOND);
  }

  /// @param bound what may be unsent before a sender waits, in bytes
  /// @param told  after so many nanoseconds a sender that waits while bytes go out is told so
  Outbox(int bound, long told) {
    this.bound = bound;
    this.told = told;
  }

  /// Lets messages in, unless it was shut before.
  void open() {
    lock.lock();
    try {
      if (state == State.NEW) {
        state = State.OPEN;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Queues a message. When more than the bound is unsent it waits until that has become half of it, so that two threads
  /// do not take turns message by message.
  ///
  /// @param full run before it waits, and every second as long as bytes go out
  /// @return `false` when messages are not taken yet, or not any more
  boolean put(ByteBuffer frame, Runnable full) throws InterruptedException {
    while (isFull()) {
      full.run();
      awaitRoom();
    }
    return putNow(frame);
  }

  private boolean isFull() {
    lock.lock();
    try {
      return state == State.OPEN && unsent > bound;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      long before = moved;
      waiting = System.nanoTime();
      while (state == State.OPEN && unsent > bound / 2) {
        room.await();
        if (moved != before) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Queues a message, however much is unsent.
  ///
  /// @return `false` when messages are not taken yet, or not any more
  boolean putNow(ByteBuffer frame) {
    lock.lock();
    try {
      if (state != State.OPEN) {
        return false;
      }
      unsent += frame.remaining();
      messages.add(frame);
      news.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Queues a ping or pong.
  void control(ByteBuffer frame) {
    lock.lock();
    try {
      if (state == State.OPEN || state == State.LAST) {
        unsent += frame.remaining() - (control == null ? 0 : control.remaining());
        control = frame;
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Queues the close frame behind everything and takes nothing more.
  ///
  /// @return `false` unless messages were taken until now
  boolean last(ByteBuffer frame) {
    lock.lock();
    try {
      if (state != State.OPEN) {
        return false;
      }
      unsent += frame.remaining();
      last = frame;
      become(State.LAST);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what is queued and takes nothing more; only a close frame still goes: the queued one, else this.
  void lastNow(ByteBuffer frame) {
    lock.lock();
    try {
      messages.clear();
      control = null;
      last(frame);
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what is queued and releases everyone.
  void shut() {
    lock.lock();
    try {
      messages.clear();
      if (state != State.SENT) {
        become(State.SHUT);
      }
    } finally {
      lock.unlock();
    }
  }

  private void become(State next) {
    state = next;
    news.signal();
    room.signalAll();
    end.signalAll();
  }

  /// The next frame, waiting for one; `null` when there will be none.
  @Nullable
  ByteBuffer take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (state == State.NEW || state == State.OPEN || state == State.LAST) {
        ByteBuffer next = next();
        if (next != null) {
          return next;
        }
        if (state == State.LAST) {
          become(State.SENT);
          return null;
        }
        news.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ByteBuffer next() {
    moving = false;
    ByteBuffer next = control;
    if (next != null) {
      control = null;
      return next;
    }
    next = messages.poll();
    if (next != null) {
      moving = true;
      return next;
    }
    next = last;
    last = null;
    leaving |= next != null;
    return next;
  }

  /// So many bytes of a taken frame are with the socket.
  void written(int bytes) {
    lock.lock();
    try {
      unsent -= bytes;
      moved += moving ? bytes : 0;
      if (unsent <= bound / 2 || System.nanoTime() - waiting > told) {
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Bytes of messages that have gone to the socket since the beginning.
  long moved() {
    lock.lock();
    try {
      return moved;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the close frame was taken.
  boolean isLeaving() {
    lock.lock();
    try {
      return leaving;
    } finally {
      lock.unlock();
    }
  }

  /// Whether everything is with the socket, the close frame included.
  boolean isSent() {
    lock.lock();
    try {
      return state == State.SENT;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the close frame is with the socket or nothing more can be sent.
  void awaitSent(long patienceMs) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMs);
      while ((state == State.OPEN || state == State.LAST) && left > 0) {
        left = end.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
