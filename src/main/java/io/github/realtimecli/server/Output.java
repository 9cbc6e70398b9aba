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
  record Close(int code, String reason) implements Output {
    /// Whether RFC 6455 lets a close say it.
    static boolean canCarry(int code) {
      return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
  }

  /// The end without a closing handshake.
  record Drop() implements Output {}

  /// The same by a TCP reset.
  record Reset() implements Output {}
}
