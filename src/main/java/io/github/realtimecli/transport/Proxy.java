package io.github.realtimecli.transport;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy that is asked for a tunnel; prints its host and port only.
///
/// @param uri `http://[user:password@]host[:port]`
public record Proxy(URI uri) {
  public Proxy {
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("the proxy's address is not http://host:port");
    }
  }

  String host() {
    return Endpoint.bare(uri.getHost());
  }

  int port() {
    return uri.getPort() > 0 ? uri.getPort() : 80;
  }

  boolean hasPassword() {
    return uri.getRawUserInfo() != null;
  }

  /// The request for a tunnel to an authority with its port.
  byte[] request(String authority) {
    StringBuilder request = new StringBuilder("CONNECT ").append(authority)
        .append(" HTTP/1.1\r\nHost: ")
        .append(authority)
        .append("\r\n");
    String credentials = credentials();
    if (credentials != null) {
      request.append("Proxy-Authorization: Basic ").append(credentials).append("\r\n");
    }
    return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private @Nullable String credentials() {
    String user = uri.getRawUserInfo();
    if (user == null) {
      return null;
    }
    // in a user and password a plus is a plus
    String plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return host() + ':' + port();
  }
}
