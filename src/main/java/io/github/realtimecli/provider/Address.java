package io.github.realtimecli.provider;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.transport.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a server is.
///
/// @param uri   `ws:` or `wss:`, path and query complete
/// @param given whether the user named it; a provider's own is known to speak GA
public record Address(URI uri, boolean given) {
  /// Makes a full address of what the user gave: a `ws:` or `wss:` URL as it stands, or an `http:` or `https:` base to
  /// which `/realtime` is added. A query that does not say what is wanted gets the model.
  ///
  /// @param url `null` or blank for the provider's own
  /// @throws IllegalArgumentException when it is no such address, in a sentence
  public static Address of(Provider provider, @Nullable String url, String model) {
    String wanted = url == null ? "" : url.strip();
    boolean given = !wanted.isEmpty();
    URI uri = parse(given ? wanted : provider.baseUrl());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String wire = switch (scheme) {
      case "ws", "http" -> "ws";
      case "wss", "https" -> "wss";
      default -> throw new IllegalArgumentException("the URL must begin with wss://, ws://, https:// or http://");
    };
    if (uri.getHost() == null || uri.getHost().isEmpty())
      throw new IllegalArgumentException("the URL has no host name that can be looked up");
    if (uri.getPort() == 0 || uri.getPort() > 65_535)
      throw new IllegalArgumentException("the URL has a port outside 1 to 65535");
    if (uri.getRawUserInfo() != null)
      throw new IllegalArgumentException("the URL must not hold a user or a password");
    if (uri.getRawFragment() != null)
      throw new IllegalArgumentException("the URL must not have a #fragment");
    if (scheme.startsWith("http"))
      path = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + "/realtime";
    else if (path.isEmpty())
      path = "/";
    return new Address(parse(wire + "://" + uri.getRawAuthority() + path + "?" + query(uri.getRawQuery(), model)),
        given);
  }

  private static String query(@Nullable String query, String model) {
    String wanted = "model=" + URLEncoder.encode(model, StandardCharsets.UTF_8);
    if (query == null || query.isEmpty())
      return wanted;
    for (String part : query.split("&"))
      if (part.startsWith("model=") || part.startsWith("intent=") || part.startsWith("call_id=")
          || part.startsWith("deployment=") || part.startsWith("agent_id="))
        return query;
    return query + "&" + wanted;
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the URL is malformed: " + e.getReason());
    }
  }

  /// Whether it is this machine, to which a key may go in the clear and no key is needed.
  public boolean isLoopback() {
    String host = uri.getHost();
    return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || (host.startsWith("127.") && isNumeric(host));
  }

  /// `127.example.org` is a name, not an address.
  private static boolean isNumeric(String host) {
    for (int i = 0; i < host.length(); i++)
      if (host.charAt(i) != '.' && (host.charAt(i) < '0' || host.charAt(i) > '9'))
        return false;
    return true;
  }

  public boolean isEncrypted() {
    return uri.getScheme().equals("wss");
  }

  /// How to connect there as `account`, with `extra` headers behind the provider's own.
  public Endpoint endpoint(Provider provider, Account account, List<Endpoint.Header> extra, Duration connectTimeout) {
    List<Endpoint.Header> headers = new ArrayList<>(provider.headers(account));
    headers.addAll(extra);
    return new Endpoint(uri, headers, connectTimeout);
  }
}
