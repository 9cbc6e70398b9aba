package io.github.realtimecli.session;

import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Failure.Unreachable.Objection;
import io.github.realtimecli.turn.Failure.Unreachable.Step;
import io.github.realtimecli.turn.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the end of a connection means to a turn.
public final class Endings {
  private static final int SHORT = 200;
  private static final int LONG = 1_000;
  /// The vendor's, then what Azure's gateway calls it.
  private static final List<String> REQUEST_ID = List.of("x-request-id", "apim-request-id");

  private Endings() {}

  static Signal signal(Ending ending) {
    return ending instanceof Ending.Closed e
        ? new Signal.Closed(e.code(), e.reason())
        : new Signal.Broken(failure(ending));
  }

  /// The same as a failure, for a connection that carried nothing yet.
  public static Failure failure(Ending ending) {
    return switch (ending) {
      case Ending.Closed e -> new Failure.ClosedEarly(e.code(), e.reason());
      case Ending.Refused e -> refused(e);
      case Ending.Unreachable e -> unreachable(e);
      case Ending.Lost e -> new Failure.Lost(e.detail());
      case Ending.Faulty e -> new Failure.Bug(e.detail());
      case Ending.Aborted e -> new Failure.Lost("dropped by us");
    };
  }

  private static Failure refused(Ending.Refused e) {
    Map<?, ?> error = error(e.body());
    return new Failure.HandshakeRefused(e.status(), text(error.get("code")), message(error, e.body()),
        RetryAfter.of(e.headers(), Instant.now()), requestId(e.headers()));
  }

  private static @Nullable String requestId(Map<String, String> headers) {
    for (String name : REQUEST_ID) {
      String id = headers.get(name);
      if (id != null)
        return clipped(id);
    }
    return null;
  }

  /// The vendor's error object, `{"error":{…}}`, or what stands in its place; empty when the body is none of it.
  private static Map<?, ?> error(String body) {
    try {
      Object read = Json.read(body);
      Object error = read instanceof Map<?, ?> map && map.get("error") != null ? map.get("error") : read;
      return error instanceof Map<?, ?> map ? map : error instanceof String text ? Map.of("message", text) : Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /// The error's message, or a short body that is no JSON and no page.
  private static String message(Map<?, ?> error, String body) {
    String message = text(error.get("message"));
    if (message != null)
      return message;
    return body.length() <= SHORT && !body.contains("<") && !body.startsWith("{") ? body.strip() : "";
  }

  private static @Nullable String text(@Nullable Object member) {
    return member instanceof String || member instanceof Number ? clipped(member.toString()) : null;
  }

  /// A server's words can be endless.
  private static String clipped(String text) {
    return text.length() <= LONG ? text : text.substring(0, LONG) + "…";
  }

  private static Failure unreachable(Ending.Unreachable e) {
    return switch (e.step()) {
      case TIMEOUT -> new Failure.ConnectTimeout(e.detail());
      case NAME -> new Failure.Unreachable(Step.NAME, objection(e), e.detail());
      case CONNECT -> new Failure.Unreachable(Step.CONNECT, objection(e), e.detail());
      case PROXY -> new Failure.Unreachable(Step.PROXY, objection(e), e.detail());
      case TLS -> new Failure.Unreachable(Step.TLS, objection(e), e.detail());
      case HANDSHAKE -> new Failure.Unreachable(Step.HANDSHAKE, objection(e), e.detail());
    };
  }

  private static @Nullable Objection objection(Ending.Unreachable e) {
    return switch (e.objection()) {
      case null -> null;
      case PROXY_PASSWORD -> Objection.PROXY_PASSWORD;
      case PROXY_FORBIDS -> Objection.PROXY_FORBIDS;
      case HOST_NAME -> Objection.HOST_NAME;
      case EXPIRED -> Objection.EXPIRED;
      case NOT_YET_VALID -> Objection.NOT_YET_VALID;
      case SELF_SIGNED -> Objection.SELF_SIGNED;
      case UNKNOWN_AUTHORITY -> Objection.UNKNOWN_AUTHORITY;
      case CERTIFICATE -> Objection.CERTIFICATE;
      case AUTHORITIES_FILE -> Objection.AUTHORITIES_FILE;
    };
  }
}
