package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP answer to a handshake that is not taken.
///
/// @param headers beside those that every answer has
record Rejection(int status, Map<String, String> headers, String body) {
  private static final String REQUEST = "invalid_request_error";
  private static final String REQUEST_ID = "x-request-id";

  Rejection { headers = Map.copyOf(headers); }

  static Rejection of(Fault.Refuse fault) {
    return new Rejection(fault.status(),
        fault.retryAfter() == null ? Map.of() : Map.of("Retry-After", String.valueOf(fault.retryAfter())),
        body(fault.error()));
  }

  static Rejection of(Script.Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    headers.keySet().removeAll(List.of("content-length", "connection", "transfer-encoding"));
    return new Rejection(refusal.status(), headers, refusal.body());
  }

  static Rejection noSuchPath(String path) {
    return new Rejection(404, Map.of(),
        body(new ApiError(REQUEST, null, "Invalid URL (GET " + path + ")", null, null)));
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

  private static String body(ApiError error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("message", error.message());
    members.put("type", error.type());
    members.put("param", null);
    members.put("code", error.code());
    return Json.write(Map.of("error", members));
  }

  byte[] http(String requestId) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", "application/json");
    all.put(REQUEST_ID, requestId);
    all.putAll(headers);
    all.put("Content-Length", String.valueOf(content.length));
    all.put("Connection", "close");
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + phrase() + "\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
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
