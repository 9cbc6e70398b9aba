package io.github.realtimecli.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Frames on their way to the socket: many threads put, one takes. Messages wait for room. A ping or pong goes before
/// them and there is one place for it, the newest replacing an unsent one (RFC 6455 section 5.5.3), so that a peer that
/// asks and never reads cannot fill our memory. The close frame goes last.
final class Outbox {
  /// In the order in which they can follow each other.
  private enum State {
    NEW, OPEN, LAST, SENT, SHUT
  }

  private final int bound;
  private final ArrayDeque<ByteBuffer> messages = new ArrayDeque<>();
  private @Nullable ByteBuffer control;
  private @Nullable ByteBuffer last;
  private State state = State.NEW;
  private int unsent;
  private long taken;
  private boolean leaving;

  Outbox(int bound) {
    this.bound = bound;
  }

  /// Lets messages in, unless it was shut before.
  synchronized void open() {
    if (state == State.NEW) {
      state = State.OPEN;
    }
  }

  /// Queues a message. When more than the bound is unsent it waits until that has become half of it, so that two threads
  /// do not take turns message by message.
  ///
  /// @param full run before it waits, and every second as long as messages go out
  /// @return `false` when messages are not taken yet, or not any more
  boolean put(ByteBuffer frame, Runnable full) throws InterruptedException {
    while (isFull()) {
      full.run();
      awaitRoom();
    }
    return putNow(frame);
  }

  private synchronized boolean isFull() {
    return state == State.OPEN && unsent > bound;
  }

  private synchronized void awaitRoom() throws InterruptedException {
    long before = taken;
    while (state == State.OPEN && unsent > bound / 2) {
      TimeUnit.SECONDS.timedWait(this, 1);
      if (taken != before) {
        return;
      }
    }
  }

  /// Queues a message, however much is unsent.
  ///
  /// @return `false` when messages are not taken yet, or not any more
  synchronized boolean putNow(ByteBuffer frame) {
    if (state != State.OPEN) {
      return false;
    }
    unsent += frame.remaining();
    messages.add(frame);
    notifyAll();
    return true;
  }

  /// Queues a ping or pong.
  synchronized void control(ByteBuffer frame) {
    if (state == State.OPEN || state == State.LAST) {
      unsent += frame.remaining() - (control == null ? 0 : control.remaining());
      control = frame;
      notifyAll();
    }
  }

  /// Queues the close frame behind everything and takes nothing more.
  ///
  /// @return `false` unless messages were taken until now
  synchronized boolean last(ByteBuffer frame) {
    if (state != State.OPEN) {
      return false;
    }
    state = State.LAST;
    unsent += frame.remaining();
    last = frame;
    notifyAll();
    return true;
  }

  /// Forgets what is queued and takes nothing more; only a close frame still goes: the queued one, else this.
  synchronized void lastNow(ByteBuffer frame) {
    messages.clear();
    control = null;
    last(frame);
  }

  /// Forgets what is queued and releases everyone.
  synchronized void shut() {
    messages.clear();
    if (state != State.SENT) {
      state = State.SHUT;
    }
    notifyAll();
  }

  /// The next frame, waiting for one; `null` when there will be none.
  synchronized @Nullable ByteBuffer take() throws InterruptedException {
    while (state == State.NEW || state == State.OPEN || state == State.LAST) {
      ByteBuffer next = next();
      if (next != null) {
        return next;
      }
      if (state == State.LAST) {
        state = State.SENT;
        notifyAll();
        return null;
      }
      wait();
    }
    return null;
  }

  private @Nullable ByteBuffer next() {
    ByteBuffer next = control;
    if (next != null) {
      control = null;
      return next;
    }
    next = messages.poll();
    if (next != null) {
      taken++;
      return next;
    }
    next = last;
    last = null;
    leaving |= next != null;
    return next;
  }

  /// A taken frame is with the socket.
  synchronized void written(ByteBuffer frame) {
    unsent -= frame.remaining();
    if (unsent <= bound / 2) {
      notifyAll();
    }
  }

  /// Messages taken since the beginning.
  synchronized long taken() {
    return taken;
  }

  /// Whether the close frame was taken.
  synchronized boolean isLeaving() {
    return leaving;
  }

  /// Whether everything is with the socket, the close frame included.
  synchronized boolean isSent() {
    return state == State.SENT;
  }

  /// Waits until the close frame is with the socket or nothing more can be sent.
  synchronized void awaitSent(long patienceMs) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    while (state == State.OPEN || state == State.LAST) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
