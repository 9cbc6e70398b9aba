package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.*;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Events of every kind, with everything in them that a dialect can say, by the name of their golden file.
final class Samples {
  static final Place PLACE = new Place("resp_1", "item_2", 0, 0);
  static final Pcm AUDIO = Pcm.ofSamples((short) 1, (short) -2, (short) 300, (short) -32768, (short) 32767);
  static final Usage USAGE = new Usage(119, 13, 0, 64, 0, 0, 30, 91, 0);
  static final Item USER = Item.message("item_1", "user", "completed", List.of(new Content.Audio(null, "Hello?")));
  static final Item ASSISTANT = Item.message("item_2", "assistant", "completed",
      List.of(new Content.Audio(null, "Hello!"), new Content.Text("Hi.")));
  static final Item CALL = new Item("item_3", "function_call", null, "completed", List.of(),
      new Item.Call("call_1", "weather", "{\"city\":\"Bern\"}", null));
  static final Item CALL_OUTPUT = new Item("item_4", "function_call_output", null, null, List.of(),
      new Item.Call("call_1", null, null, "{\"sky\":\"blue\"}"));
  static final Item MCP_CALL = new Item("item_5", "mcp_call", null, null, List.of(), null,
      Map.of("server_label", "atlas", "name", "find", "arguments", "{}", "output", "Bern"));
  static final Item PICTURE = Item.message(null, "user", null, List.of(
      new Content.Other("input_image", Map.of("image_url", "data:image/png;base64,iVBORw0KGgo=", "detail", "low"))));
  static final Item MCP_TOOLS = new Item("item_4", "mcp_list_tools", null, null, List.of(), null, Map.of("server_label",
      "atlas", "tools", List.of(Map.of("name", "find", "input_schema", Map.of("type", "object")))));
  static final Item MCP_APPROVAL = new Item("item_6", "mcp_approval_response", null, null, List.of(), null,
      Map.of("approval_request_id", "ask_1", "approve", true));
  static final SessionSettings SETTINGS = new SessionSettings(Kind.REALTIME, List.of("audio"), "Be brief.", "marin",
      AudioFormat.PCM_24K, AudioFormat.PCM_24K, new TurnDetection.ServerVad(0.5, 300, 200, true, true),
      new Transcription("gpt-realtime-whisper", "en"), 1.2, SessionSettings.NO_LIMIT, null, "near_field", Map.of());
  static final SessionSettings MANUAL = new SessionSettings(Kind.REALTIME, List.of("text"), "", "cedar",
      new AudioFormat("audio/pcmu", 8000), new AudioFormat("audio/pcma", 8000), new TurnDetection.None(),
      new Transcription("", null), null, 4096, null, "none", Map.of());
  static final SessionSettings SEMANTIC = new SessionSettings(Kind.REALTIME, null, null, null, null, null,
      new TurnDetection.SemanticVad("low", true, false), null, null, null, null, null, Map.of());
  static final SessionSettings TRANSCRIBER = new SessionSettings(Kind.TRANSCRIPTION, null, null, null,
      AudioFormat.PCM_24K, null, new TurnDetection.None(), new Transcription("gpt-realtime-whisper", "en"), null, null,
      null, null, Map.of());
  static final SessionSettings FOR_RESPONSE = new SessionSettings(Kind.REALTIME, List.of("audio"), "Sing.", "cedar",
      null, AudioFormat.PCM_24K, null, null, null, 500, null, null, Map.of());

  static final SessionSettings OF_RESPONSE = new SessionSettings(Kind.REALTIME, List.of("audio"), null, "cedar", null,
      AudioFormat.PCM_24K, null, null, null, 500, null, null, Map.of("metadata", Map.of("turn", "7")));

  private Samples() {}

