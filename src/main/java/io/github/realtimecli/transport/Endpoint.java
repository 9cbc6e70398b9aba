package io.github.realtimecli.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where and how to connect. What cannot be dialled or would smuggle a header is refused when the record is made; no
/// message ever holds a value.
///
/// @param uri            full `ws:` or `wss:` address, with path and query, without user or fragment
/// @param headers        extra handshake headers, in order; a value may be a secret
/// @param connectTimeout for name look-up, TCP, proxy, TLS and handshake together
/// @param proxy          goes through this HTTP proxy
/// @param authorities    a PEM file of certificates to trust in place of Java's own
public record Endpoint(URI uri, List<Header> headers, Duration connectTimeout, @Nullable Proxy proxy,
    @Nullable Path authorities) {
  /// No key is shorter; what is, such as `Bearer`, may be shown.
  private static final int SECRET = 12;

  /// One header; prints its name only.
  ///
  /// @param value visible ASCII and inner spaces
  public record Header(String name, String value) {
    /// Ours to set: another value would break the handshake or ask for an extension that we do not speak.
    private static final Set<String> RESERVED = Set.of("upgrade", "connection", "sec-websocket-key",
        "sec-websocket-version", "sec-websocket-extensions", "sec-websocket-accept", "content-length",
        "transfer-encoding");

    public Header {
      if (!isToken(name)) {
        throw new IllegalArgumentException("a header has a name that is not an HTTP token");
      }
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("the header " + name + " cannot be set");
      }
      value = value.strip();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c < ' ' || c > '~') {
          throw new IllegalArgumentException("the value of the header " + name
              + " holds a character that is not visible ASCII");
        }
      }
    }

    private static boolean isToken(String name) {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c <= ' ' || c > '~' || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
          return false;
        }
      }
      return !name.isEmpty();
    }

    @Override
    public String toString() {
      return name + ": …";
    }
  }

  public Endpoint {
    headers = List.copyOf(headers);
    if (!"ws".equalsIgnoreCase(uri.getScheme()) && !"wss".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("the address does not begin with ws:// or wss://");
    }
    // a name that Java does not take for a host (one with an underscore) would otherwise end at our own machine
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new IllegalArgumentException("the address has no valid host name");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("the address holds a user name or password");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the address holds a fragment (#)");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("the address has a port outside 1 to 65535");
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("the time to connect is not positive");
    }
  }

  /// Directly, trusting whom Java trusts.
  public Endpoint(URI uri, List<Header> headers, Duration connectTimeout) {
    this(uri, headers, connectTimeout, null, null);
  }

  boolean isSecure() {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  /// Without the brackets of an IPv6 literal.
  String host() {
    return bare(uri.getHost());
  }

  static String bare(String host) {
    return host.charAt(0) == '[' ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return uri.getPort() > 0 ? uri.getPort() : isSecure() ? 443 : 80;
  }

  /// What the Host header says: a port only where it is not the scheme's own.
  String authority() {
    return port() == (isSecure() ? 443 : 80) ? uri.getHost() : uri.getHost() + ':' + port();
  }

  /// What the request line asks for.
  String resource() {
    URI ascii = URI.create(uri.toASCIIString());
    String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + '?' + ascii.getRawQuery();
  }

  /// The text without what our headers hold: a peer may send back what it was sent.
  String masked(String text) {
    String masked = text;
    for (Header header : headers) {
      for (String word : header.value().split(" ", -1)) {
        if (word.length() >= SECRET) {
          masked = masked.replace(word, "…");
        }
      }
    }
    return masked;
  }

  /// Without the query, which may hold a key.
  @Override
  public String toString() {
    return uri.getScheme() + "://" + authority() + (uri.getRawPath() == null ? "" : uri.getRawPath());
  }
}
