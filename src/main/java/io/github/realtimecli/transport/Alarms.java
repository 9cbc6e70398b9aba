package io.github.realtimecli.transport;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Rings when a time is over, on one thread for the whole process: for those who wait long and are nearly always woken by
/// something else before. A virtual thread that waits with a deadline of its own wakes the JVM's timer at every wait, and
/// again when it has not needed it; this thread seldom wakes for anything but what is due.
public final class Alarms {
  private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1,
      Thread.ofPlatform().daemon().name("alarms").factory());

  static {
    CLOCK.setRemoveOnCancelPolicy(true);
  }

  private Alarms() {}

  /// How many are to ring.
  public static int waiting() {
    return CLOCK.getQueue().size();
  }

  /// @param nanos from now
  /// @param ring  what is short and waits for nobody
  /// @return to be cancelled when nobody waits any more: until then it keeps what it rings
  public static Future<?> in(long nanos, Runnable ring) {
    return CLOCK.schedule(ring, nanos, TimeUnit.NANOSECONDS);
  }
}
