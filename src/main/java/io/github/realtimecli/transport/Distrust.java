package io.github.realtimecli.transport;

import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/// Why a TLS handshake failed, in plain words.
final class Distrust {
  private Distrust() {}

  static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = certificate(cause);
      if (words != null) {
        return words;
      }
    }
    return handshake(failure);
  }

  private static @Nullable String certificate(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return "its certificate has expired";
    }
    if (cause instanceof CertificateNotYetValidException) {
      return "its certificate is not valid yet (is the clock right?)";
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof CertPathBuilderException || message.contains("does not chain with any of the trust anchors")) {
      return "its certificate was issued by an unknown authority";
    }
    if (cause instanceof CertificateException
        && (message.contains("subject alternative") || message.contains("No name matching"))) {
      return "its certificate is for another host name";
    }
    return null;
  }

  private static String handshake(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof EOFException || failure.getCause() instanceof EOFException) {
      return "the server hung up during the TLS handshake";
    }
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "the server does not speak TLS there";
    }
    return message.contains("reset") ? "the server reset the connection during the TLS handshake" : message;
  }
}
