package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ServerEvent;

/// What a peer wants done, in order.
sealed interface Output {
  record Say(ServerEvent event) implements Output {}

  /// A message that no dialect has.
  record SayRaw(String text) implements Output {}

  /// The end of the connection; nothing comes behind it.
  ///
  /// @param reason as the vendor writes it: `type.code`
  record Close(int code, String reason) implements Output {}

  /// The end without a closing handshake.
  record Drop() implements Output {}

  /// The same by a TCP reset.
  record Reset() implements Output {}
}
