package io.github.realtimecli.transport;

import java.security.Provider;
import java.security.Security;
import java.util.List;

/// Bouncy Castle's elliptic curves for the JDK's TLS: the keys that are offered for an exchange, and the signatures of
/// certificates. The JDK computes a table of 64 points before it looks at any of P-256, which takes a cold process 150 ms of
/// both processors; this library knows such a table by heart. Whom to trust is not its business, nor is the exchange itself,
/// nor what a key must look like: keys are read by the JDK.
///
/// These are parts of what the library's own provider offers, so that less is loaded; the names are those of the version
/// that the build pins. Where the library is not there, the JDK passes over this and takes its own.
final class Curves extends Provider {
  private static final long serialVersionUID = 1;
  private static final String CASTLE = "org.bouncycastle.jcajce.provider.asymmetric.ec.";

  private Curves() {
    super("Curves", "1", "Bouncy Castle's elliptic curves");
    put("KeyPairGenerator.EC", CASTLE + "KeyPairGeneratorSpi$EC");
    for (String bits : List.of("256", "384", "512")) {
      putService(new Ecdsa(this, bits, CASTLE + "SignatureSpi$ecDSA" + bits));
    }
  }

  /// Puts these before the JDK's, once in a process, unless somebody has chosen other providers than the JDK comes with.
  static void offer() {
    Offered.now();
  }

  private static final class Offered {
    static {
      if ("SUN".equals(Security.getProperty("security.provider.1"))
          && "SunEC".equals(Security.getProperty("security.provider.3"))) {
        Security.insertProviderAt(new Curves(), 1);
      }
    }

    private Offered() {}

    static void now() {
      // the class is there
    }
  }
}
