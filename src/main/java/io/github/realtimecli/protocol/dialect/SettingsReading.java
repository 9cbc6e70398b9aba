package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the settings of a session or a response, nested or flat, member by member. What has no place in
/// [SessionSettings] goes to its extra members under the path where it stood.
final class SettingsReading {
  private final String root;
  private final int ownRate;
  private @Nullable Kind kind;
  private @Nullable List<String> modalities;
  private @Nullable String instructions;
  private @Nullable String voice;
  private @Nullable AudioFormat input;
  private @Nullable AudioFormat output;
  private @Nullable TurnDetection turnDetection;
  private @Nullable Transcription transcription;
  private @Nullable Double speed;
  private @Nullable Integer maxOutputTokens;
  private @Nullable String reasoning;
  private @Nullable String noiseReduction;
  private final Map<String, Object> extra = new LinkedHashMap<>();
  private @Nullable Integer inputRate;
  private boolean nested;
  private boolean flat;
  private @Nullable ApiError fault;

  /// @param root    what the members belong to, as an error names it: `session` or `response`
  /// @param ownRate what a format that names no rate stands for
  SettingsReading(String root, int ownRate) {
    this.root = root;
    this.ownRate = ownRate;
  }

  SessionSettings settings() {
    AudioFormat said = input != null && inputRate != null && input.type().equals(AudioFormat.PCM_24K.type())
        ? new AudioFormat(input.type(), inputRate)
        : input;
    return new SessionSettings(kind == null ? Kind.REALTIME : kind, modalities, instructions, voice, said, output,
        turnDetection, transcription, speed, maxOutputTokens, reasoning, noiseReduction, extra);
  }

  /// Whether the session has said of which type it is.
  boolean isTyped() {
    return kind != null;
  }

  /// How the members were written; in doubt the GA way.
  Session.Shape shape() {
    return flat && !nested && kind == null ? Session.Shape.BETA : Session.Shape.GA;
  }

  /// What a GA server has to say against the members; `null` when it takes them.
  @Nullable
  ApiError fault() {
    return fault;
  }

  /// Takes one member's value.
  void member(Cursor in, String name) {
    switch (name) {
      case "type" -> type(in);
      case "output_modalities" -> {
        nested = true;
        modalities = modalities(in);
      }
      case "instructions" -> instructions = in.string();
      case "audio" -> audio(in);
      case "max_output_tokens" -> maxOutputTokens = tokens(in);
      case "reasoning" -> reasoning = single(in, "effort", name);
      case "tools", "tool_choice", "parallel_tool_calls", "truncation", "tracing", "prompt", "include", "model" ->
        extra.put(name, in.value());
      default -> {
        refuse(name);
        flatMember(in, name);
      }
    }
  }

  private void flatMember(Cursor in, String name) {
    switch (name) {
      case "modalities" -> {
        flat = true;
        modalities = modalities(in);
      }
      case "voice" -> {
        flat = true;
        voice(in, name);
      }
      case "input_audio_format" -> {
        flat = true;
        input = format(in, name);
      }
      case "output_audio_format" -> {
        flat = true;
        output = format(in, name);
      }
      case "input_audio_transcription" -> {
        flat = true;
        transcription = transcription(in, name);
      }
      case "input_audio_noise_reduction" -> {
        flat = true;
        noiseReduction = noiseReduction(in, name);
      }
      case "turn_detection" -> {
        flat = true;
        turnDetection = turnDetection(in, name);
      }
      case "input_audio_sampling_rate" -> {
        inputRate = rate(in);
        if (inputRate != null)
          extra.put(name, inputRate);
      }
      case "speed" -> speed = in.number();
      case "max_response_output_tokens" -> {
        flat = true;
        maxOutputTokens = tokens(in);
      }
      default -> extra.put(name, in.value());
    }
  }

  private void type(Cursor in) {
    String type = in.string();
    if (type == null)
      return;
    kind = type.equals("transcription") ? Kind.TRANSCRIPTION : Kind.REALTIME;
    if (!type.equals("transcription") && !type.equals("realtime")) {
      extra.put("type", type);
      refuse(type, "'realtime' and 'transcription'", "type");
    }
  }

  private void audio(Cursor in) {
    if (!in.object())
      return;
    nested = true;
    for (String side; (side = in.member()) != null;) {
      boolean input = side.equals("input");
      if (!input && !side.equals("output")) {
        unknown(in, "audio", side);
        continue;
      }
      if (!in.object())
        continue;
      for (String name; (name = in.member()) != null;)
        if (input)
          input(in, name);
        else
          output(in, name);
    }
  }

  private void input(Cursor in, String name) {
    switch (name) {
      case "format" -> input = format(in, "audio.input.format");
      case "transcription" -> transcription = transcription(in, "audio.input.transcription");
      case "noise_reduction" -> noiseReduction = noiseReduction(in, "audio.input.noise_reduction");
      case "turn_detection" -> turnDetection = turnDetection(in, "audio.input.turn_detection");
      default -> unknown(in, "audio.input", name);
    }
  }

