package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of settings, which are the same in all dialects wherever they stand.
final class SettingsWriting {
  private SettingsWriting() {}

  static void put(Map<String, Object> target, String name, @Nullable Object value) {
    if (value != null)
      target.put(name, value);
  }

  static void putUnlessEmpty(Map<String, Object> target, String name, Map<String, Object> value) {
    if (!value.isEmpty())
      target.put(name, value);
  }

  static @Nullable Object tokens(@Nullable Integer limit) {
    return limit != null && limit == SessionSettings.NO_LIMIT ? "inf" : limit;
  }

  static @Nullable Object noiseReduction(@Nullable String type) {
    if (type == null)
      return null;
    return type.equals("none") ? SessionSettings.JSON_NULL : Map.of("type", type);
  }

  static @Nullable Object transcription(@Nullable Transcription transcription) {
    if (transcription == null)
      return null;
    if (transcription.model().isEmpty())
      return SessionSettings.JSON_NULL;
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("model", transcription.model());
    put(object, "language", transcription.language());
    return object;
  }

  static @Nullable Object turnDetection(@Nullable TurnDetection detection) {
    if (detection == null)
      return null;
    Map<String, Object> object = new LinkedHashMap<>();
    switch (detection) {
      case TurnDetection.None _ -> {
        return SessionSettings.JSON_NULL;
      }
      case TurnDetection.ServerVad vad -> {
        object.put("type", "server_vad");
        put(object, "threshold", vad.threshold());
        put(object, "prefix_padding_ms", vad.prefixPaddingMs());
        put(object, "silence_duration_ms", vad.silenceDurationMs());
        put(object, "create_response", vad.createResponse());
        put(object, "interrupt_response", vad.interruptResponse());
      }
      case TurnDetection.SemanticVad vad -> {
        object.put("type", "semantic_vad");
        put(object, "eagerness", vad.eagerness());
        put(object, "create_response", vad.createResponse());
        put(object, "interrupt_response", vad.interruptResponse());
      }
    }
    return object;
  }
}
