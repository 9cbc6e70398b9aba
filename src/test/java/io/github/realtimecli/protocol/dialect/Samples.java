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
import java.util.List;
import java.util.Map;

/// One event of each kind, with everything in it that a dialect can say.
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

  private Samples() {}

  static List<ClientEvent> client() {
    return List.of(new UpdateSession("event_1", SETTINGS), new UpdateSession(null, MANUAL),
        new UpdateSession(null, SEMANTIC), new UpdateSession(null, TRANSCRIBER), new AppendAudio(null, AUDIO),
        new AppendAudio("event_2", AUDIO), new CommitAudio("event_3"), new CommitAudio(null), new ClearAudio(null),
        new CreateItem(null, null, USER), new CreateItem("event_4", "root", ASSISTANT),
        new CreateItem(null, "item_3", CALL_OUTPUT),
        new CreateItem(null, null, Item.message(null, "user", null, List.of(new Content.Audio(AUDIO, null)))),
        new CreateItem(null, null, Item.message(null, "system", null, List.of(new Content.Text("Be kind.")))),
        new RetrieveItem("event_5", "item_1"), new DeleteItem(null, "item_1"),
        new TruncateItem(null, "item_2", 0, 1500),
        new CreateResponse("event_6", ResponseSettings.AS_SESSION),
        new CreateResponse(null, new ResponseSettings(FOR_RESPONSE, true, List.of(USER), Map.of("turn", "7"))),
        new CancelResponse(null, null), new CancelResponse("event_7", "resp_1"));
  }

  static List<ServerEvent> server() {
    return List.of(new SessionCreated(session(SETTINGS)), new SessionUpdated(session(MANUAL)),
        new SessionUpdated(session(TRANSCRIBER)),
        new RateLimitsUpdated(List.of(new RateLimit("tokens", 40_000, 39_000, 1.5))),
        new AudioCommitted("item_1", null), new AudioCommitted("item_1", "item_0"), new AudioCleared(),
        new SpeechStarted(1200, "item_1"), new SpeechStopped(3400, "item_1"), new TimeoutTriggered(1, 6001, "item_1"),
        new ItemAdded(USER, null), new ItemAdded(CALL, "item_2"), new ItemDone(ASSISTANT, "item_1"),
        new ItemRetrieved(Item.message("item_1", "user", "completed", List.of(new Content.Audio(AUDIO, "Hello?")))),
        new ItemDeleted("item_1"), new ItemTruncated("item_2", 0, 1500), new InputTranscriptDelta("item_1", 0, "Hel"),
        new InputTranscriptCompleted("item_1", 0, "Hello?", new Usage(0, 0, 0, 0, 0, 0, 0, 0, 1.5)),
        new InputTranscriptCompleted("item_1", 0, "Hello?", new Usage(3, 14, 0, 0, 0, 0, 5, 0, 0)),
        new InputTranscriptFailed("item_1", 0, new ApiError("server_error", "audio_unintelligible", "No.", null, null)),
        new ResponseCreated(
            new Response("resp_1", Response.Status.IN_PROGRESS, null, null, List.of(), null, "conv_1", FOR_RESPONSE)),
        new ResponseDone(new Response("resp_1", Response.Status.COMPLETED, null, null, List.of(ASSISTANT, CALL), USAGE,
            "conv_1", FOR_RESPONSE)),
        new ResponseDone(new Response("resp_1", Response.Status.CANCELLED, "turn_detected", null, List.of(), null, null,
            SessionSettings.NONE)),
        new ResponseDone(new Response("resp_1", Response.Status.INCOMPLETE, "max_output_tokens", null,
            List.of(ASSISTANT), USAGE, "conv_1", SessionSettings.NONE)),
        new ResponseDone(new Response("resp_1", Response.Status.FAILED, null,
            new ApiError("server_error", "rate_limit_exceeded", "Slow down.", null, null), List.of(), null, "conv_1",
            SessionSettings.NONE)),
        new OutputItemAdded("resp_1", 0, Item.message("item_2", "assistant", "in_progress", List.of())),
        new OutputItemDone("resp_1", 1, CALL), new ContentPartAdded(PLACE, new Content.Audio(null, "")),
        new ContentPartDone(PLACE, new Content.Text("Hi.")), new AudioDelta(PLACE, AUDIO), new AudioDone(PLACE),
        new TranscriptDelta(PLACE, "Hel"), new TranscriptDone(PLACE, "Hello!"), new TextDelta(PLACE, "H"),
        new TextDone(PLACE, "Hi."), new FunctionArgumentsDelta("resp_1", "item_3", 1, "call_1", "{\"ci"),
        new FunctionArgumentsDone("resp_1", "item_3", 1, "call_1", "weather", "{\"city\":\"Bern\"}"),
        new Fault(new ApiError("invalid_request_error", "unknown_parameter", "Unknown parameter: 'session.modalities'.",
            "session.modalities", "event_1")),
        new Fault(new ApiError("server_error", null, "Sorry.", null, null)));
  }

  private static Session session(SessionSettings settings) {
    return new Session("sess_1", settings.kind() == Kind.REALTIME ? "gpt-realtime-2.1" : null, Session.Shape.GA,
        1_800_000_000L, settings);
  }
}
