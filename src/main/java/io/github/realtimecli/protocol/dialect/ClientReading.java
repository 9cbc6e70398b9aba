package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.*;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the members of one client event, in whatever order they come, and makes the event of them, or what a server
/// answers when it cannot be one.
final class ClientReading {
  private static final String SUPPORTED = "'session.update', 'input_audio_buffer.append', 'input_audio_buffer.commit', "
      + "'input_audio_buffer.clear', 'conversation.item.create', 'conversation.item.truncate', "
      + "'conversation.item.delete', 'conversation.item.retrieve', 'response.create', and 'response.cancel'";

  private final Session.Shape shape;
  private String type = "";
  private @Nullable String eventId;
  private @Nullable Pcm audio;
  private boolean badAudio;
  private @Nullable String itemId;
  private @Nullable String previousItemId;
  private @Nullable String responseId;
  private @Nullable Integer contentIndex;
  private @Nullable Integer audioEndMs;
  private @Nullable Item item;
  private @Nullable SettingsReading session;
  private @Nullable SettingsReading responseMembers;
  private boolean outOfBand;
  private @Nullable List<Item> input;
  private Map<String, String> metadata = Map.of();

  ClientReading(Session.Shape shape) {
    this.shape = shape;
  }

  /// Reads all members of the object that the cursor has entered.
  void read(Cursor in) {
    for (String member; (member = in.member()) != null;)
      if (member.equals("audio")) {
        audio = in.lastAudio();
        if (audio != null)
          return;
        audio(in);
      } else
        member(in, member);
    if (!in.atEnd())
      throw new IllegalArgumentException("something follows the event");
  }

  private void audio(Cursor in) {
    try {
      audio = in.audio();
    } catch (BadAudio undecodable) {
      badAudio = true;
    }
  }

  private void member(Cursor in, String member) {
    switch (member) {
      case "type" -> type = in.string("");
      case "event_id" -> eventId = in.string();
      case "item_id" -> itemId = in.string();
      case "previous_item_id" -> previousItemId = in.string();
      case "response_id" -> responseId = in.string();
      case "content_index" -> contentIndex = in.integer();
      case "audio_end_ms" -> audioEndMs = in.integer();
      case "item" -> item = item(in);
      case "session" -> session(in);
      case "response" -> response(in);
      default -> in.skip();
    }
  }

  private @Nullable Item item(Cursor in) {
    if (in.isObject())
      return ObjectReading.item(in);
    in.skip();
    return null;
  }

  private void session(Cursor in) {
    if (!in.object())
      return;
    SettingsReading settings = new SettingsReading("session", AudioFormat.PCM_24K.rate());
    for (String member; (member = in.member()) != null;)
      settings.member(in, member);
    session = settings;
  }

  private void response(Cursor in) {
    if (!in.object())
      return;
    SettingsReading settings = new SettingsReading("response", AudioFormat.PCM_24K.rate());
    for (String member; (member = in.member()) != null;)
      switch (member) {
        case "conversation" -> outOfBand = in.string("").equals("none");
        case "input" -> input = ObjectReading.items(in);
        case "metadata" -> metadata = metadata(in);
        default -> settings.member(in, member);
      }
    responseMembers = settings;
  }

  private static Map<String, String> metadata(Cursor in) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (in.object())
      for (String key; (key = in.member()) != null;) {
        String value = in.string();
        if (value != null)
          pairs.put(key, value);
      }
    return pairs;
  }

  ClientEvent event() {
    return switch (type) {
      case "" -> refused(Faults.missing("type"));
      case "input_audio_buffer.append" ->
        badAudio
            ? refused(Faults.invalidAudio("audio"))
            : audio == null ? missing("audio") : new AppendAudio(eventId, audio);
      case "session.update" -> update();
      case "transcription_session.update" -> shape == Session.Shape.GA ? unknown() : update();
      case "input_audio_buffer.commit" -> new CommitAudio(eventId);
      case "input_audio_buffer.clear" -> new ClearAudio(eventId);
      case "conversation.item.create" -> item == null ? missing("item") : new CreateItem(eventId, previousItemId, item);
      case "conversation.item.retrieve" -> itemId == null ? missing("item_id") : new RetrieveItem(eventId, itemId);
      case "conversation.item.delete" -> itemId == null ? missing("item_id") : new DeleteItem(eventId, itemId);
      case "conversation.item.truncate" -> truncate();
      case "response.create" -> create();
      case "response.cancel" -> new CancelResponse(eventId, responseId);
      default -> unknown();
    };
  }

  private ClientEvent update() {
    if (session == null)
      return missing("session");
    SessionSettings settings = session.settings();
    if (shape == Session.Shape.GA) {
      if (!session.isTyped())
        return missing("session.type");
      ApiError fault = session.fault();
      if (fault != null)
        return refused(fault);
    }
    return new UpdateSession(eventId,
        type.startsWith("transcription") ? settings.as(SessionSettings.Kind.TRANSCRIPTION) : settings);
  }

  private ClientEvent truncate() {
    if (itemId == null)
      return missing("item_id");
    if (contentIndex == null)
      return missing("content_index");
    return audioEndMs == null ? missing("audio_end_ms") : new TruncateItem(eventId, itemId, contentIndex, audioEndMs);
  }

  private ClientEvent create() {
    if (responseMembers == null)
      return new CreateResponse(eventId, ResponseSettings.AS_SESSION);
    ApiError fault = responseMembers.fault();
    if (shape == Session.Shape.GA && fault != null)
      return refused(fault);
    return new CreateResponse(eventId,
        new ResponseSettings(responseMembers.settings(), outOfBand, input, metadata));
  }

  private ClientEvent unknown() {
    return refused(Faults.unknownValue(type, SUPPORTED, "type"));
  }

  private ClientEvent missing(String param) {
    return refused(Faults.missing(param));
  }

  /// What was read so far, refused.
  ClientEvent refused(ApiError fault) {
    return new Unrecognized(eventId, type,
        new ApiError(fault.type(), fault.code(), fault.message(), fault.param(), eventId));
  }
}
