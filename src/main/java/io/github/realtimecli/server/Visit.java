package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.net.URI;

/// What a client's handshake asks for.
///
/// @param model of the session, the default one when none is named
record Visit(Shape shape, Kind kind, String model) {
  static final String DEFAULT_MODEL = "gpt-realtime-2.1";

  /// @param resource path and query
  /// @param beta     the handshake has the beta's header
  static Visit of(String resource, boolean beta, Behaviour.Tongue tongue) {
    Shape shape = switch (tongue) {
      case AUTO -> beta ? Shape.BETA : Shape.GA;
      case GA -> Shape.GA;
      case BETA -> Shape.BETA;
    };
    String model = DEFAULT_MODEL;
    Kind kind = Kind.REALTIME;
    for (String pair : query(resource).split("&")) {
      if (pair.startsWith("model=") && pair.length() > "model=".length())
        model = pair.substring("model=".length());
      else if (pair.startsWith("deployment=") && pair.length() > "deployment=".length())
        model = pair.substring("deployment=".length());
      if (pair.equals("intent=transcription"))
        kind = Kind.TRANSCRIPTION;
    }
    return new Visit(shape, kind, model);
  }

  private static String query(String resource) {
    try {
      String query = URI.create(resource).getQuery();
      return query == null ? "" : query;
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }
}
