package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ClientEvent;
import java.time.Instant;
import java.util.List;

/// What decides what is said on one connection. No socket, no thread, no clock; times must not run backwards.
interface SessionLogic {
  /// The connection stands.
  List<Output> opened(Instant now);

  List<Output> receive(ClientEvent event, Instant now);

  /// A message that is not text.
  List<Output> binary(Instant now);

  /// When [#time] wants to be called; [Instant#MAX] for never.
  Instant wake();

  List<Output> time(Instant now);

  /// When [#speak] has something to say; [Instant#MAX] for never.
  Instant speaksAt();

  /// The next piece of what is being said; asked for when there is room for it.
  List<Output> speak(Instant now);
}