  static Map<String, ClientEvent> client() {
    Map<String, ClientEvent> events = new LinkedHashMap<>();
    events.put("session.update-server-vad",
        new UpdateSession("event_1", SETTINGS));
    events.put("session.update-manual",
        new UpdateSession(null, MANUAL));
    events.put("session.update-semantic-vad",
        new UpdateSession(null, SEMANTIC));
    events.put("session.update-transcription",
        new UpdateSession(null, TRANSCRIBER));
    events.put("input_audio_buffer.append",
        new AppendAudio(null, AUDIO));
    events.put("input_audio_buffer.append-with-id",
        new AppendAudio("event_2", AUDIO));
    events.put("input_audio_buffer.commit-with-id",
        new CommitAudio("event_3"));
    events.put("input_audio_buffer.commit",
        new CommitAudio(null));
    events.put("input_audio_buffer.clear",
        new ClearAudio(null));
    events.put("conversation.item.create-user",
        new CreateItem(null, null, USER));
    events.put("conversation.item.create-assistant-at-root",
        new CreateItem("event_4", "root", ASSISTANT));
    events.put("conversation.item.create-call-output",
        new CreateItem(null, "item_3", CALL_OUTPUT));
    events.put("conversation.item.create-audio",
        new CreateItem(null, null, Item.message(null, "user", null, List.of(new Content.Audio(AUDIO, null)))));
    events.put("conversation.item.create-system",
        new CreateItem(null, null, Item.message(null, "system", null, List.of(new Content.Text("Be kind.")))));
    events.put("conversation.item.create-image",
        new CreateItem(null, null, PICTURE));
    events.put("conversation.item.create-approval",
        new CreateItem(null, null, MCP_APPROVAL));
    events.put("conversation.item.retrieve",
        new RetrieveItem("event_5", "item_1"));
    events.put("conversation.item.delete",
        new DeleteItem(null, "item_1"));
    events.put("conversation.item.truncate",
        new TruncateItem(null, "item_2", 0, 1500));
    events.put("response.create",
        new CreateResponse("event_6", ResponseSettings.AS_SESSION));
    events.put("response.create-out-of-band",
        new CreateResponse(null, new ResponseSettings(FOR_RESPONSE, true, List.of(USER), Map.of("turn", "7"))));
    events.put("response.cancel",
        new CancelResponse(null, null));
    events.put("response.cancel-one",
        new CancelResponse("event_7", "resp_1"));
    return events;
  }

