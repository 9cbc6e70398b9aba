package io.github.realtimecli.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What awaits the next connection.
///
/// @param part what is recited to it, `null` where answers are made up
record ConnectionSetup(FaultInjector mischief, Script.@Nullable Part part, ServerObserver witness) {
  /// How its handshake is refused, `null` when it is not.
  @Nullable
  Rejection rejection() {
    if (part != null) {
      Script.Refusal refusal = part.refusal();
      return refusal == null ? null : Rejection.of(refusal);
    }
    Fault.Refuse fault = mischief.refusal();
    return fault == null ? null : Rejection.of(fault);
  }

  Duration delay() {
    return mischief.handshakeDelay();
  }
}
