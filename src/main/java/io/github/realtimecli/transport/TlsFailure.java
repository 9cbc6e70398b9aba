package io.github.realtimecli.transport;

import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a TLS handshake failed.
///
/// @param objection to the certificate; `null` when it was not about that
/// @param words     a clause in plain words
record TlsFailure(@Nullable Objection objection, String words) {
  static final String WANTS_OURS = "wants a certificate of ours, which is not supported";

  static TlsFailure of(Throwable failure) {
    if (failure instanceof Tls.UnusableAuthorities) {
      return new TlsFailure(Objection.AUTHORITIES_FILE, message(failure));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Trust.Distrusted distrusted) {
        PeerCertificates shown = new PeerCertificates(distrusted.chain());
        Objection objection = objection(distrusted, shown);
        return new TlsFailure(objection, words(objection, shown, distrusted));
      }
    }
    return new TlsFailure(null, handshake(failure));
  }

  private static Objection objection(Trust.Distrusted failure, PeerCertificates shown) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String message = message(cause);
      if (cause instanceof CertificateExpiredException) {
        return Objection.EXPIRED;
      }
      if (cause instanceof CertificateNotYetValidException) {
        return Objection.NOT_YET_VALID;
      }
      if (cause instanceof CertPathBuilderException || message.contains("does not chain with any of the trust anchors")
          || (cause instanceof CertPathValidatorException e && e.getReason() == BasicReason.INVALID_SIGNATURE)) {
        return shown.isSelfSigned() ? Objection.SELF_SIGNED : Objection.UNKNOWN_AUTHORITY;
      }
      if (cause instanceof CertificateException
          && (message.contains("subject alternative") || message.contains("No name matching"))) {
        return Objection.HOST_NAME;
      }
    }
    return Objection.CERTIFICATE;
  }

  private static String words(Objection objection, PeerCertificates shown, Trust.Distrusted failure) {
    return switch (objection) {
      case EXPIRED -> shown.expired();
      case NOT_YET_VALID -> "its certificate is not valid yet (is the clock right?)";
      case HOST_NAME -> "its certificate is for another host name: " + shown.names();
      case SELF_SIGNED -> "its certificate is self-signed";
      case UNKNOWN_AUTHORITY -> "its certificate was issued by an unknown authority: " + shown.authority();
      case CERTIFICATE, AUTHORITIES_FILE, PROXY_PASSWORD, PROXY_FORBIDS -> other(failure);
    };
  }

  private static String other(Trust.Distrusted failure) {
    String message = message(failure);
    return message.contains("key usage")
        ? "its certificate is not meant for a server"
        : "its certificate is not accepted: " + message;
  }

  private static String handshake(Throwable failure) {
    String message = message(failure);
    if (failure instanceof EOFException || failure.getCause() instanceof EOFException) {
      return "the server hung up during the TLS handshake";
    }
    if (message.contains("Unsupported or unrecognized SSL message")
        || message.contains("Unable to parse TLS packet header")) {
      return "the server does not speak TLS there";
    }
    if (wantsOurs(message)) {
      return "it " + WANTS_OURS;
    }
    return message.contains("reset") ? "the server reset the connection during the TLS handshake" : message;
  }

  /// By the names of the alerts that say so, as either engine spells them.
  static boolean wantsOurs(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("certificate_required") || words.contains("bad_certificate");
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
