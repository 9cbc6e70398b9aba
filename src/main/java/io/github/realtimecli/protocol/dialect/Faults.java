package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ApiError;
import org.jspecify.annotations.Nullable;

/// What the vendor's server answers to an event that it cannot take.
final class Faults {
  private static final String REQUEST = "invalid_request_error";

  private Faults() {}

  static ApiError invalidJson(String problem) {
    return fault("invalid_json", "We could not parse the message as JSON: " + problem + ".", null);
  }

  static ApiError unknownValue(String value, String supported, String param) {
    return fault("invalid_value", "Invalid value: '" + value + "'. Supported values are: " + supported + ".", param);
  }

  static ApiError missing(String param) {
    return fault("missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
  }

  static ApiError unknownParameter(String param) {
    return fault("unknown_parameter", "Unknown parameter: '" + param + "'.", param);
  }

  static ApiError invalidAudio(String param) {
    return fault("invalid_value", "Invalid '" + param + "'. Expected base64-encoded audio bytes.", param);
  }

  private static ApiError fault(String code, String message, @Nullable String param) {
    return new ApiError(REQUEST, code, message, param, null);
  }
}
