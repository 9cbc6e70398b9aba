package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;
import org.jspecify.annotations.Nullable;

/// What is the end of something, and of what; most errors of a server are not.
final class Faults {
  private Faults() {}

  /// A close follows, or might as well.
  static boolean endsSession(ApiError error) {
    return switch (error.code()) {
      case "invalid_api_key", "insufficient_quota", "credit_balance_exhausted", "session_expired", "missing_model",
          "invalid_model", "model_not_found", "beta_api_shape_disabled" ->
        true;
      case null, default -> false;
    };
  }

  /// It names an event without which there will be no answer. A response that is active already is one we can hear.
  static boolean endsTurn(ApiError error) {
    if ("conversation_already_has_active_response".equals(error.code()))
      return false;
    return switch (error.eventId()) {
      case Asking.UPDATE, Asking.HISTORY, Asking.PADDING, Asking.COMMIT, Asking.RESPONSE -> true;
      case null, default -> "rate_limit_exceeded".equals(error.code());
    };
  }

  /// Whether another turn can be taken in the same session.
  static boolean leavesTheSession(@Nullable Failure failure) {
    return failure == null || failure instanceof Failure.ResponseUnfinished
        || failure instanceof Failure.UnreadableInput;
  }

  /// Whether what has come of an answer cannot be heard or kept.
  static boolean leavesNoEar(@Nullable Failure failure) {
    return failure instanceof Failure.MissingDevice || failure instanceof Failure.Unsaved;
  }

  static ApiError malformed(String problem) {
    return new ApiError("", null, "a message that is not understood: " + problem, null, null);
  }
}
