package io.github.realtimecli.session;

import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Signal;
import java.util.Map;

/// What the end of a connection means to a turn.
final class Endings {
  private static final int SHORT = 200;

  private Endings() {}

  /// The message of an error body, as the vendor writes it, or a short body as it is.
  private static String message(String body) {
    try {
      if (Json.read(body) instanceof Map<?, ?> map) {
        Object error = map.get("error");
        Object message = error instanceof Map<?, ?> details ? details.get("message") : map.get("message");
        if (message != null)
          return message.toString();
        return error instanceof String text ? text : "";
      }
    } catch (IllegalArgumentException e) {
      return body.length() <= SHORT && !body.contains("<") ? body.strip() : "";
    }
    return "";
  }

  static Signal signal(Ending ending) {
    return switch (ending) {
      case Ending.Closed e -> new Signal.Closed(e.code(), e.reason());
      case Ending.Refused e -> new Signal.Broken(new Failure.HandshakeRefused(e.status(), message(e.body())));
      case Ending.Unreachable e -> new Signal.Broken(e.step() == Ending.Unreachable.Step.TIMEOUT
          ? new Failure.ConnectTimeout(e.detail())
          : new Failure.Unreachable(e.detail()));
      case Ending.Lost e -> new Signal.Broken(new Failure.Lost(e.detail()));
      case Ending.Faulty e -> new Signal.Broken(new Failure.Bug(e.detail()));
      case Ending.Aborted e -> new Signal.Broken(new Failure.Lost("dropped by us"));
    };
  }
}
