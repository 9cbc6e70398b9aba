package io.github.realtimecli.transport;

import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A proxy does not make the tunnel. Its message continues "the proxy HOST …"; never leaves this package.
final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1;
  final @Nullable Objection objection;

  private ProxyRefusal(@Nullable Objection objection, String message) {
    super(message);
    this.objection = objection;
  }

  static ProxyRefusal of(Proxy proxy, String target, Answer answer) {
    int status = answer.status();
    if (status == 407) {
      return new ProxyRefusal(Objection.PROXY_PASSWORD, unauthorized(proxy, answer.header("proxy-authenticate")));
    }
    return status < 500
        ? new ProxyRefusal(Objection.PROXY_FORBIDS, "does not let us through to " + target + ": it answered " + status)
        : new ProxyRefusal(null, "did not reach " + target + ": it answered " + status);
  }

  private static String unauthorized(Proxy proxy, String ways) {
    if (!ways.isEmpty() && !ways.toLowerCase(Locale.ROOT).contains("basic")) {
      return "wants a way of authentication that is not spoken here: " + ways.split("[ ,]", 2)[0];
    }
    return proxy.hasPassword() ? "refuses the user and the password (407)" : "wants a user and a password (407)";
  }
}
