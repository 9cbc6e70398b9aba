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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a session as they stand, always complete; an update changes what it names, or nothing when any of it is
/// refused.
final class Configuration {
  private static final TurnDetection.ServerVad SERVER_VAD = new TurnDetection.ServerVad(0.5, 300, 200, true, true);
  private static final TurnDetection.SemanticVad SEMANTIC_VAD = new TurnDetection.SemanticVad("auto", true, true);
  private static final String VOICE_GA = "marin";
  private static final String VOICE_BETA = "alloy";

  private final Shape shape;
  private final Rate rate;
  private final AudioFormat format;
  private SessionSettings settings;

  Configuration(Shape shape, Kind kind, Rate rate) {
    this.shape = shape;
    this.rate = rate;
    format = new AudioFormat(AudioFormat.PCM_24K.type(), rate.hertz());
    Transcription silent = new Transcription("", null);
    settings = switch (kind) {
      case REALTIME ->
        new SessionSettings(kind, List.of("audio"), "", shape == Shape.GA ? VOICE_GA : VOICE_BETA, format,
            format, SERVER_VAD, silent, 1.0, NO_LIMIT, null, "none", extra(shape));
      case TRANSCRIPTION -> new SessionSettings(kind, null, null, null, format, null, SERVER_VAD, silent, null, null,
          null, "none", Map.of());
    };
  }

  private static Map<String, Object> extra(Shape shape) {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("tools", List.of());
    extra.put("tool_choice", "auto");
    switch (shape) {
      case GA -> {
        extra.put("truncation", "auto");
        extra.put("tracing", JSON_NULL);
        extra.put("prompt", JSON_NULL);
        extra.put("include", JSON_NULL);
      }
      case BETA -> {
        extra.put("temperature", 0.8);
        extra.put("tracing", JSON_NULL);
      }
    }
    return extra;
  }

  SessionSettings settings() {
    return settings;
  }

  /// The settings as this server understands them: beta has one word for PCM, whatever its rate is.
  SessionSettings understood(SessionSettings said) {
    if (shape == Shape.GA)
      return said;
    return new SessionSettings(said.kind(), said.modalities(), said.instructions(), said.voice(), ours(said.input()),
        ours(said.output()), said.turnDetection(), said.transcription(), said.speed(), said.maxOutputTokens(),
        said.reasoning(), said.noiseReduction(), said.extra());
  }

  private @Nullable AudioFormat ours(@Nullable AudioFormat said) {
    return AudioFormat.PCM_24K.equals(said) ? format : said;
  }

  /// What is wrong with a session update, `null` when it can be taken.
  @Nullable
  ApiError refusal(SessionSettings said, boolean voiceInUse) {
    SessionSettings update = understood(said);
    if (update.kind() != settings.kind())
      return Refusal.otherSessionType(update.kind(), settings.kind());
    if (voiceInUse && update.voice() != null && !update.voice().equals(settings.voice()))
      return Refusal.voiceInUse();
    return Admission.refusal(update, "session", rate);
  }

  void update(SessionSettings update) {
    settings = merged(understood(update));
  }

  /// The settings of one response: the session's, with its own over them.
  SessionSettings merged(SessionSettings over) {
    return new SessionSettings(settings.kind(), or(over.modalities(), settings.modalities()),
        or(over.instructions(), settings.instructions()), or(over.voice(), settings.voice()),
        or(over.input(), settings.input()), or(over.output(), settings.output()),
        completed(over.turnDetection()), or(over.transcription(), settings.transcription()),
        or(over.speed(), settings.speed()), or(over.maxOutputTokens(), settings.maxOutputTokens()),
        or(over.reasoning(), settings.reasoning()), or(over.noiseReduction(), settings.noiseReduction()),
        merged(kept(over), over.extra()));
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

  /// The extra members as they stand, without those of what is switched off or replaced by something of another type.
  private Map<String, Object> kept(SessionSettings over) {
    Map<String, Object> kept = settings.extra();
    TurnDetection detection = over.turnDetection();
    if (detection != null
        && (settings.turnDetection() == null || detection.getClass() != settings.turnDetection().getClass()))
      kept = without(without(kept, "audio", "input", "turn_detection"), "turn_detection");
    if (over.transcription() != null && over.transcription().model().isEmpty())
      kept = without(without(kept, "audio", "input", "transcription"), "input_audio_transcription");
    if ("none".equals(over.noiseReduction()))
      kept = without(without(kept, "audio", "input", "noise_reduction"), "input_audio_noise_reduction");
    if (over.voice() != null)
      kept = without(kept, "audio", "output", "voice");
    return kept;
  }

  /// The members without the one at the end of the path, nor objects that only it was in.
  private static Map<String, Object> without(Map<?, ?> members, String... path) {
    Map<String, Object> result = new LinkedHashMap<>();
    members.forEach((key, value) -> result.put((String) key, value));
    Object member = result.get(path[0]);
    if (path.length == 1)
      result.remove(path[0]);
    else if (member instanceof Map<?, ?> below) {
      Map<String, Object> rest = without(below, Arrays.copyOfRange(path, 1, path.length));
      if (rest.isEmpty())
        result.remove(path[0]);
      else
        result.put(path[0], rest);
    }
    return result;
  }

  private static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> over) {
    Map<String, Object> result = new LinkedHashMap<>();
    base.forEach((key, value) -> result.put((String) key, value));
    over.forEach((key, value) -> result.merge((String) key, value,
        (old, fresh) -> old instanceof Map<?, ?> a && fresh instanceof Map<?, ?> b ? merged(a, b) : fresh));
    return result;
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T otherwise) {
    return given != null ? given : otherwise;
  }
}
