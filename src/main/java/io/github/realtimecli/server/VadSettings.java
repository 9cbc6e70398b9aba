package io.github.realtimecli.server;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a session listens for turns, whichever way it was asked to: by loudness alone. `semantic_vad` knows no meaning here;
/// its eagerness is a length of silence.
///
/// @param silenceMs what ends a turn
/// @param prefixMs  what is taken from before its first voice
/// @param idleMs    after which silence a turn is made of nothing, 0 for never
record VadSettings(double threshold, int prefixMs, int silenceMs, boolean createResponse, boolean interruptResponse,
    int idleMs) {
  /// In ms.
  static final int SHORTEST_IDLE = 5000;
  static final int LONGEST_IDLE = 30_000;
  private static final String IDLE = "idle_timeout_ms";
  private static final int PREFIX_MS = 300;
  private static final int SILENCE_MS = 200;
  private static final double THRESHOLD = 0.5;
  /// What the settings' extra members are nested in, in GA and in beta.
  private static final List<List<String>> PLACES = List.of(List.of("audio", "input", "turn_detection"),
      List.of("turn_detection"));

  /// @return `null` when the client ends its turns itself
  static @Nullable VadSettings of(SessionSettings settings) {
    return switch (settings.turnDetection()) {
      case null -> null;
      case TurnDetection.None() -> null;
      case TurnDetection.ServerVad vad ->
        new VadSettings(or(vad.threshold(), THRESHOLD), or(vad.prefixPaddingMs(), PREFIX_MS),
            or(vad.silenceDurationMs(), SILENCE_MS), or(vad.createResponse(), true), or(vad.interruptResponse(), true),
            idle(settings));
      case TurnDetection.SemanticVad vad -> new VadSettings(THRESHOLD, PREFIX_MS, silence(vad.eagerness()),
          or(vad.createResponse(), true), or(vad.interruptResponse(), true), 0);
    };
  }

  private static int silence(@Nullable String eagerness) {
    return switch (String.valueOf(eagerness)) {
      case "low" -> 1600;
      case "high" -> 400;
      default -> 800;
    };
  }

  private static int idle(SessionSettings settings) {
    return idleTimeout(settings.extra()) instanceof Number timeout ? timeout.intValue() : 0;
  }

  /// What stands as `idle_timeout_ms` among the members that have no place of their own, `null` when nothing does.
  static @Nullable Object idleTimeout(Map<String, Object> extra) {
    for (List<String> place : PLACES) {
      Object members = extra;
      for (String name : place)
        members = members instanceof Map<?, ?> map ? map.get(name) : null;
      if (members instanceof Map<?, ?> map && map.containsKey(IDLE))
        return map.get(IDLE);
    }
    return null;
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
