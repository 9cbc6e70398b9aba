package io.github.realtimecli.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;

/// The addresses of a host name, asked of the system: it may take its own time and cannot be interrupted.
record Lookup(String host, Names names) implements Callable<InetAddress[]> {
  /// Who knows them.
  @FunctionalInterface
  interface Names { InetAddress[] of(String host) throws UnknownHostException; }

  /// Whether there is nothing to ask.
  boolean isLiteral() {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ':') {
        return true;
      }
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public InetAddress[] call() throws UnknownHostException {
    return names.of(host);
  }
}
