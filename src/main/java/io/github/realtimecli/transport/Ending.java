package io.github.realtimecli.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  /// @param objection what one side minds about the other, so that another try would end the same; `null` otherwise
  /// @param detail    a short clause in plain words, without secrets
  record Unreachable(Step step, @Nullable Objection objection, String detail) implements Ending {
    /// What failed.
    public enum Step {
      NAME, CONNECT, PROXY, TLS, HANDSHAKE, TIMEOUT
    }

    /// What is minded: by the proxy, about the server's certificate, or about the file of authorities to trust.
    public enum Objection {
      PROXY_PASSWORD, PROXY_FORBIDS, HOST_NAME, EXPIRED, NOT_YET_VALID, SELF_SIGNED, UNKNOWN_AUTHORITY, CERTIFICATE,
      AUTHORITIES_FILE
    }

    public Unreachable(Step step, String detail) {
      this(step, null, detail);
    }
  }

  /// An open connection broke without a closing handshake: reset, end of stream, a frame against the rules.
  record Lost(String detail) implements Ending {}

  /// Something of ours failed in the middle of it, such as for lack of memory.
  record Faulty(String detail) implements Ending {}

  /// We dropped it ourselves.
  record Aborted() implements Ending {}
}
