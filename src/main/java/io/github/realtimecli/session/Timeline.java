package io.github.realtimecli.session;

import io.github.realtimecli.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/// The instants of a call that its latencies run between, in nanoseconds of `System.nanoTime()`; each is set once.
final class Timeline {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final long dialled;
  private volatile long opened = NOT_YET;
  private volatile long sessionCreated = NOT_YET;
  private volatile long firstAppend = NOT_YET;
  private volatile long committed = NOT_YET;
  private volatile long firstAudio = NOT_YET;
  private volatile long done = NOT_YET;

  Timeline(long dialled) {
    this.dialled = dialled;
  }

  void opened(long at) {
    opened = at;
  }

  void appended() {
    if (firstAppend == NOT_YET)
      firstAppend = System.nanoTime();
  }

  void committed() {
    committed = System.nanoTime();
  }

  void heard(ServerEvent event, long at) {
    if (event instanceof ServerEvent.SessionCreated && sessionCreated == NOT_YET)
      sessionCreated = at;
    else if (event instanceof ServerEvent.AudioDelta && firstAudio == NOT_YET)
      firstAudio = at;
    else if (event instanceof ServerEvent.ResponseDone && done == NOT_YET)
      done = at;
  }

  Result.Latency latency() {
    return new Result.Latency(between(dialled, opened), between(opened, sessionCreated),
        between(firstAppend, committed), between(committed, firstAudio), null, null, between(committed, done));
  }

  private static @Nullable Double between(long from, long to) {
    return from == NOT_YET || to == NOT_YET ? null : (to - from) / 1e6;
  }
}
