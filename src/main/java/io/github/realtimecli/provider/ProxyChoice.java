package io.github.realtimecli.provider;

import io.github.realtimecli.transport.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a server is called through a proxy, as the environment says it for curl and others: `https_proxy` for `wss:`,
/// `http_proxy` for `ws:`, else `all_proxy`, unless `no_proxy` names the host; each in small letters or in capitals.
///
/// @param variable that named the proxy
public record ProxyChoice(Proxy proxy, String variable) {
  private static final String SAFE = "-._~!$&'()*+,;=:%";

  /// @return `null` for the direct way, which this machine itself is always called by
  /// @throws IllegalArgumentException when a variable holds no proxy that we can use; the message does not hold its value
  public static @Nullable ProxyChoice to(URI target, Map<String, String> environment) {
    boolean secure = target.getScheme().equals("wss");
    if (Address.isLoopback(target.getHost()))
      return null;
    for (String name : List.of(secure ? "https_proxy" : "http_proxy", "all_proxy")) {
      String variable = name(environment, name);
      String value = environment.get(variable);
      if (value != null && !value.isBlank())
        return isExempt(target, environment) ? null : new ProxyChoice(proxy(variable, value.strip()), variable);
    }
    return null;
  }

  /// Whichever of the two spellings is set, small letters first.
  private static String name(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value != null && !value.isBlank() ? name : name.toUpperCase(Locale.ROOT);
  }

  private static boolean isExempt(URI target, Map<String, String> environment) {
    String exempt = environment.get(name(environment, "no_proxy"));
    if (exempt == null)
      return false;
    int port = target.getPort() > 0 ? target.getPort() : target.getScheme().equals("wss") ? 443 : 80;
    for (String entry : exempt.strip().toLowerCase(Locale.ROOT).split("[,\\s]+"))
      if (names(entry, target.getHost().toLowerCase(Locale.ROOT), port))
        return true;
    return false;
  }

  /// Whether an entry names a host: `*`, the host itself, or a domain above it, with or without a dot in front and a port
  /// behind.
  private static boolean names(String entry, String host, int port) {
    if (entry.equals("*"))
      return true;
    String wanted = entry.startsWith(".") ? entry.substring(1) : entry;
    if (wanted.endsWith(":" + port))
      wanted = wanted.substring(0, wanted.length() - String.valueOf(port).length() - 1);
    if (wanted.indexOf(':') >= 0 && !wanted.startsWith("["))
      wanted = "[" + wanted + "]";
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return !wanted.isEmpty() && (bare.equals(wanted) || bare.endsWith("." + wanted));
  }

  private static Proxy proxy(String variable, String value) {
    int colons = value.indexOf("://");
    String scheme = colons < 0 ? "http" : value.substring(0, colons).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http"))
      throw new IllegalArgumentException(variable + " names a proxy of another kind than http://");
    String rest = colons < 0 ? value : value.substring(colons + 3);
    int at = rest.lastIndexOf('@');
    String host = rest.substring(at + 1).replaceFirst("[/?#].*$", "");
    try {
      return new Proxy(new URI("http://" + (at < 0 ? "" : encoded(rest.substring(0, at)) + "@") + host));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(variable + " does not read http://host:port");
    }
  }

  /// A user and password as people write them, with what a URL may not hold escaped.
  private static String encoded(String user) {
    StringBuilder encoded = new StringBuilder();
    byte[] bytes = user.replaceAll("%(?![0-9a-fA-F]{2})", "%25").getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || SAFE.indexOf(c) >= 0)
        encoded.append(c);
      else
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return encoded.toString();
  }
}
