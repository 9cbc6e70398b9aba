package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which failures another attempt may cure. Whether anything of an answer came is for the caller to know: then none does.
public final class Curable {
  private Curable() {}

  /// Whether waiting a little may help: the network, or a server that is overloaded, limited or restarting. A key, a model, a
  /// field or a certificate that was refused will be refused again.
  public static boolean byTime(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable f -> f.objection() == null;
      case Failure.ConnectTimeout _,Failure.Lost _ -> true;
      case Failure.HandshakeRefused f -> f.status() == 408 || f.status() / 100 == 5
          || f.status() == 429 && !isSpent(String.valueOf(f.code()));
      case Failure.ClosedEarly f -> ofClose(f);
      case Failure.ServerError f -> ofError(f.error());
      case Failure.ResponseUnfinished f -> f.error() != null && ofError(f.error());
      case Failure.UnreadableInput _,Failure.MissingDevice _,Failure.Unsaved _,Failure.Interrupted _,Failure.Silence _,Failure.Bug _ ->
        false;
    };
  }

  /// 1013 stands for a used-up quota as well, and its reason says so.
  private static boolean ofClose(Failure.ClosedEarly close) {
    return switch (close.code()) {
      case 1005, 1006, 1011, 1012 -> true;
      case 1013 -> !isSpent(close.reason());
      default -> false;
    };
  }

  /// Waiting does not fill an empty account.
  private static boolean isSpent(String reason) {
    return reason.contains("insufficient_quota") || reason.contains("credit_balance");
  }

  private static boolean ofError(ApiError error) {
    return "rate_limit_exceeded".equals(error.code()) || "server_error".equals(error.type())
        || "server_error".equals(error.code());
  }

  /// Whether a new session helps one that has carried turns before: it has reached its time limit, or was lost or closed
  /// while nothing was asked.
  public static boolean bySession(Failure failure) {
    return switch (failure) {
      case Failure.ServerError f -> "session_expired".equals(f.error().code());
      case Failure.ClosedEarly f -> f.code() == 1000 || f.code() == 1001 || ofClose(f);
      case Failure.Lost _ -> true;
      default -> false;
    };
  }

  /// How long the server asks us to wait.
  public static @Nullable Duration after(Failure failure) {
    return failure instanceof Failure.HandshakeRefused refused ? refused.retryAfter() : null;
  }
}
