package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;

/// Which errors of a server are the end of something; most are not (`protocol.md` section 3).
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
      case Turn.UPDATE, Turn.PADDING, Turn.COMMIT, Turn.RESPONSE -> true;
      case null, default -> "rate_limit_exceeded".equals(error.code());
    };
  }
}
