package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;

/// Someone who watches the server's connections. They are numbered from 1 in the order in which they came, refused ones
/// included. Called on many threads, of one connection by one at a time; must return at once.
public interface ServerObserver {
  /// Sees nothing.
  ServerObserver NOBODY = new ServerObserver() {
  };

  /// A client was let in.
  ///
  /// @param path of its request, without the query
  default void came(long connection, String path) {}

  /// A client was not.
  ///
  /// @param status of HTTP
  default void refused(long connection, int status) {}

  default void heard(long connection, ClientEvent event) {}

  /// @param type as the client is told it
  default void said(long connection, String type, ServerEvent event) {}

  /// The connection is over.
  ///
  /// @param code of the close frame, 1006 when there was none, or when the end of the stream has overtaken it
  default void left(long connection, int code) {}
}
