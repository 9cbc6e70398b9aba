package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The vendor's present spelling: settings nested below `audio`, every update with its session's type. An update of a
/// transcription session has only what such a session knows.
public final class Ga implements Spelling {
  @Override
  public String type(ClientEvent event) {
    return EventTypes.of(event);
  }

  @Override
  public String type(ServerEvent event) {
    return EventTypes.of(event);
  }

  @Override
  public Map<String, Object> update(SessionSettings settings) {
    Map<String, Object> session = new LinkedHashMap<>();
    boolean speaks = settings.kind() == Kind.REALTIME;
    session.put("type", type(settings.kind()));
    if (speaks)
      general(session, settings);
    Map<String, Object> audio = new LinkedHashMap<>();
    SettingsWriting.putUnlessEmpty(audio, "input", input(settings));
    if (speaks)
      SettingsWriting.putUnlessEmpty(audio, "output", output(settings));
    SettingsWriting.putUnlessEmpty(session, "audio", audio);
    return Json.merge(session, settings.extra());
  }

  @Override
  public Map<String, Object> response(SessionSettings settings) {
    Map<String, Object> response = new LinkedHashMap<>();
    general(response, settings);
    Map<String, Object> audio = new LinkedHashMap<>();
    SettingsWriting.putUnlessEmpty(audio, "output", output(settings));
    SettingsWriting.putUnlessEmpty(response, "audio", audio);
    return Json.merge(response, settings.extra());
  }

  @Override
  public Map<String, Object> description(Session session) {
    Kind kind = session.settings().kind();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", type(kind));
    shown.put("object", kind == Kind.REALTIME ? "realtime.session" : "realtime.transcription_session");
    SettingsWriting.put(shown, "id", session.id());
    SettingsWriting.put(shown, "model", session.model());
    SettingsWriting.put(shown, "expires_at", session.expiresAt());
    shown.putAll(Initially.rest(kind));
    if (kind == Kind.REALTIME)
      shown.put("truncation", "auto");
    return Json.merge(shown, update(Initially.complete(session.settings(), "marin")));
  }

  @Override
  public String contentType(@Nullable String role, Content content) {
    String side = "assistant".equals(role) ? "output_" : "input_";
    return switch (content) {
      case Content.Text _ -> side + "text";
      case Content.Audio _ -> side + "audio";
      case Content.Other other -> other.type();
    };
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case REALTIME -> "realtime";
      case TRANSCRIPTION -> "transcription";
    };
  }

  private static void general(Map<String, Object> target, SessionSettings settings) {
    SettingsWriting.put(target, "output_modalities", settings.modalities());
    SettingsWriting.put(target, "instructions", settings.instructions());
    SettingsWriting.put(target, "max_output_tokens", SettingsWriting.tokens(settings.maxOutputTokens()));
    if (settings.reasoning() != null)
      target.put("reasoning", Map.of("effort", settings.reasoning()));
  }

  private static Map<String, Object> input(SessionSettings settings) {
    Map<String, Object> input = new LinkedHashMap<>();
    SettingsWriting.put(input, "format", format(settings.input()));
    SettingsWriting.put(input, "transcription", SettingsWriting.transcription(settings.transcription()));
    SettingsWriting.put(input, "noise_reduction", SettingsWriting.noiseReduction(settings.noiseReduction()));
    SettingsWriting.put(input, "turn_detection", SettingsWriting.turnDetection(settings.turnDetection()));
    return input;
  }

  private static Map<String, Object> output(SessionSettings settings) {
    Map<String, Object> output = new LinkedHashMap<>();
    SettingsWriting.put(output, "format", format(settings.output()));
    SettingsWriting.put(output, "voice", settings.voice());
    SettingsWriting.put(output, "speed", settings.speed());
    return output;
  }

  /// Only PCM has a rate, and needs one: the vendor refuses the member elsewhere.
  private static @Nullable Map<String, Object> format(@Nullable AudioFormat format) {
    if (format == null)
      return null;
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", format.type());
    if (format.type().equals("audio/pcm"))
      object.put("rate", format.rateOr(AudioFormat.PCM_24K.rate()));
    return object;
  }
}
