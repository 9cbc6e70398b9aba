package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ServerEvent;

/// What a peer wants done, in order.
sealed interface Output {
  record Say(ServerEvent event) implements Output {}

  /// The end of the connection; nothing comes behind it.
  ///
  /// @param reason as the vendor writes it: `type.code`
  record Close(int code, String reason) implements Output {}
}
