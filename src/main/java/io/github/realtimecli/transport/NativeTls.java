package io.github.realtimecli.transport;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// BoringSSL behind the JDK's own interfaces, through Conscrypt: TLS, and the signatures and keys of the certificates that
/// are seen in it. A cold process shakes hands with it several times sooner than with the JDK's TLS, whose code has to be
/// loaded and interpreted first. Whom to trust is not its business: see [Trust].
///
/// These are parts of what Conscrypt's own provider offers, so that less is loaded; the names are those of the version that
/// the build pins.
final class NativeTls extends Provider {
  private static final long serialVersionUID = 1;
  private static final String CONSCRYPT = "org.conscrypt.";
  /// What the JDK's TLS heeds and this one does not.
  private static final List<String> WISHES = List.of("jdk.tls.client.protocols", "jdk.tls.client.cipherSuites",
      "jdk.tls.client.SignatureSchemes");

  private NativeTls() {
    super("NativeTls", "1", "BoringSSL's TLS through Conscrypt");
    put("SSLContext.TLS", CONSCRYPT + "OpenSSLContextImpl$TLSv13");
  }

  /// The one of this process; `null` where its library is not there, which is no fault, and where somebody has set what
  /// only the JDK's TLS heeds.
  static @Nullable NativeTls instance() {
    return Found.INSTANCE;
  }

  /// Whether a socket speaks this TLS.
  static boolean isOurs(SSLSocket socket) {
    return socket.getClass().getName().startsWith(CONSCRYPT);
  }

  /// Puts BoringSSL's signatures before Java's, once, for whoever judges a chain of certificates. That loads all other
  /// providers: 20 ms of a cold process, for which a handshake need not wait before it says hello.
  static void offerSignatures() {
    if (instance() != null) {
      Offered.now();
    }
  }

  private static final class Offered {
    static {
      Security.insertProviderAt(new Signatures(), 1);
    }

    private Offered() {}

    static void now() {
      // the class is there
    }
  }

  private static final class Found {
    private static final @Nullable NativeTls INSTANCE = find();

    private Found() {}

    private static @Nullable NativeTls find() {
      if (WISHES.stream().anyMatch(wish -> System.getProperty(wish) != null)) {
        return null;
      }
      NativeTls provider = new NativeTls();
      try {
        SSLContext.getInstance("TLS", provider);
      } catch (GeneralSecurityException | LinkageError e) {
        return null;
      }
      return provider;
    }
  }

  /// What the JDK's trust manager asks for while it looks at a chain of certificates. TLS is not in it: whoever else in this
  /// process wants that gets the JDK's.
  private static final class Signatures extends Provider {
    private static final long serialVersionUID = 1;

    Signatures() {
      super("NativeSignatures", "1", "BoringSSL's signatures through Conscrypt");
      put("KeyFactory.EC", CONSCRYPT + "OpenSSLECKeyFactory");
      put("Alg.Alias.KeyFactory.1.2.840.10045.2.1", "EC");
      put("KeyFactory.RSA", CONSCRYPT + "OpenSSLRSAKeyFactory");
      put("Alg.Alias.KeyFactory.1.2.840.113549.1.1.1", "RSA");
      for (String bits : new String[]{"256", "384", "512"}) {
        putService(new Ecdsa(this, bits, CONSCRYPT + "OpenSSLSignature$SHA" + bits + "ECDSA"));
        put("Signature.SHA" + bits + "withRSA", CONSCRYPT + "OpenSSLSignature$SHA" + bits + "RSA");
      }
    }
  }
}
