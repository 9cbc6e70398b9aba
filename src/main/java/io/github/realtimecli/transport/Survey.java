package io.github.realtimecli.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// How far one gets on the way to a server: name, TCP, proxy and TLS, without a WebSocket.
///
/// @param address   of the server, as the system has it; `null` where a proxy looks it up
/// @param millis    for everything together
/// @param encrypted what is known of TLS, `null` without it
/// @param failure   what it ended with, `null` when all of it went well
public record Survey(@Nullable String address, double millis, @Nullable Encryption encrypted,
    Ending.@Nullable Unreachable failure) {
  /// @param protocol such as `TLSv1.3`
  /// @param issuer   of the server's certificate
  /// @param expires  when that ends
  public record Encryption(String protocol, String issuer, Instant expires) {}

  /// Goes as far as it comes, within the endpoint's time to connect.
  public static Survey of(Endpoint endpoint) throws InterruptedException {
    Dialer dialer = new Dialer(endpoint, Network.Threads.PLATFORM, Tls.USUAL);
    long begun = System.nanoTime();
    try (Socket socket = dialer.dial()) {
      double millis = (System.nanoTime() - begun) / 1e6;
      InetAddress peer = socket.getInetAddress();
      return new Survey(endpoint.proxy() == null && peer != null ? peer.getHostAddress() : null, millis,
          socket instanceof SSLSocket tls ? encryption(tls.getSession()) : null, null);
    } catch (IOException e) {
      dialer.abort();
      return new Survey(null, (System.nanoTime() - begun) / 1e6, null,
          Diagnosis.unreachable(dialer.step(), e, endpoint));
    }
  }

  private static Encryption encryption(SSLSession session) throws IOException {
    X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
    return new Encryption(session.getProtocol(), certificate.getIssuerX500Principal().getName(),
        certificate.getNotAfter().toInstant());
  }

  /// Asks over HTTP what the endpoint's server answers elsewhere, with the same headers, proxy and trust.
  ///
  /// @return the body of a 200, `null` for any other status
  public static @Nullable String get(Endpoint endpoint, URI elsewhere) throws IOException, InterruptedException {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(endpoint.connectTimeout());
    Proxy proxy = endpoint.proxy();
    client.proxy(proxy == null
        ? HttpClient.Builder.NO_PROXY
        : ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
    if (endpoint.isSecure())
      client
          .sslContext(Tls.JAVA.context(endpoint.authorities(), Math.toIntExact(endpoint.connectTimeout().toMillis())));
    HttpRequest.Builder request = HttpRequest.newBuilder(elsewhere).timeout(endpoint.connectTimeout());
    endpoint.headers().forEach(header -> request.header(header.name(), header.value()));
    try (HttpClient asking = client.build()) {
      HttpResponse<String> response = asking.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : null;
    }
  }
}
