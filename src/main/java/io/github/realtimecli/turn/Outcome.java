package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a turn ended.
///
/// @param failure `null` when it was answered
public record Outcome(Kind kind, @Nullable Failure failure) {
  public static final Outcome ANSWERED = new Outcome(Kind.ANSWERED, null);

  /// The `outcome` of a result, in lower case there.
  public enum Kind {
    ANSWERED, REFUSED, TIMED_OUT, DISCONNECTED, INTERRUPTED, UNREADABLE, UNAUTHORIZED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Outcome of(Failure failure) {
    return new Outcome(kindOf(failure), failure);
  }

  private static Kind kindOf(Failure failure) {
    return switch (failure) {
      case Failure.UnreadableInput f -> Kind.UNREADABLE;
      case Failure.Interrupted f -> Kind.INTERRUPTED;
      case Failure.Silence f -> Kind.TIMED_OUT;
      case Failure.ConnectTimeout f -> Kind.TIMED_OUT;
      case Failure.Unreachable f -> Kind.DISCONNECTED;
      case Failure.Lost f -> Kind.DISCONNECTED;
      case Failure.HandshakeRefused f -> f.status() == 401 || f.status() == 403 ? Kind.UNAUTHORIZED : Kind.REFUSED;
      case Failure.ServerError f -> isAboutKey(f.error()) ? Kind.UNAUTHORIZED : Kind.REFUSED;
      case Failure.ClosedEarly f -> ofClose(f.code());
      case Failure.ResponseUnfinished f -> Kind.REFUSED;
      case Failure.MissingDevice f -> Kind.INTERRUPTED;
      case Failure.Unsaved f -> Kind.INTERRUPTED;
      case Failure.Bug f -> Kind.INTERRUPTED;
    };
  }

  /// RFC 6455 section 7.4.2 leaves these to the server: 3000 is a refused key, 4xxx and 1013 are refusals, the rest is the wire.
  private static Kind ofClose(int code) {
    if (code == 3000)
      return Kind.UNAUTHORIZED;
    return code == 1013 || code / 1000 == 4 ? Kind.REFUSED : Kind.DISCONNECTED;
  }

  /// Whether the key is what the server minds.
  public static boolean isAboutKey(ApiError error) {
    return "invalid_api_key".equals(error.code()) || "authentication_error".equals(error.type());
  }
}
