package io.github.realtimecli.server;

import static io.github.realtimecli.protocol.SessionSettings.NO_LIMIT;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which settings are taken. The vendor refuses an unknown member or a value out of range by its name; so do we.
final class Admission {
  private static final double SLOWEST = 0.25;
  private static final double FASTEST = 1.5;
  private static final int MOST_TOKENS = 4096;
  private static final int MOST_PAIRS = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;
  private static final List<String> EAGERNESS = List.of("low", "medium", "high", "auto");
  /// Members of [SessionSettings#extra()] that the vendor knows, with all that is below them. They are kept and shown, and
  /// most have no effect here.
  private static final Set<String> KNOWN = Set.of("tools", "tool_choice", "parallel_tool_calls", "truncation",
      "tracing", "prompt", "include", "model", "temperature", "reasoning", "audio.input.transcription",
      "audio.input.noise_reduction", "audio.input.turn_detection", "audio.output.voice", "input_audio_transcription",
      "input_audio_noise_reduction", "turn_detection");

  private Admission() {}

  /// What is wrong with what a response asks for, `null` when nothing is.
  ///
  /// @param settings its own as they are understood
  static @Nullable ApiError refusal(ResponseSettings asked, SessionSettings settings, Rate rate) {
    Map<String, String> metadata = asked.metadata();
    if (metadata.size() > MOST_PAIRS)
      return Refusal.invalidValue("response.metadata",
          "Invalid 'response.metadata': too many properties. Expected at most "
              + MOST_PAIRS + ", but got " + metadata.size() + " instead.");
    for (Map.Entry<String, String> pair : metadata.entrySet())
      if (pair.getKey().length() > LONGEST_KEY || pair.getValue().length() > LONGEST_VALUE)
        return Refusal.invalidValue("response.metadata." + pair.getKey(),
            "Invalid 'response.metadata': keys have at most "
                + LONGEST_KEY + " characters and values at most " + LONGEST_VALUE + ".");
    return refusal(settings, "response", rate);
  }

  /// What is wrong with the settings, `null` when nothing is.
  ///
  /// @param root `session` or `response`, for the error's `param`
  static @Nullable ApiError refusal(SessionSettings settings, String root, Rate rate) {
    String unknown = firstUnknown(settings.extra(), "");
    if (unknown == null && settings.kind() == SessionSettings.Kind.TRANSCRIPTION)
      unknown = firstOfSpeech(settings);
    if (unknown != null)
      return Refusal.unknownParameter(root + "." + unknown);
    List<String> modalities = settings.modalities();
    if (modalities != null && !modalities.equals(List.of("audio")) && !modalities.equals(List.of("text")))
      return Refusal.invalidValue(root + ".output_modalities",
          "Invalid modalities: " + quoted(modalities) + ". Supported combinations are: ['text'] and ['audio'].");
    Double speed = settings.speed();
    if (speed != null && !(speed >= SLOWEST && speed <= FASTEST))
      return outside(root + ".audio.output.speed", "a value from 0.25 to 1.5", speed);
    ApiError fault = refusal(settings.input(), root + ".audio.input.format", rate);
    if (fault == null)
      fault = refusal(settings.output(), root + ".audio.output.format", rate);
    if (fault == null)
      fault = refusal(settings, root + ".audio.input.turn_detection");
    return fault == null ? refusal(settings.maxOutputTokens(), root + ".max_output_tokens") : fault;
  }

  /// What a session that only transcribes has no member for.
  private static @Nullable String firstOfSpeech(SessionSettings settings) {
    if (settings.modalities() != null)
      return "output_modalities";
    if (settings.instructions() != null)
      return "instructions";
    if (settings.output() != null || settings.voice() != null || settings.speed() != null)
      return "audio.output";
    return settings.maxOutputTokens() != null ? "max_output_tokens" : null;
  }

  private static @Nullable ApiError refusal(@Nullable AudioFormat format, String path, Rate rate) {
    if (format == null || format.equals(new AudioFormat(AudioFormat.PCM_24K.type(), rate.hertz())))
      return null;
    if (format.type().equals(AudioFormat.PCM_24K.type()) && format.rate() < rate.hertz())
      return Refusal.belowMinimum(path + ".rate", rate.hertz(), format.rate());
    return Refusal.invalidValue(path,
        "Invalid '" + path + "': this server speaks audio/pcm at " + rate.hertz() + " Hz only.");
  }

  private static @Nullable ApiError refusal(SessionSettings settings, String path) {
    if (settings.turnDetection() instanceof TurnDetection.ServerVad vad) {
      if (vad.threshold() != null && !(vad.threshold() >= 0 && vad.threshold() <= 1))
        return outside(path + ".threshold", "a value from 0 to 1", vad.threshold());
      if (vad.prefixPaddingMs() != null && vad.prefixPaddingMs() < 0)
        return Refusal.belowMinimum(path + ".prefix_padding_ms", 0, vad.prefixPaddingMs());
      if (vad.silenceDurationMs() != null && vad.silenceDurationMs() < 0)
        return Refusal.belowMinimum(path + ".silence_duration_ms", 0, vad.silenceDurationMs());
    }
    if (settings.turnDetection() instanceof TurnDetection.SemanticVad vad && vad.eagerness() != null
        && !EAGERNESS.contains(vad.eagerness()))
      return Refusal.invalidValue(path + ".eagerness", "Invalid value: '" + vad.eagerness()
          + "'. Supported values are: 'low', 'medium', 'high', and 'auto'.");
    Object idle = VadSettings.idleTimeout(settings.extra());
    return idle instanceof Number number
        && (number.intValue() < VadSettings.SHORTEST_IDLE || number.intValue() > VadSettings.LONGEST_IDLE)
            ? outside(path + ".idle_timeout_ms", "a value from 5000 to 30000", number)
            : null;
  }

  private static ApiError outside(String path, String expected, Object value) {
    return Refusal.invalidValue(path,
        "Invalid '" + path + "': expected " + expected + ", but got " + value + " instead.");
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
