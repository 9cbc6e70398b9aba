package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.turn.Plan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an answer and its figures depend on besides the recording, as one number: whom we asked for which model, the session's
/// settings, what was wanted, how it was said. Keys and other secrets are not part of it, nor is what only decides whether
/// there is an answer at all.
public final class Fingerprint {
  /// Raised when the same settings have come to mean something else.
  private static final String VERSION = "1";

  private Fingerprint() {}

  /// @param server   the address, or another name of the server
  /// @param trailing silence behind the recording
  /// @param speed    of sending, as a multiple of that of speaking
  /// @return SHA-256 in hex
  public static String of(String server, Plan plan, Duration trailing, double speed) {
    String told = new String(new Ga().write(new ClientEvent.UpdateSession(null, plan.settings()), 0),
        StandardCharsets.UTF_8);
    return sha256(String.join("\n", VERSION, server, plan.update().name(), plan.wanted().name(), told,
        trailing.toString(), Double.toString(speed)));
  }

  /// An address without what may be a secret in its query.
  public static String server(URI address) {
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    String kept = Arrays.stream(query.split("&"))
        .filter(part -> !part.split("=", 2)[0].toLowerCase(Locale.ROOT).matches(".*(key|token|secret).*"))
        .sorted()
        .collect(Collectors.joining("&"));
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath() + "?" + kept;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
