package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the members of one server event, in whatever order they come, and makes the event of them.
///
/// Ids that are missing are empty, numbers that are missing are 0. `transcription.delta` and `.done` are vLLM's.
final class ServerReading {
  private static final Item NO_ITEM = Item.message(null, "", null, List.of());
  private static final Session NO_SESSION = new Session(null, null, Session.Shape.GA, null, SessionSettings.NONE);
  private static final Response NO_RESPONSE = new Response("", Response.Status.UNKNOWN, null, null, List.of(), null,
      null, SessionSettings.NONE);
  private static final ApiError NO_ERROR = new ApiError("", null, "", null, null);

  private String type = "";
  private String responseId = "";
  private String itemId = "";
  private int outputIndex;
  private int contentIndex;
  private String callId = "";
  private @Nullable String previousItemId;
  private @Nullable Pcm audio;
  private String delta = "";
  private String transcript = "";
  private String text = "";
  private @Nullable String name;
  private String id = "";
  private String speaker = "";
  private double start;
  private double end;
  private String arguments = "";
  private int audioStartMs;
  private int audioEndMs;
  private Item item = NO_ITEM;
  private Content part = new Content.Other("");
  private Session session = NO_SESSION;
  private Response response = NO_RESPONSE;
  private @Nullable ApiError error;
  private @Nullable String code;
  private String message = "";
  private @Nullable Usage usage;
  private String conversationId = "";
  private List<RateLimit> limits = List.of();

  String type() {
    return type;
  }

  /// Reads all members of the object that the cursor has entered.
  void read(Cursor in) {
    for (String member; (member = in.member()) != null;)
      if (member.equals("delta") && isAudio(type)) {
        audio = in.lastAudio();
        if (audio != null)
          return;
        audio = in.audio();
      } else
        member(in, member);
    if (!in.atEnd())
      throw new IllegalArgumentException("something follows the event");
  }

  private void member(Cursor in, String member) {
    switch (member) {
      case "type" -> type = in.string("");
      case "response_id" -> responseId = in.string("");
      case "item_id" -> itemId = in.string("");
      case "output_index" -> outputIndex = in.integer(0);
      case "content_index" -> contentIndex = in.integer(0);
      case "call_id" -> callId = in.string("");
      case "previous_item_id" -> previousItemId = in.string();
      case "delta" -> delta = in.string("");
      case "transcript" -> transcript = in.string("");
      case "text" -> text = in.string("");
      case "name" -> name = in.string();
      case "id" -> id = in.string("");
      case "speaker" -> speaker = in.string("");
      case "start" -> start = in.number(0);
      case "end" -> end = in.number(0);
      case "arguments" -> arguments = in.string("");
      case "audio_start_ms" -> audioStartMs = in.integer(0);
      case "audio_end_ms" -> audioEndMs = in.integer(0);
      case "item" -> item = ObjectReading.item(in);
      case "part" -> part = ObjectReading.part(in);
      case "session" -> session = ObjectReading.session(in);
      case "response" -> response = ObjectReading.response(in);
      case "error" -> error = in.isNull() ? null : ObjectReading.error(in);
      case "code" -> code = in.string();
      case "message" -> message = in.string("");
      case "usage" -> usage = ObjectReading.usage(in);
      case "conversation" -> conversation(in);
      case "rate_limits" -> limits = ObjectReading.rateLimits(in);
      default -> in.skip();
    }
  }

  private void conversation(Cursor in) {
    if (in.object())
      for (String member; (member = in.member()) != null;)
        if (member.equals("id"))
          conversationId = in.string("");
        else
          in.skip();
  }

  /// Whether events of this type carry a piece of an answer's audio.
  static boolean isAudio(String type) {
    return type.equals("response.output_audio.delta") || type.equals("response.audio.delta");
  }

