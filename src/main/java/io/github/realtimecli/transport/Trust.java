package io.github.realtimecli.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts whom the JDK's own PKIX rules trust, and keeps the certificates of those whom it does not: they tell the user why.
///
/// The question is put in two steps. First the way that costs least: of Java's own store only the authorities that the chain
/// names, compared byte by byte, and the host's name compared by us where that is plain. When the answer is not yes,
/// the JDK's whole way, whose word is the last. The rules are the same in both.
final class Trust extends X509ExtendedTrustManager {
  private final @Nullable Anchors anchors;
  private final Callable<X509ExtendedTrustManager> load;
  private @Nullable X509ExtendedTrustManager judge;

  private Trust(@Nullable Anchors anchors, Callable<X509ExtendedTrustManager> load) {
    this.anchors = anchors;
    this.load = load;
  }

  /// Whom Java trusts.
  static Trust ofJava() {
    return new Trust(Anchors.ofJava(), () -> pkix(null));
  }

  /// Those in a store, and nobody else.
  static Trust in(KeyStore store) throws GeneralSecurityException {
    X509ExtendedTrustManager judge = pkix(store);
    return new Trust(null, () -> judge);
  }

  private static X509ExtendedTrustManager pkix(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager judge) {
        return judge;
      }
    }
    throw new GeneralSecurityException("Java has no trust manager for certificates");
  }

  private synchronized X509ExtendedTrustManager judge() throws CertificateException {
    try {
      X509ExtendedTrustManager known = judge != null ? judge : load.call();
      judge = known;
      return known;
    } catch (Exception e) {
      throw new CertificateException("Java's trust store cannot be read: " + e.getMessage(), e);
    }
  }

  /// Judges a chain that nobody has shown, one of the authorities by itself, so that what judges chains is loaded: for a
  /// thread that has nothing else to do.
  void practise() {
    try {
      NativeTls.offerSignatures();
      X509Certificate authority = anchors == null ? null : anchors.forPractice();
      if (authority == null) {
        return;
      }
      KeyStore few = KeyStore.getInstance(Tls.IN_MEMORY);
      few.load(null, null);
      few.setCertificateEntry("practice", authority);
      pkix(few).checkServerTrusted(new X509Certificate[]{authority}, "UNKNOWN");
      // the manager trusts an authority without looking any further
      PKIXParameters parameters = new PKIXParameters(few);
      parameters.setRevocationEnabled(false);
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(authority));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException | IOException | RuntimeException | LinkageError e) {
      // what is shown will be judged all the same
    }
  }

  /// Whether the authorities that the chain names, or those of a file, are enough to trust it.
  private boolean isTrustedAtFirst(X509Certificate[] chain, String type, Socket socket) {
    try {
      if (anchors == null) {
        judge(judge(), chain, type, socket);
        return true;
      }
      KeyStore few = KeyStore.getInstance(Tls.IN_MEMORY);
      few.load(null, null);
      for (X509Certificate issuer : anchors.issuers(chain)) {
        few.setCertificateEntry("issuer " + few.size(), issuer);
      }
      if (few.size() == 0) {
        return false;
      }
      judge(pkix(few), chain, type, socket);
      return true;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return false;
    }
  }

  /// Leaves the host's name out where it is clearly there: to compare it the JDK reads all authorities once more, which costs
  /// a cold process 50 ms, and asks only whether a wildcard would have been allowed.
  private static void judge(X509ExtendedTrustManager judge, X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (!(socket instanceof SSLSocket tls)) {
      judge.checkServerTrusted(chain, type, socket);
      return;
    }
    SSLSession session = tls.getHandshakeSession();
    boolean named = HostName.isIn(chain[0], session.getPeerHost());
    if (NativeTls.isOurs(tls)) {
      judge.checkServerTrusted(chain, type, new HandshakeView(session, named ? "" : Tls.IDENTIFICATION));
      return;
    }
    if (!named) {
      judge.checkServerTrusted(chain, type, socket);
      return;
    }
    SSLParameters parameters = tls.getSSLParameters();
    String way = parameters.getEndpointIdentificationAlgorithm();
    // null would leave it as it is
    parameters.setEndpointIdentificationAlgorithm("");
    tls.setSSLParameters(parameters);
    try {
      judge.checkServerTrusted(chain, type, socket);
    } finally {
      parameters.setEndpointIdentificationAlgorithm(way);
      tls.setSSLParameters(parameters);
    }
  }

  /// The certificates that were shown and not trusted.
  static final class Distrusted extends CertificateException {
    private static final long serialVersionUID = 1;
    private final transient X509Certificate[] chain;

    Distrusted(X509Certificate[] chain, CertificateException cause) {
      super(cause.getMessage(), cause);
      this.chain = chain.clone();
    }

    /// The server's own first, at least one.
    X509Certificate[] chain() {
      return chain.clone();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    // what BoringSSL says of TLS 1.3, where a suite no longer tells of the key, in the JDK's word
    String known = "GENERIC".equals(type) ? "UNKNOWN" : type;
    NativeTls.offerSignatures();
    if (!isTrustedAtFirst(chain, known, socket)) {
      try {
        judge().checkServerTrusted(chain, known, socket);
      } catch (CertificateException e) {
        throw new Distrusted(chain, e);
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    judge().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    judge().checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    judge().checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge().checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    try {
      return judge().getAcceptedIssuers();
    } catch (CertificateException e) {
      return new X509Certificate[0];
    }
  }
}
