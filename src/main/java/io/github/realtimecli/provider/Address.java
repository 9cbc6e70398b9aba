package io.github.realtimecli.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a server is.
///
/// @param uri   `ws:` or `wss:`, path and query complete
/// @param shape how it is known to spell its events
public record Address(URI uri, Shape shape) {
  private static final String REALTIME = "/realtime";
  /// A query with one of these says itself what is wanted.
  private static final Set<String> CHOICES = Set.of("model", "deployment", "intent", "call_id", "agent_id");
  private static final Set<String> SECRETS = Set.of("api-key", "api_key", "apikey", "key", "token", "access_token",
      "client_secret");

  public enum Shape {
    GA, BETA,
    /// A server of which only the URL is known.
    UNKNOWN
  }

  /// What the session is for.
  public enum Intent {
    /// A model that hears and answers.
    REALTIME,
    /// A transcriber, which is named in the session's settings and not in the URL.
    TRANSCRIPTION
  }

  /// Makes a full address of what the user gave: a `ws:` or `wss:` URL as it stands, or an `http:` or `https:` base to
  /// which `/realtime` is added. A query that does not say what is wanted gets it.
  ///
  /// @param url   `null` or blank for the provider's own
  /// @param model `null` for the provider's usual one
  /// @throws IllegalArgumentException when it is no such address, in a sentence
  public static Address of(Provider provider, @Nullable String url, @Nullable String model, Intent intent) {
    String wanted = url == null ? "" : url.strip();
    boolean own = wanted.isEmpty();
    if (own && provider.baseUrl() == null)
      throw new IllegalArgumentException("a provider without an address of its own needs a URL");
    URI uri = parse(own ? String.valueOf(provider.baseUrl()) : wanted);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String wire = switch (scheme) {
      case "ws", "http" -> "ws";
      case "wss", "https" -> "wss";
      default -> throw new IllegalArgumentException("the URL must begin with wss://, ws://, https:// or http://");
    };
    check(uri);
    String path = path(provider, scheme.startsWith("http"), uri.getRawPath() == null ? "" : uri.getRawPath());
    Shape shape = shape(provider, own, path);
    String query = query(uri.getRawQuery(), model == null ? provider.model() : model, intent, shape);
    return new Address(parse(wire + "://" + uri.getRawAuthority() + path + "?" + query), shape);
  }

  private static void check(URI uri) {
    if (uri.getHost() == null || uri.getHost().isEmpty())
      throw new IllegalArgumentException("the URL has no host name that can be looked up");
    if (uri.getPort() == 0 || uri.getPort() > 65_535)
      throw new IllegalArgumentException("the URL has a port outside 1 to 65535");
    if (uri.getRawUserInfo() != null)
      throw new IllegalArgumentException("the URL must not hold a user or a password");
    if (uri.getRawFragment() != null)
      throw new IllegalArgumentException("the URL must not have a #fragment");
  }

  private static String path(Provider provider, boolean base, String path) {
    if (!base)
      return path.isEmpty() ? "/" : path;
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.endsWith(REALTIME) ? trimmed : provider.basePath(trimmed) + REALTIME;
  }

  /// Azure's preview lies beside its GA address and speaks beta.
  private static Shape shape(Provider provider, boolean own, String path) {
    return switch (provider) {
      case OPENAI -> own ? Shape.GA : Shape.UNKNOWN;
      case AZURE -> path.endsWith("/openai/realtime")
          ? Shape.BETA
          : path.endsWith("/v1/realtime") ? Shape.GA : Shape.UNKNOWN;
    };
  }

  private static String query(@Nullable String query, @Nullable String model, Intent intent, Shape shape) {
    String given = query == null ? "" : query;
    List<String> names = names(given);
    String wanted = switch (intent) {
      case TRANSCRIPTION -> names.contains("intent") ? "" : "intent=transcription";
      case REALTIME -> Collections.disjoint(names, CHOICES) ? choice(model, shape) : "";
    };
    return given + (given.isEmpty() || wanted.isEmpty() ? "" : "&") + wanted;
  }

  private static String choice(@Nullable String model, Shape shape) {
    if (model == null)
      throw new IllegalArgumentException("nobody knows which model is wanted");
    return (shape == Shape.BETA ? "deployment=" : "model=") + URLEncoder.encode(model, StandardCharsets.UTF_8);
  }

  private static List<String> names(String query) {
    List<String> names = new ArrayList<>();
    for (String part : query.split("&"))
      names.add(part.replaceFirst("=.*$", ""));
    return names;
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the URL is malformed: " + e.getReason());
    }
  }

  /// Whether a URL says itself which model, deployment, call or agent is wanted.
  public static boolean chooses(@Nullable String url) {
    int query = url == null ? -1 : url.indexOf('?');
    return url != null && query >= 0 && !Collections.disjoint(names(url.substring(query + 1)), CHOICES);
  }

  /// The model or deployment that it asks for.
  public @Nullable String model() {
    for (String part : uri.getRawQuery().split("&"))
      if (part.startsWith("model=") || part.startsWith("deployment="))
        return URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8);
    return null;
  }

  /// Values in the query that must not be shown, as they stand there.
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (String part : uri.getRawQuery().split("&"))
      if (SECRETS.contains(part.replaceFirst("=.*$", "").toLowerCase(Locale.ROOT)) && part.contains("="))
        secrets.add(part.substring(part.indexOf('=') + 1));
    return secrets;
  }

  /// Whether it is this machine, to which a key may go in the clear and no key is needed.
  public boolean isLoopback() {
    return isLoopback(uri.getHost());
  }

  static boolean isLoopback(String host) {
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
}
