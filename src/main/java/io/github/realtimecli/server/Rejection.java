package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An HTTP answer to a handshake that is not taken.
///
/// @param retryAfter seconds
record Rejection(int status, ApiError error, @Nullable Integer retryAfter) {
  private static final String REQUEST = "invalid_request_error";

  static Rejection of(Fault.Refuse fault) {
    return new Rejection(fault.status(), fault.error(), fault.retryAfter());
  }

  static Rejection noSuchPath(String path) {
    return new Rejection(404, new ApiError(REQUEST, null, "Invalid URL (GET " + path + ")", null, null), null);
  }

  /// The error that goes with a status.
  static ApiError usual(int status) {
    return switch (status) {
      case 401 -> error(REQUEST, "invalid_api_key", "Incorrect API key provided.");
      case 403 -> error(REQUEST, "model_not_found", "The project does not have access to this model.");
      case 404 -> error(REQUEST, "model_not_found", "The model does not exist or you do not have access to it.");
      case 429 -> error("requests", "rate_limit_exceeded", "Rate limit reached for requests.");
      case 503 -> error("server_error", "server_overloaded", "The server is overloaded, please try again later.");
      default -> status < 500
          ? error(REQUEST, "bad_request", "The request was refused.")
          : error("server_error", "server_error", "The server had an error while processing your request.");
    };
  }

  private static ApiError error(String type, String code, String message) {
    return new ApiError(type, code, message, null, null);
  }

  byte[] http(String requestId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("message", error.message());
    members.put("type", error.type());
    members.put("param", null);
    members.put("code", error.code());
    byte[] body = Json.write(Map.of("error", members)).getBytes(StandardCharsets.UTF_8);
    String head = "HTTP/1.1 " + status + " " + phrase() + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length + "\r\nConnection: close\r\nx-request-id: " + requestId + "\r\n"
        + (retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n") + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  private String phrase() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> status < 500 ? "Client Error" : "Server Error";
    };
  }
}
