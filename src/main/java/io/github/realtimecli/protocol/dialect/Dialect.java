package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;

/// A spelling of what we write. What we read is understood in every spelling: [Reading].
public interface Dialect {
  /// Writes a client event as UTF-8 behind `headroom` free bytes, in an array of exactly that size.
  byte[] write(ClientEvent event, int headroom);

  /// Writes a server event as UTF-8, with `eventId` as its id. One event may be several messages in a dialect that splits
  /// it, or none where the dialect has no word for it; this writes the one of [#type(ServerEvent)].
  ///
  /// @throws IllegalArgumentException when the dialect has no word for the event
  byte[] write(ServerEvent event, String eventId);

  /// The `type` that this dialect gives the event; empty when it has no word for it.
  String type(ServerEvent event);

  /// The `type` that this dialect gives the event.
  String type(ClientEvent event);
}
