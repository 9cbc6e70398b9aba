package io.github.realtimecli.server;

import static io.github.realtimecli.protocol.SessionSettings.NO_LIMIT;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which settings are taken. The vendor refuses an unknown member or a value out of range by its name; so do we.
final class Admission {
  private static final double SLOWEST = 0.25;
  private static final double FASTEST = 1.5;
  private static final int MOST_TOKENS = 4096;
  /// Members of [SessionSettings#extra()] that the vendor knows, with all that is below them. They are kept and shown, and
  /// have no effect here.
  private static final Set<String> KNOWN = Set.of("tools", "tool_choice", "parallel_tool_calls", "truncation",
      "tracing",
      "prompt", "include", "model", "temperature", "reasoning", "audio.input.transcription",
      "audio.input.noise_reduction",
      "audio.input.turn_detection", "audio.output.voice");

  private Admission() {}

  /// What is wrong with the settings, `null` when nothing is.
  ///
  /// @param root `session` or `response`, for the error's `param`
  static @Nullable ApiError refusal(SessionSettings settings, String root) {
    String unknown = firstUnknown(settings.extra(), "");
    if (unknown != null)
      return Refusal.unknownParameter(root + "." + unknown);
    List<String> modalities = settings.modalities();
    if (modalities != null && !modalities.equals(List.of("audio")) && !modalities.equals(List.of("text")))
      return Refusal.invalidValue(root + ".output_modalities",
          "Invalid modalities: " + quoted(modalities) + ". Supported combinations are: ['text'] and ['audio'].");
    Double speed = settings.speed();
    if (speed != null && !(speed >= SLOWEST && speed <= FASTEST))
      return Refusal.invalidValue(root + ".audio.output.speed",
          "Invalid '" + root + ".audio.output.speed': expected a value from 0.25 to 1.5, but got " + speed
              + " instead.");
    ApiError format = refusal(settings.input(), root + ".audio.input.format");
    if (format == null)
      format = refusal(settings.output(), root + ".audio.output.format");
    return format == null ? refusal(settings.maxOutputTokens(), root + ".max_output_tokens") : format;
  }

  private static @Nullable ApiError refusal(@Nullable AudioFormat format, String path) {
    if (format == null || format.equals(AudioFormat.PCM_24K))
      return null;
    if (format.type().equals(AudioFormat.PCM_24K.type()) && format.rate() < Pcm.RATE)
      return Refusal.belowMinimum(path + ".rate", Pcm.RATE, format.rate());
    return Refusal.invalidValue(path, "Invalid '" + path + "': this server speaks audio/pcm at 24000 Hz only.");
  }

  private static @Nullable ApiError refusal(@Nullable Integer tokens, String path) {
    if (tokens == null || tokens == NO_LIMIT)
      return null;
    if (tokens < 1)
      return Refusal.belowMinimum(path, 1, tokens);
    return tokens <= MOST_TOKENS
        ? null
        : Refusal.invalidValue(path,
            "Invalid '" + path + "': expected at most " + MOST_TOKENS + " or 'inf', but got " + tokens + " instead.");
  }

  private static @Nullable String firstUnknown(Map<?, ?> members, String prefix) {
    for (Object key : members.keySet().stream().sorted().toList()) {
      String path = prefix + key;
      if (KNOWN.contains(path))
        continue;
      boolean known = KNOWN.stream().anyMatch(name -> name.startsWith(path + "."));
      if (!known || !(members.get(key) instanceof Map<?, ?> below))
        return path;
      String unknown = firstUnknown(below, path + ".");
      if (unknown != null)
        return unknown;
    }
    return null;
  }

  private static String quoted(List<String> names) {
    return "['" + String.join("', '", names) + "']";
  }
}
