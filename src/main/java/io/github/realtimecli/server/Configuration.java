package io.github.realtimecli.server;

import static io.github.realtimecli.protocol.SessionSettings.JSON_NULL;
import static io.github.realtimecli.protocol.SessionSettings.NO_LIMIT;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a session as they stand, always complete; an update changes what it names, or nothing when any of it is
/// refused.
final class Configuration {
  private static final TurnDetection.ServerVad SERVER_VAD = new TurnDetection.ServerVad(0.5, 300, 200, true, true);
  private static final TurnDetection.SemanticVad SEMANTIC_VAD = new TurnDetection.SemanticVad("auto", true, true);
  private static final Map<String, Object> GA_EXTRA = Map.of("tools", List.of(), "tool_choice", "auto", "truncation",
      "auto", "tracing", JSON_NULL, "prompt", JSON_NULL, "include", JSON_NULL);
  private static final Map<String, Object> BETA_EXTRA = Map.of("tools", List.of(), "tool_choice", "auto", "temperature",
      0.8, "tracing", JSON_NULL);

  private SessionSettings settings;

  Configuration(Shape shape) {
    settings = switch (shape) {
      case GA -> initially("marin", GA_EXTRA);
      case BETA -> initially("alloy", BETA_EXTRA);
    };
  }

  private static SessionSettings initially(String voice, Map<String, Object> extra) {
    return new SessionSettings(Kind.REALTIME, List.of("audio"), "", voice, AudioFormat.PCM_24K, AudioFormat.PCM_24K,
        SERVER_VAD, new Transcription("", null), 1.0, NO_LIMIT, null, "none", extra);
  }

  SessionSettings settings() {
    return settings;
  }

  /// What is wrong with a session update, `null` when it can be taken.
  @Nullable
  ApiError refusal(SessionSettings update, boolean voiceInUse) {
    if (update.kind() != Kind.REALTIME)
      return Refusal.otherSessionType();
    if (voiceInUse && update.voice() != null && !update.voice().equals(settings.voice()))
      return Refusal.voiceInUse();
    return Admission.refusal(update, "session");
  }

  void update(SessionSettings update) {
    settings = merged(update);
  }

  /// The settings of one response: the session's, with its own over them.
  SessionSettings merged(SessionSettings over) {
    return new SessionSettings(settings.kind(), or(over.modalities(), settings.modalities()),
        or(over.instructions(), settings.instructions()), or(over.voice(), settings.voice()),
        or(over.input(), settings.input()), or(over.output(), settings.output()),
        completed(over.turnDetection()), or(over.transcription(), settings.transcription()),
        or(over.speed(), settings.speed()), or(over.maxOutputTokens(), settings.maxOutputTokens()),
        or(over.reasoning(), settings.reasoning()), or(over.noiseReduction(), settings.noiseReduction()),
        merged(settings.extra(), over.extra()));
  }

  /// What a response says about itself: its output, and the caller's metadata.
  static SessionSettings ofResponse(SessionSettings all, ResponseSettings asked) {
    Map<String, Object> extra = asked.metadata().isEmpty() ? Map.of() : Map.of("metadata", asked.metadata());
    return new SessionSettings(all.kind(), all.modalities(), null, all.voice(), null, all.output(), null, null, null,
        all.maxOutputTokens(), null, null, extra);
  }

  private @Nullable TurnDetection completed(@Nullable TurnDetection given) {
    return switch (given) {
      case null -> settings.turnDetection();
      case TurnDetection.None none -> none;
      case TurnDetection.ServerVad vad -> {
        var base = settings.turnDetection() instanceof TurnDetection.ServerVad current ? current : SERVER_VAD;
        yield new TurnDetection.ServerVad(or(vad.threshold(), base.threshold()),
            or(vad.prefixPaddingMs(), base.prefixPaddingMs()), or(vad.silenceDurationMs(), base.silenceDurationMs()),
            or(vad.createResponse(), base.createResponse()), or(vad.interruptResponse(), base.interruptResponse()));
      }
      case TurnDetection.SemanticVad vad -> {
        var base = settings.turnDetection() instanceof TurnDetection.SemanticVad current ? current : SEMANTIC_VAD;
        yield new TurnDetection.SemanticVad(or(vad.eagerness(), base.eagerness()),
            or(vad.createResponse(), base.createResponse()), or(vad.interruptResponse(), base.interruptResponse()));
      }
    };
  }

  private static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> over) {
    Map<String, Object> result = new HashMap<>();
    base.forEach((key, value) -> result.put((String) key, value));
    over.forEach((key, value) -> result.merge((String) key, value,
        (old, fresh) -> old instanceof Map<?, ?> a && fresh instanceof Map<?, ?> b ? merged(a, b) : fresh));
    return result;
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T otherwise) {
    return given != null ? given : otherwise;
  }
}
