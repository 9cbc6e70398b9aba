package io.github.realtimecli.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/// The certificates that a server shows, in words.
final class PeerCertificates {
  private static final Pattern NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,+\\\\])*)");
  private static final int DNS = 2;
  private static final int ADDRESS = 7;
  private static final int FEW = 3;

  private final X509Certificate[] chain;

  /// @param chain the server's own first, at least one
  PeerCertificates(X509Certificate[] chain) {
    this.chain = chain.clone();
  }

  private X509Certificate own() {
    return chain[0];
  }

  boolean isSelfSigned() {
    return chain.length == 1 && own().getSubjectX500Principal().equals(own().getIssuerX500Principal());
  }

  /// The authority at the end of what was shown, and whether its own certificate was.
  String authority() {
    X509Certificate last = chain[chain.length - 1];
    String name = name(last.getIssuerX500Principal());
    return last.getSubjectX500Principal().equals(last.getIssuerX500Principal())
        ? name
        : name + " (whose own certificate the server does not send)";
  }

  /// Which of them is past its time, and since when.
  String expired() {
    Instant now = Instant.now();
    for (X509Certificate certificate : chain) {
      if (certificate.getNotAfter().toInstant().isBefore(now)) {
        return (certificate.equals(own())
            ? "its certificate"
            : "the certificate of " + name(certificate.getSubjectX500Principal()))
            + " expired on " + day(certificate);
      }
    }
    return "its certificate has expired";
  }

  /// Whom the server's own is for: a few of the names in it.
  String names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = own().getSubjectAlternativeNames();
      for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (alternative.get(0) instanceof Integer kind && (kind == DNS || kind == ADDRESS)) {
          names.add(String.valueOf(alternative.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      // then by its subject
    }
    if (names.isEmpty()) {
      return name(own().getSubjectX500Principal());
    }
    return String.join(", ", names.subList(0, Math.min(FEW, names.size()))) + (names.size() > FEW ? ", …" : "");
  }

  String issuer() {
    return name(own().getIssuerX500Principal());
  }

  LocalDate lastDay() {
    return day(own());
  }

  private static LocalDate day(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// The common name, or all of it where there is none.
  private static String name(X500Principal principal) {
    Matcher name = NAME.matcher(principal.getName());
    return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : principal.getName();
  }
}