  static Map<String, ServerEvent> server() {
    Map<String, ServerEvent> events = new LinkedHashMap<>();
    events.put("session.created",
        new SessionCreated(session(SETTINGS)));
    events.put("session.updated",
        new SessionUpdated(session(MANUAL)));
    events.put("session.created-transcription",
        new SessionCreated(session(TRANSCRIBER)));
    events.put("session.updated-transcription",
        new SessionUpdated(session(TRANSCRIBER)));
    events.put("rate_limits.updated",
        new RateLimitsUpdated(List.of(new RateLimit("tokens", 40_000, 39_000, 1.5))));
    events.put("input_audio_buffer.committed-first",
        new AudioCommitted("item_1", null));
    events.put("input_audio_buffer.committed",
        new AudioCommitted("item_1", "item_0"));
    events.put("input_audio_buffer.cleared",
        new AudioCleared());
    events.put("input_audio_buffer.speech_started",
        new SpeechStarted(1200, "item_1"));
    events.put("input_audio_buffer.speech_stopped",
        new SpeechStopped(3400, "item_1"));
    events.put("input_audio_buffer.timeout_triggered",
        new TimeoutTriggered(1, 6001, "item_1"));
    events.put("conversation.item.added",
        new ItemAdded(USER, null));
    events.put("conversation.item.added-call",
        new ItemAdded(CALL, "item_2"));
    events.put("conversation.item.added-tools",
        new ItemAdded(MCP_TOOLS, null));
    events.put("conversation.item.done",
        new ItemDone(ASSISTANT, "item_1"));
    events.put("conversation.item.retrieved",
        new ItemRetrieved(Item.message("item_1", "user", "completed", List.of(new Content.Audio(AUDIO, "Hello?")))));
    events.put("conversation.item.deleted",
        new ItemDeleted("item_1"));
    events.put("conversation.item.truncated",
        new ItemTruncated("item_2", 0, 1500));
    events.put("conversation.item.input_audio_transcription.delta",
        new InputTranscriptDelta("item_1", 0, "Hel"));
    events.put("conversation.item.input_audio_transcription.completed-by-time",
        new InputTranscriptCompleted("item_1", 0, "Hello?", new Usage(0, 0, 0, 0, 0, 0, 0, 0, 1.5)));
    events.put("conversation.item.input_audio_transcription.completed-by-token",
        new InputTranscriptCompleted("item_1", 0, "Hello?", new Usage(3, 14, 0, 0, 0, 0, 5, 0, 0)));
    events.put("conversation.item.input_audio_transcription.failed",
        new InputTranscriptFailed("item_1", 0,
            new ApiError("server_error", "audio_unintelligible", "No.", null, null)));
    events.put("conversation.item.input_audio_transcription.segment",
        new InputTranscriptSegment("item_1", 0, "seg_1", "speaker_1", "Hello?", 0.5, 1.25));
    events.put("mcp_list_tools.in_progress",
        new McpListing(Stage.IN_PROGRESS, "item_4"));
    events.put("mcp_list_tools.completed",
        new McpListing(Stage.COMPLETED, "item_4"));
    events.put("mcp_list_tools.failed",
        new McpListing(Stage.FAILED, "item_4"));
    events.put("response.created",
        new ResponseCreated(
            new Response("resp_1", Response.Status.IN_PROGRESS, null, null, List.of(), null, "conv_1", OF_RESPONSE)));
    events.put("response.done",
        new ResponseDone(new Response("resp_1", Response.Status.COMPLETED, null, null, List.of(ASSISTANT, CALL), USAGE,
            "conv_1", OF_RESPONSE)));
    events.put("response.done-cancelled",
        new ResponseDone(new Response("resp_1", Response.Status.CANCELLED, "turn_detected", null, List.of(), null, null,
            SessionSettings.NONE)));
    events.put("response.done-incomplete",
        new ResponseDone(new Response("resp_1", Response.Status.INCOMPLETE, "max_output_tokens", null,
            List.of(ASSISTANT), USAGE, "conv_1", SessionSettings.NONE)));
    events.put("response.done-failed",
        new ResponseDone(new Response("resp_1", Response.Status.FAILED, null,
            new ApiError("server_error", "rate_limit_exceeded", "Slow down.", null, null), List.of(), null, "conv_1",
            SessionSettings.NONE)));
    events.put("response.output_item.added",
        new OutputItemAdded("resp_1", 0, Item.message("item_2", "assistant", "in_progress", List.of())));
    events.put("response.output_item.done",
        new OutputItemDone("resp_1", 1, CALL));
    events.put("response.content_part.added",
        new ContentPartAdded(PLACE, new Content.Audio(null, "")));
    events.put("response.content_part.done",
        new ContentPartDone(PLACE, new Content.Text("Hi.")));
    events.put("response.output_audio.delta",
        new AudioDelta(PLACE, AUDIO));
    events.put("response.output_audio.done",
        new AudioDone(PLACE));
    events.put("response.output_audio_transcript.delta",
        new TranscriptDelta(PLACE, "Hel"));
    events.put("response.output_audio_transcript.done",
        new TranscriptDone(PLACE, "Hello!"));
    events.put("response.output_text.delta",
        new TextDelta(PLACE, "H"));
    events.put("response.output_text.done",
        new TextDone(PLACE, "Hi."));
    events.put("response.function_call_arguments.delta",
        new FunctionArgumentsDelta("resp_1", "item_3", 1, "call_1", "{\"ci"));
    events.put("response.function_call_arguments.done",
        new FunctionArgumentsDone("resp_1", "item_3", 1, "call_1", "weather", "{\"city\":\"Bern\"}"));
    events.put("response.output_item.done-mcp",
        new OutputItemDone("resp_1", 1, MCP_CALL));
    events.put("response.mcp_call.in_progress",
        new McpCall(Stage.IN_PROGRESS, "item_5", 1));
    events.put("response.mcp_call.completed",
        new McpCall(Stage.COMPLETED, "item_5", 1));
    events.put("response.mcp_call.failed",
        new McpCall(Stage.FAILED, "item_5", 1));
    events.put("response.mcp_call_arguments.delta",
        new McpArgumentsDelta("resp_1", "item_5", 1, "{"));
    events.put("response.mcp_call_arguments.done",
        new McpArgumentsDone("resp_1", "item_5", 1, "{}"));
    events.put("error",
        new Fault(new ApiError("invalid_request_error", "unknown_parameter", "Unknown parameter: 'session.modalities'.",
            "session.modalities", "event_1")));
    events.put("error-of-the-server",
        new Fault(new ApiError("server_error", null, "Sorry.", null, null)));
    events.put("conversation.created",
        new ConversationCreated("conv_1"));
    return events;
  }

  private static Session session(SessionSettings settings) {
    return new Session("sess_1", settings.kind() == Kind.REALTIME ? "gpt-realtime-2.1" : null, Session.Shape.GA,
        1_800_000_000L, settings);
  }
}
