package io.github.realtimecli.cli;

import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Failure.Unreachable.Objection;

/// What the wire did, as the user meets it.
final class WireComplaint {
  private WireComplaint() {}

  static UserError of(Failure.Unreachable f, String server) {
    return new UserError(server + " cannot be reached: " + f.detail(),
        f.objection() == null ? hint(f.step()) : hint(f.objection()),
        f.objection() == Objection.AUTHORITIES_FILE ? ExitCode.USAGE : ExitCode.NETWORK);
  }

  private static String hint(Failure.Unreachable.Step step) {
    return switch (step) {
      case NAME -> "check the host's name and the network, or try without one: --local";
      case CONNECT -> "check the address and the network (behind a proxy: HTTPS_PROXY), or try without one: --local";
      case PROXY -> "check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY; hosts in NO_PROXY are called directly";
      case TLS -> "check the address: wss:// and https:// need a server that speaks TLS";
      case HANDSHAKE -> "check the address: is it a Realtime server's?";
    };
  }

  private static String hint(Objection objection) {
    return switch (objection) {
      case PROXY_PASSWORD -> "put them into the proxy's address: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT";
      case PROXY_FORBIDS -> "have the proxy's operator allow it, or call the host directly: NO_PROXY=HOST";
      case HOST_NAME -> "use a name that the certificate is for; --cacert cannot make up for a wrong one";
      case EXPIRED -> "the server needs a new certificate (or this machine the right date); --cacert cannot help";
      case NOT_YET_VALID -> "set this machine's clock; --cacert cannot help";
      case SELF_SIGNED -> "if it is the right server, trust its certificate: --cacert FILE.pem";
      case UNKNOWN_AUTHORITY -> "if it is the right server, trust that authority's certificate: --cacert FILE.pem";
      case CERTIFICATE -> "the server needs another certificate; --cacert cannot make up for it";
      case AUTHORITIES_FILE -> "name a file of certificates in PEM form: --cacert FILE.pem";
    };
  }

  static UserError of(Failure.ConnectTimeout f, String server) {
    return new UserError(server + " did not answer in time: " + f.detail(),
        "check the network, or allow it longer: --connect-timeout 30s", ExitCode.NETWORK);
  }

  static UserError of(Failure.Lost f, String server) {
    boolean tooMuch = f.detail().contains("message of more than")
        || f.detail().contains("does not fit into the memory");
    return new UserError("the connection to " + server + " was lost: " + f.detail(),
        tooMuch
            ? "check the address; for a server that says so much at once: REALTIME_CLI_JAVA_OPTS=-Xmx2g"
            : "try again; what had been received was kept",
        ExitCode.NETWORK);
  }

  static UserError of(Failure.Silence f, String server) {
    return new UserError(
        "nothing was heard of " + server + " for " + Durations.words(f.silent()) + " when it was " + f.waitingFor(),
        "try again, or allow it longer: --timeout 5m", ExitCode.NETWORK);
  }
}
