package io.github.realtimecli.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/// Whether a certificate names a host letter by letter, which is the easy case of RFC 6125: no wildcard, no address, no name of
/// the certificate's owner instead of its host. The JDK says yes to all that this says yes to; what this does not know is for the
/// JDK to judge.
final class HostName {
  private static final int DNS = 2;

  private HostName() {}

  /// @param host as it was dialled
  static boolean isIn(X509Certificate certificate, String host) {
    return isPlain(host) && isListed(certificate, host);
  }

  private static boolean isListed(X509Certificate certificate, String host) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names == null) {
        return false;
      }
      for (List<?> name : names) {
        if (name.get(0) instanceof Integer kind && kind == DNS && host.equalsIgnoreCase(String.valueOf(name.get(1)))) {
          return true;
        }
      }
      return false;
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /// Labels of ASCII letters, digits and hyphens within, of which the last ends with a letter: no address does.
  private static boolean isPlain(String host) {
    char before = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean inside = isLetter(c) || c >= '0' && c <= '9';
      if (!inside && (before == '.' || c != '-' && (c != '.' || before == '-'))) {
        return false;
      }
      before = c;
    }
    return isLetter(before);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
