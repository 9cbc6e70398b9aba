package io.github.realtimecli.transport;

import io.github.realtimecli.transport.Ending.Unreachable;
import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// What went wrong, in plain words: what was being done, and the exception that ended it.
final class Diagnosis {
  private Diagnosis() {}

  /// @param step what was being tried
  static Unreachable unreachable(Step step, Throwable cause, Endpoint endpoint) {
    if (cause instanceof SocketTimeoutException) {
      return new Unreachable(Step.TIMEOUT,
          purpose(step, endpoint) + " took longer than " + words(endpoint.connectTimeout()));
    }
    if (step == Step.TLS) {
      return distrusted(TlsFailure.of(cause), endpoint.host());
    }
    if (cause instanceof ProxyRefusal refusal) {
      return new Unreachable(step, refusal.objection, "the proxy " + endpoint.proxy() + ' ' + refusal.getMessage());
    }
    return new Unreachable(step, switch (step) {
      case NAME -> "the host name " + asked(endpoint) + " is not known";
      case CONNECT -> place(endpoint) + ' ' + connecting(cause);
      case PROXY -> "the proxy " + endpoint.proxy() + ' '
          + (cause instanceof ConnectException ? connecting(cause) : talking(cause));
      case HANDSHAKE -> "the server " + talking(cause);
      case TLS, TIMEOUT -> message(cause);
    });
  }

  private static Unreachable distrusted(TlsFailure distrust, String host) {
    return new Unreachable(Step.TLS, distrust.objection(), switch (distrust.objection()) {
      case null -> host + " cannot be spoken to: " + distrust.words();
      case AUTHORITIES_FILE -> distrust.words();
      case EXPIRED, NOT_YET_VALID, HOST_NAME, SELF_SIGNED, UNKNOWN_AUTHORITY, CERTIFICATE, PROXY_PASSWORD,
          PROXY_FORBIDS ->
        host + " cannot be trusted: " + distrust.words();
    });
  }

  private static String purpose(Step step, Endpoint endpoint) {
    return switch (step) {
      case NAME -> "looking up " + asked(endpoint);
      case CONNECT -> "connecting to " + place(endpoint);
      case PROXY -> "connecting through the proxy";
      case TLS -> "the TLS handshake with " + endpoint.host();
      case HANDSHAKE, TIMEOUT -> "the WebSocket handshake with " + endpoint.host();
    };
  }

  private static String asked(Endpoint endpoint) {
    Proxy proxy = endpoint.proxy();
    return proxy == null ? endpoint.host() : proxy.host();
  }

  private static String place(Endpoint endpoint) {
    return endpoint.host() + " port " + endpoint.port();
  }

  private static String connecting(Throwable cause) {
    if (cause instanceof NoRouteToHostException) {
      return "cannot be reached from here";
    }
    String message = message(cause);
    return message.contains("refused") ? "refused the connection" : "cannot be reached: " + message;
  }

  private static String talking(Throwable cause) {
    if (cause instanceof EOFException) {
      return "hung up during the handshake";
    }
    if (cause instanceof ProtocolException) {
      return "does not speak the protocol: " + message(cause);
    }
    if (cause instanceof SSLException && TlsFailure.wantsOurs(message(cause))) {
      return TlsFailure.WANTS_OURS;
    }
    return message(cause).contains("reset")
        ? "reset the connection during the handshake"
        : "broke off the handshake: " + message(cause);
  }

  /// Why an open connection was lost.
  static Ending lost(Throwable cause) {
    if (cause instanceof Broken broken) {
      return new Ending.Lost(broken.detail());
    }
    if (cause instanceof EOFException) {
      return new Ending.Lost("the server ended the connection without a closing handshake");
    }
    if (cause instanceof SSLException) {
      return new Ending.Lost("TLS failed: " + message(cause));
    }
    if (cause instanceof IOException) {
      String message = message(cause);
      return new Ending.Lost(message.contains("reset") || message.contains("Broken pipe")
          ? "the server reset the connection"
          : "the connection broke: " + message);
    }
    if (cause instanceof OutOfMemoryError) {
      return new Ending.Lost("what the server sent does not fit into the memory given to this program");
    }
    return new Ending.Faulty(cause.toString());
  }

  static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
