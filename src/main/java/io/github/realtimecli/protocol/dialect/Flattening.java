package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Members of a session or a response in the GA shape, brought into beta's. What beta has no name for stays where it is.
final class Flattening {
  private static final Map<String, String> INPUT = Map.of("format", "input_audio_format", "transcription",
      "input_audio_transcription", "noise_reduction", "input_audio_noise_reduction", "turn_detection",
      "turn_detection");
  private static final Map<String, String> OUTPUT = Map.of("format", "output_audio_format", "voice", "voice", "speed",
      "speed");
  private static final Set<Object> TYPES = Set.of("realtime", "transcription");

  private final Map<String, Object> flat = new LinkedHashMap<>();

  private Flattening() {}

  /// @param maxTokens beta's name for GA's `max_output_tokens`, which is another in a session than in a response
  static Map<String, Object> of(Map<String, Object> nested, String maxTokens) {
    Flattening flattening = new Flattening();
    nested.forEach((name, value) -> flattening.member(name, value, maxTokens));
    return flattening.flat;
  }

  /// Beta has a voice only together with its text.
  static Object modalities(List<?> modalities) {
    return modalities.contains("audio") ? List.of("text", "audio") : modalities;
  }

  private void member(String name, Object value, String maxTokens) {
    switch (name) {
      case "type" -> {
        if (!TYPES.contains(value))
          flat.put(name, value);
      }
      case "output_modalities" -> flat.put("modalities", value instanceof List<?> list ? modalities(list) : value);
      case "max_output_tokens" -> flat.put(maxTokens, value);
      case "audio" -> audio(value);
      default -> flat.put(name, value);
    }
  }

  private void audio(Object audio) {
    if (!(audio instanceof Map<?, ?> sides)) {
      flat.put("audio", audio);
      return;
    }
    sides.forEach((side, settings) -> {
      boolean input = side.equals("input");
      if (settings instanceof Map<?, ?> members && (input || side.equals("output")))
        members.forEach((name, value) -> setting((String) side, (String) name, value, input ? INPUT : OUTPUT));
      else
        stay(Map.of((String) side, settings));
    });
  }

  private void setting(String side, String name, Object value, Map<String, String> names) {
    String word = names.get(name);
    if (word == null)
      stay(Map.of(side, Map.of(name, value)));
    else
      flat.put(word, name.equals("format") ? format(value) : value);
  }

  private static Object format(Object format) {
    return format instanceof Map<?, ?> members && members.get("type") instanceof String type
        ? FlatFormat.write(new AudioFormat(type, AudioFormat.OWN))
        : format;
  }

  private void stay(Map<String, Object> audio) {
    flat.putAll(Json.merge(flat, Map.of("audio", audio)));
  }
}