  private void output(Cursor in, String name) {
    switch (name) {
      case "format" -> output = format(in, "audio.output.format");
      case "voice" -> voice(in, "audio.output.voice");
      case "speed" -> speed = in.number();
      default -> unknown(in, "audio.output", name);
    }
  }

  /// A voice is a name, or an object with the id of a custom one.
  private void voice(Cursor in, String path) {
    if (in.isObject())
      merge(Json.at(path, in.value()));
    else
      voice = in.string();
  }

  private static @Nullable List<String> modalities(Cursor in) {
    if (!in.array())
      return null;
    List<String> all = new ArrayList<>();
    while (in.element()) {
      String one = in.string();
      if (one != null)
        all.add(one);
    }
    return all.contains("audio") ? List.of("audio") : all;
  }

  private static @Nullable Integer tokens(Cursor in) {
    if (in.isString())
      return in.string("").equals("inf") ? Integer.valueOf(SessionSettings.NO_LIMIT) : null;
    return in.integer();
  }

  private @Nullable AudioFormat format(Cursor in, String path) {
    if (in.isString())
      return FlatFormat.read(in.string(""), ownRate);
    if (!in.object())
      return null;
    String type = null;
    Integer rate = null;
    for (String name; (name = in.member()) != null;)
      switch (name) {
        case "type" -> type = in.string();
        case "rate" -> rate = rate(in);
        default -> unknown(in, path, name);
      }
    if (type == null)
      type = AudioFormat.PCM_24K.type();
    boolean pcm = type.equals("audio/pcm");
    if (!pcm && rate != null)
      refuse(path + ".rate");
    return new AudioFormat(type, rate != null ? rate : pcm ? AudioFormat.PCM_24K.rate() : 8000);
  }

  /// A server that names a rate which no sound has, such as -1, has named none; a client hears of it by its number.
  private @Nullable Integer rate(Cursor in) {
    Integer rate = in.integer();
    boolean fromServer = ownRate == AudioFormat.OWN;
    return rate == null || fromServer && !AudioFormat.isRate(rate) ? null : rate;
  }

  private @Nullable Transcription transcription(Cursor in, String path) {
    if (in.isNull())
      return new Transcription("", null);
    if (!in.object())
      return null;
    String model = "";
    String language = null;
    for (String name; (name = in.member()) != null;)
      switch (name) {
        case "model" -> model = in.string("");
        case "language" -> language = in.string();
        case "prompt", "languages", "keywords", "delay" -> keep(path, name, in.value());
        default -> unknown(in, path, name);
      }
    return new Transcription(model, language);
  }

  private @Nullable String noiseReduction(Cursor in, String path) {
    return in.isNull() ? "none" : single(in, "type", path);
  }

  /// The one member of an object that has a place; the others are kept.
  private @Nullable String single(Cursor in, String wanted, String path) {
    if (!in.object())
      return null;
    String found = null;
    for (String name; (name = in.member()) != null;)
      if (name.equals(wanted))
        found = in.string();
      else
        keep(path, name, in.value());
    return found;
  }

  private @Nullable TurnDetection turnDetection(Cursor in, String path) {
    if (in.isNull())
      return new TurnDetection.None();
    if (!in.object())
      return null;
    String type = "server_vad";
    Double threshold = null;
    Integer padding = null;
    Integer silence = null;
    Boolean create = null;
    Boolean interrupt = null;
    String eagerness = null;
    for (String name; (name = in.member()) != null;)
      switch (name) {
        case "type" -> type = in.string(type);
        case "threshold" -> threshold = in.number();
        case "prefix_padding_ms" -> padding = in.integer();
        case "silence_duration_ms" -> silence = in.integer();
        case "create_response" -> create = in.bool();
        case "interrupt_response" -> interrupt = in.bool();
        case "eagerness" -> eagerness = in.string();
        case "idle_timeout_ms" -> keep(path, name, in.value());
        default -> unknown(in, path, name);
      }
    return switch (type) {
      case "semantic_vad" -> new TurnDetection.SemanticVad(eagerness, create, interrupt);
      case "none" -> new TurnDetection.None();
      case "server_vad" -> new TurnDetection.ServerVad(threshold, padding, silence, create, interrupt);
      default -> {
        refuse(type, "'server_vad' and 'semantic_vad'", path + ".type");
        keep(path, "type", type);
        yield new TurnDetection.ServerVad(threshold, padding, silence, create, interrupt);
      }
    };
  }

  private void unknown(Cursor in, String parent, String name) {
    refuse(parent + "." + name);
    keep(parent, name, in.value());
  }

  /// @param parent a path of ours; the name is the peer's and may hold anything, such as a thousand dots
  private void keep(String parent, String name, Object value) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put(name, value);
    merge(Json.at(parent, member));
  }

  private void merge(Map<String, Object> more) {
    Map<String, Object> merged = Json.merge(extra, more);
    extra.clear();
    extra.putAll(merged);
  }

  private void refuse(String value, String supported, String path) {
    if (fault == null)
      fault = Faults.unknownValue(value, supported, root + "." + path);
  }

  private void refuse(String path) {
    if (fault == null)
      fault = Faults.unknownParameter(root + "." + path);
  }
}
