package io.github.realtimecli.transport;

import java.util.Map;

/// How a connection was over.
public sealed interface Ending {
  /// The WebSocket closing handshake, begun by the peer or by us.
  ///
  /// @param code   as in RFC 6455 section 7.4; 1005 when the peer gave none
  /// @param reason the peer's text, unchecked
  record Closed(int code, String reason, boolean byPeer) implements Ending {}

  /// The server answered the handshake with an HTTP status other than 101.
  ///
  /// @param headers names in lower case
  /// @param body    the first 32 KiB of it
  record Refused(int status, Map<String, String> headers, String body) implements Ending {
    public Refused { headers = Map.copyOf(headers); }
  }

  /// No connection came about.
  ///
  /// @param detail a short clause in plain words, without secrets
  record Unreachable(Step step, String detail) implements Ending {
    /// What failed.
    public enum Step {
      NAME, CONNECT, PROXY, TLS, HANDSHAKE, TIMEOUT
    }
  }

  /// An open connection broke without a closing handshake: reset, end of stream, a frame against the rules.
  record Lost(String detail) implements Ending {}

  /// Something of ours failed in the middle of it, such as for lack of memory.
  record Faulty(String detail) implements Ending {}

  /// We dropped it ourselves.
  record Aborted() implements Ending {}
}
