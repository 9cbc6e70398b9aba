package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What goes wrong at a [Point].
sealed interface FaultAction {
  /// A closing handshake.
  record Close(int code, String reason) implements FaultAction {}

  /// The connection ends without one, once everything that was said is out.
  record Drop() implements FaultAction {}

  /// The same by a TCP reset.
  record Reset() implements FaultAction {}

  /// Nothing more is said.
  ///
  /// @param time how long, `null` for ever
  record Stall(@Nullable Duration time) implements FaultAction {}

  /// A message that is no JSON: the first half of the event that was said last.
  record Malformed() implements FaultAction {}

  /// An `error` event.
  record Complain(ApiError error) implements FaultAction {}
}
