package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.UpdateSession;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The spelling of the vendor's beta, which others still speak: settings flat, formats as single words.
///
/// It has one word, `conversation.item.created`, for what GA tells twice, and none for [ItemDone] and what came later.
public final class Beta implements Spelling {
  private static final String MAX_TOKENS = "max_response_output_tokens";

  @Override
  public String type(ClientEvent event) {
    if (event instanceof UpdateSession update && update.session().kind() == Kind.TRANSCRIPTION)
      return "transcription_session.update";
    return EventTypes.of(event);
  }

  @Override
  public String type(ServerEvent event) {
    return switch (event) {
      case AudioDelta _ -> "response.audio.delta";
      case AudioDone _ -> "response.audio.done";
      case TranscriptDelta _ -> "response.audio_transcript.delta";
      case TranscriptDone _ -> "response.audio_transcript.done";
      case TextDelta _ -> "response.text.delta";
      case TextDone _ -> "response.text.done";
      case ItemAdded _ -> "conversation.item.created";
      case ItemDone _,TimeoutTriggered _,InputTranscriptSegment _ -> "";
      case McpListing _,McpCall _,McpArgumentsDelta _,McpArgumentsDone _ -> "";
      case SessionCreated created when created.session().settings().kind() == Kind.TRANSCRIPTION ->
        "transcription_session.created";
      case SessionUpdated updated when updated.session().settings().kind() == Kind.TRANSCRIPTION ->
        "transcription_session.updated";
      case OfSession _,OfInput _,OfReply _,Fault _,Unrecognized _,Malformed _ -> EventTypes.of(event);
    };
  }

  @Override
  public Map<String, Object> update(SessionSettings settings) {
    boolean speaks = settings.kind() == Kind.REALTIME;
    Map<String, Object> session = speaks ? general(settings) : new LinkedHashMap<>();
    SettingsWriting.put(session, "input_audio_format", format(settings.input()));
    SettingsWriting.put(session, "input_audio_transcription", SettingsWriting.transcription(settings.transcription()));
    SettingsWriting.put(session, "input_audio_noise_reduction",
        SettingsWriting.noiseReduction(settings.noiseReduction()));
    SettingsWriting.put(session, "turn_detection", SettingsWriting.turnDetection(settings.turnDetection()));
    if (speaks) {
      SettingsWriting.put(session, "speed", settings.speed());
      SettingsWriting.put(session, MAX_TOKENS, SettingsWriting.tokens(settings.maxOutputTokens()));
    }
    return Json.merge(session, Flattening.of(settings.extra(), MAX_TOKENS));
  }

  @Override
  public Map<String, Object> response(SessionSettings settings) {
    Map<String, Object> response = general(settings);
    SettingsWriting.put(response, "max_output_tokens", SettingsWriting.tokens(settings.maxOutputTokens()));
    return Json.merge(response, Flattening.of(settings.extra(), "max_output_tokens"));
  }

  @Override
  public Map<String, Object> description(Session session) {
    Kind kind = session.settings().kind();
    Map<String, Object> shown = new LinkedHashMap<>();
    SettingsWriting.put(shown, "id", session.id());
    shown.put("object", kind == Kind.REALTIME ? "realtime.session" : "realtime.transcription_session");
    SettingsWriting.put(shown, "model", session.model());
    SettingsWriting.put(shown, "expires_at", session.expiresAt());
    shown.putAll(Initially.rest(kind));
    if (kind == Kind.REALTIME)
      shown.put("temperature", 0.8);
    return Json.merge(shown, update(Initially.complete(session.settings(), "alloy")));
  }

  @Override
  public String contentType(@Nullable String role, Content content) {
    String side = "assistant".equals(role) ? "" : "input_";
    return switch (content) {
      case Content.Text _ -> side + "text";
      case Content.Audio _ -> side + "audio";
      case Content.Other other -> other.type();
    };
  }

  private static Map<String, Object> general(SessionSettings settings) {
    Map<String, Object> target = new LinkedHashMap<>();
    List<String> modalities = settings.modalities();
    if (modalities != null)
      target.put("modalities", Flattening.modalities(modalities));
    SettingsWriting.put(target, "instructions", settings.instructions());
    SettingsWriting.put(target, "voice", settings.voice());
    SettingsWriting.put(target, "output_audio_format", format(settings.output()));
    return target;
  }

  private static @Nullable String format(@Nullable AudioFormat format) {
    return format == null ? null : FlatFormat.write(format);
  }
}
