package io.github.realtimecli.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where and how to connect.
///
/// @param uri            full `ws:` or `wss:` address, with path and query
/// @param headers        extra handshake headers, in order; a value may be a secret
/// @param connectTimeout for name look-up, TCP, TLS and handshake together
public record Endpoint(URI uri, List<Header> headers, Duration connectTimeout) {
  /// One header; prints its name only.
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": …";
    }
  }

  public Endpoint { headers = List.copyOf(headers); }
}
