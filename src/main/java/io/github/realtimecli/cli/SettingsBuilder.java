package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.dialect.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The session as the command line wishes it: options, under them `--session FILE`, over both `--set`.
///
/// Whatever `--session` and `--set` say is sent as it stands. What the program itself has to know of it - who ends the turn,
/// at which rates sound goes - is read out of it as well.
final class SettingsBuilder {
  /// Transcribes what was committed; it knows no voice activity detection.
  private static final String TRANSCRIBER = "gpt-realtime-whisper";
  private static final String TRANSCRIBER_BEHIND_VAD = "gpt-transcribe";

  private final TurnOptions turnOptions;
  private final Map<String, Object> extra;

  private SettingsBuilder(TurnOptions turnOptions) {
    this.turnOptions = turnOptions;
    extra = Json.merge(file(turnOptions.session()), set(turnOptions.set()));
  }

  /// @throws Stop when a file cannot be read, or a `--set` is not understood
  static SessionSettings of(TurnOptions turnOptions) {
    return new SettingsBuilder(turnOptions).settings();
  }

  /// Whether the user's own words are going to be written down.
  static boolean transcribes(SessionSettings settings) {
    Transcription transcription = settings.transcription();
    return transcription != null && !transcription.model().isEmpty();
  }

  private SessionSettings settings() {
    boolean only = turnOptions.transcribeOnly();
    TurnDetection detection = detection();
    return new SessionSettings(only ? Kind.TRANSCRIPTION : Kind.REALTIME,
        only ? null : List.of(turnOptions.text() ? "text" : "audio"),
        only ? null : instructions(turnOptions.instructions()), only || turnOptions.text() ? null : voice(),
        format("input"), only ? null : format("output"), detection, transcription(detection), turnOptions.speed(),
        turnOptions.maxOutputTokens(), turnOptions.reasoning(), turnOptions.noiseReduction(), extra);
  }

  private @Nullable String voice() {
    if (turnOptions.voice() != null)
      return turnOptions.voice();
    return at("audio", "output", "voice") == null ? TurnOptions.DEFAULT_VOICE : null;
  }

  private @Nullable Transcription transcription(TurnDetection detection) {
    Object model = at("audio", "input", "transcription", "model");
    String wanted = turnOptions.transcriber();
    if (model instanceof String named)
      return new Transcription(named, turnOptions.language());
    if (wanted == null && !turnOptions.transcribeOnly() && turnOptions.language() == null)
      return null;
    String usual = detection instanceof TurnDetection.None ? TRANSCRIBER : TRANSCRIBER_BEHIND_VAD;
    return new Transcription(wanted == null || wanted.isEmpty() ? usual : wanted, turnOptions.language());
  }

  private AudioFormat format(String side) {
    Object type = at("audio", side, "format", "type");
    Object rate = at("audio", side, "format", "rate");
    return new AudioFormat(type instanceof String named ? named : AudioFormat.PCM_24K.type(),
        rate instanceof Number number && AudioFormat.isRate(number.intValue())
            ? number.intValue()
            : AudioFormat.PCM_24K.rate());
  }

  private TurnDetection detection() {
    Object given = at("audio", "input", "turn_detection");
    if (SessionSettings.JSON_NULL.equals(given))
      return new TurnDetection.None();
    Map<?, ?> map = given instanceof Map<?, ?> members ? members : Map.of();
    Object type = map.get("type");
    boolean semantic = type == null
        ? turnOptions.turn() == TurnOptions.Ending.SEMANTIC_VAD
        : "semantic_vad".equals(type);
    if (type == null && turnOptions.turn() == TurnOptions.Ending.MANUAL)
      return new TurnDetection.None();
    Boolean create = map.get("create_response") instanceof Boolean flag ? flag : null;
    Boolean interrupt = map.get("interrupt_response") instanceof Boolean flag ? flag : null;
    if (semantic)
      return new TurnDetection.SemanticVad(map.get("eagerness") instanceof String word ? word : null, create,
          interrupt);
    return new TurnDetection.ServerVad(map.get("threshold") instanceof Number number ? number.doubleValue() : null,
        number(map, "prefix_padding_ms"), number(map, "silence_duration_ms"), create, interrupt);
  }

  private static @Nullable Integer number(Map<?, ?> map, String name) {
    return map.get(name) instanceof Number number ? number.intValue() : null;
  }

  private @Nullable Object at(String... path) {
    Object value = extra;
    for (String name : path)
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    return value;
  }

  private static @Nullable String instructions(@Nullable String given) {
    if (given == null || !given.startsWith("@"))
      return given;
    try {
      return Files.readString(Path.of(given.substring(1))).strip();
    } catch (IOException e) {
      throw Stop.misuse("--instructions: " + given.substring(1) + " cannot be read as text",
          "name a text file in UTF-8 behind the @");
    }
  }

  /// `--session FILE`: the session object, or a whole `session.update` around it.
  private static Map<String, Object> file(@Nullable String file) {
    if (file == null || file.equals(TurnOptions.NO_SESSION))
      return Map.of();
    try {
      Object read = Json.read(Files.readAllBytes(Path.of(file)));
      Object session = read instanceof Map<?, ?> map && map.get("session") instanceof Map<?, ?> inner ? inner : read;
      if (session instanceof Map<?, ?> members) {
        Map<String, Object> settings = new LinkedHashMap<>();
        members.forEach((name, value) -> settings.put((String) name, value));
        settings.remove("type");
        return settings;
      }
      throw Stop.misuse("--session: " + file + " is not a JSON object", "write settings of the session into it");
    } catch (IOException e) {
      throw Stop.misuse("--session: " + file + " cannot be read: " + ErrorText.of(e), "name a file of JSON, or none");
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--session: " + file + " is " + e.getMessage(), "write it as one JSON object");
    }
  }

  /// `--set path=value`: the value is JSON where it is that, a plain string otherwise.
  private static Map<String, Object> set(List<String> settings) {
    Map<String, Object> extra = Map.of();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String path = equals < 0 ? setting : setting.substring(0, equals);
      if (equals < 1 || path.startsWith(".") || path.endsWith(".") || path.contains(".."))
        throw Stop.misuse("--set: '" + setting + "' is not path=value", "write it like --set audio.output.speed=1.2");
      extra = Json.merge(extra, Json.at(path, value(setting.substring(equals + 1))));
    }
    return extra;
  }

  private static Object value(String text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