  ServerEvent event() {
    return switch (type) {
      case "response.output_audio.delta", "response.audio.delta" ->
        new AudioDelta(place(), audio == null ? Cursor.decode(delta) : audio);
      case "response.output_audio.done", "response.audio.done" -> new AudioDone(place());
      case "response.output_audio_transcript.delta", "response.audio_transcript.delta" ->
        new TranscriptDelta(place(), delta);
      case "response.output_audio_transcript.done", "response.audio_transcript.done" ->
        new TranscriptDone(place(), transcript);
      case "response.output_text.delta", "response.text.delta" -> new TextDelta(place(), delta);
      case "response.output_text.done", "response.text.done" -> new TextDone(place(), text);
      case "response.created" -> new ResponseCreated(response);
      case "response.done" -> new ResponseDone(response);
      case "response.output_item.added" -> new OutputItemAdded(responseId, outputIndex, item);
      case "response.output_item.done" -> new OutputItemDone(responseId, outputIndex, item);
      case "response.content_part.added" -> new ContentPartAdded(place(), part);
      case "response.content_part.done" -> new ContentPartDone(place(), part);
      case "response.function_call_arguments.delta" ->
        new FunctionArgumentsDelta(responseId, itemId, outputIndex, callId, delta);
      case "response.function_call_arguments.done" ->
        new FunctionArgumentsDone(responseId, itemId, outputIndex, callId, name, arguments);
      case "response.mcp_call.in_progress", "response.mcp_call.completed", "response.mcp_call.failed" ->
        new McpCall(stage(), itemId, outputIndex);
      case "response.mcp_call_arguments.delta" -> new McpArgumentsDelta(responseId, itemId, outputIndex, delta);
      case "response.mcp_call_arguments.done" -> new McpArgumentsDone(responseId, itemId, outputIndex, arguments);
      case "session.created", "transcription_session.created" -> new SessionCreated(session());
      case "session.updated", "transcription_session.updated" -> new SessionUpdated(session());
      case "conversation.created" -> new ConversationCreated(conversationId);
      case "rate_limits.updated" -> new RateLimitsUpdated(limits);
      case "mcp_list_tools.in_progress", "mcp_list_tools.completed", "mcp_list_tools.failed" ->
        new McpListing(stage(), itemId);
      case "input_audio_buffer.committed" -> new AudioCommitted(itemId, previousItemId);
      case "input_audio_buffer.cleared" -> new AudioCleared();
      case "input_audio_buffer.speech_started" -> new SpeechStarted(audioStartMs, itemId);
      case "input_audio_buffer.speech_stopped" -> new SpeechStopped(audioEndMs, itemId);
      case "input_audio_buffer.timeout_triggered" -> new TimeoutTriggered(audioStartMs, audioEndMs, itemId);
      case "conversation.item.added" -> new ItemAdded(item, previousItemId);
      case "conversation.item.done" -> new ItemDone(item, previousItemId);
      case "conversation.item.created" -> new ItemCreated(item, previousItemId);
      case "conversation.item.retrieved" -> new ItemRetrieved(item);
      case "conversation.item.deleted" -> new ItemDeleted(itemId);
      case "conversation.item.truncated" -> new ItemTruncated(itemId, contentIndex, audioEndMs);
      case "conversation.item.input_audio_transcription.delta", "transcription.delta" ->
        new InputTranscriptDelta(itemId, contentIndex, delta);
      case "conversation.item.input_audio_transcription.completed" ->
        new InputTranscriptCompleted(itemId, contentIndex, transcript, usage);
      case "transcription.done" -> new InputTranscriptCompleted(itemId, contentIndex, text, usage);
      case "conversation.item.input_audio_transcription.segment" ->
        new InputTranscriptSegment(itemId, contentIndex, id, speaker, text, start, end);
      case "conversation.item.input_audio_transcription.failed" ->
        new InputTranscriptFailed(itemId, contentIndex, error == null ? NO_ERROR : error);
      case "error" -> new Fault(error == null ? new ApiError("", code, message, null, null) : error);
      default -> new Unrecognized(type);
    };
  }

  private Place place() {
    return new Place(responseId, itemId, outputIndex, contentIndex);
  }

  private Stage stage() {
    return type.endsWith(".failed")
        ? Stage.FAILED
        : type.endsWith(".completed") ? Stage.COMPLETED : Stage.IN_PROGRESS;
  }

  private Session session() {
    if (!type.startsWith("transcription_session"))
      return session;
    return new Session(session.id(), session.model(), session.shape(), session.expiresAt(),
        session.settings().as(SessionSettings.Kind.TRANSCRIPTION));
  }
}
