package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is not obeyed, what the answer to it is, and that the session goes on.
class PeerRefusalTest {
  private final Caller caller = Caller.connected(Shape.GA);

  @Test
  void aCommitOfTooLittleNamesItsLengthAndKeepsTheBuffer() {
    caller.append(Caller.noise(20));
    assertThat(caller.commit()).containsExactly(fault("input_audio_buffer_commit_empty",
        "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has 20.00ms of audio.",
        null, "commit_1"));
    caller.append(Caller.noise(80));
    assertThat(Caller.names(caller.commit())).containsExactly("AudioCommitted", "ItemAdded", "ItemDone");
  }

  @Test
  void aClearedBufferIsEmpty() {
    caller.append(Caller.noise(200));
    assertThat(caller.send(new ClientEvent.ClearAudio(null))).containsExactly(new ServerEvent.AudioCleared());
    assertThat(error(caller.commit()).message()).endsWith("only has 0.00ms of audio.");
  }

  @Test
  void anAppendOfMoreThan15MibIsRefused() {
    assertThat(caller.append(Pcm.silence(15 << 19))).isEmpty();
    assertThat(error(caller.append(Pcm.silence((15 << 19) + 1))).param()).isEqualTo("audio");
  }

  @Test
  void aSecondResponseIsRefusedWhileOneIsGiven() {
    caller.respond();
    assertThat(caller.respond()).containsExactly(fault("conversation_already_has_active_response",
        "Conversation already has an active response in progress: resp_1. Wait until the response is finished before creating a new one.",
        null, "respond_1"));
    assertThat(Caller.only(caller.listen(), ServerEvent.ResponseDone.class).response().status())
        .isEqualTo(Status.COMPLETED);
    assertThat(Caller.names(caller.respond())).startsWith("ResponseCreated");
  }

  @Test
  void aCancelledAnswerEndsInOrderWithWhatWasGiven() {
    caller.append(Caller.noise(1000));
    caller.commit();
    caller.respond();
    caller.speak();
    List<ServerEvent> events = caller.send(new ClientEvent.CancelResponse(null, null));

    assertThat(Caller.names(events)).containsExactly("AudioDone", "TranscriptDone", "ContentPartDone", "ItemDone",
        "OutputItemDone", "ResponseDone", "RateLimitsUpdated");
    var response = Caller.only(events, ServerEvent.ResponseDone.class).response();
    assertThat(response.status()).isEqualTo(Status.CANCELLED);
    assertThat(response.reason()).isEqualTo("client_cancelled");
    assertThat(response.output()).containsExactly(
        Item.message("item_2", "assistant", "incomplete", List.of(new Content.Audio(null, "I heard"))));
    assertThat(caller.peer.speaksAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void thereIsNothingToCancelInSilence() {
    assertThat(caller.send(new ClientEvent.CancelResponse("cancel_1", null))).containsExactly(
        fault("response_cancel_not_active", "Cancellation failed: no active response found", null, "cancel_1"));
    caller.respond();
    assertThat(error(caller.send(new ClientEvent.CancelResponse(null, "resp_9"))).code())
        .isEqualTo("response_cancel_not_active");
  }

  @Test
  void itemsAreRetrievedWithTheirAudioAndDeleted() {
    Pcm said = Caller.noise(120);
    caller.append(said.slice(0, 1000));
    caller.append(said.slice(1000, said.length()));
    caller.commit();

    assertThat(caller.send(new ClientEvent.RetrieveItem(null, "item_1"))).containsExactly(new ServerEvent.ItemRetrieved(
        Item.message("item_1", "user", "completed", List.of(new Content.Audio(said, null)))));
    assertThat(caller.send(new ClientEvent.DeleteItem(null, "item_1")))
        .containsExactly(new ServerEvent.ItemDeleted("item_1"));
    assertThat(caller.send(new ClientEvent.RetrieveItem("e1", "item_1"))).containsExactly(fault(
        "item_retrieve_invalid_item_id", "Error retrieving item: the item with id 'item_1' does not exist.", "item_id",
        "e1"));
    assertThat(error(caller.send(new ClientEvent.DeleteItem(null, "item_1"))).message())
        .isEqualTo("Error deleting item: the item with id 'item_1' does not exist.");
    caller.respond();
    assertThat(Caller.only(caller.listen(), ServerEvent.TranscriptDone.class).transcript())
        .isEqualTo("I heard nothing.");
  }

  @Test
  void anAnswerIsTruncatedToWhatWasHeard() {
    Pcm said = Caller.noise(1000);
    caller.append(said);
    caller.commit();
    caller.respond();
    caller.listen();

    assertThat(caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 250)))
        .containsExactly(new ServerEvent.ItemTruncated("item_2", 0, 250));
    assertThat(caller.send(new ClientEvent.RetrieveItem(null, "item_2"))).containsExactly(
        new ServerEvent.ItemRetrieved(Item.message("item_2", "assistant", "completed",
            List.of(new Content.Audio(said.slice(0, 12_000), null)))));
    assertThat(error(caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 251))).message())
        .isEqualTo("Audio content of 250ms is already shorter than 251ms");
  }

  @Test
  void onlyAnAnswerCanBeTruncated() {
    caller.append(Caller.noise(1000));
    caller.commit();
    assertThat(error(caller.send(new ClientEvent.TruncateItem(null, "item_1", 0, 10))).message())
        .isEqualTo("Only model output audio messages can be truncated");
    assertThat(error(caller.send(new ClientEvent.TruncateItem(null, "nobody", 0, 10))).code())
        .isEqualTo("item_truncate_invalid_item_id");
  }

  @Test
  void anAnswerTruncatedWhileItIsGivenStaysTruncated() {
    Pcm said = Caller.noise(1000);
    caller.append(said);
    caller.commit();
    caller.respond();
    caller.speak();
    caller.speak();
    assertThat(error(caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 401))).message())
        .isEqualTo("Audio content of 400ms is already shorter than 401ms");
    caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 300));
    caller.listen();

    Item kept = Caller.only(caller.send(new ClientEvent.RetrieveItem(null, "item_2")), ServerEvent.ItemRetrieved.class)
        .item();
    assertThat(kept.content()).containsExactly(new Content.Audio(said.slice(0, 14_400), null));
  }

  @Test
  void itemsGoWhereTheyAreAskedTo() {
    caller.append(Caller.noise(100));
    caller.commit();
    assertThat(placed("front", "root").previousItemId()).isNull();
    assertThat(placed("middle", "front").previousItemId()).isEqualTo("front");
    assertThat(placed("end", null).previousItemId()).isEqualTo("item_1");
    assertThat(error(create("more", "nowhere")).param()).isEqualTo("previous_item_id");
    assertThat(error(create("end", null)).message()).contains("'end' already exists");
  }

  @Test
  void anUpdateChangesWhatItNamesAndShowsTheWholeSession() {
    SessionSettings update = new SessionSettings(SessionSettings.Kind.REALTIME, null, "Be brief.", "cedar", null, null,
        new SessionSettings.TurnDetection.ServerVad(null, null, 700, null, null), null, 1.2, null, null, null,
        Map.of("tool_choice", "none"));
    SessionSettings after = Caller
        .only(caller.send(new ClientEvent.UpdateSession(null, update)), ServerEvent.SessionUpdated.class)
        .session()
        .settings();

    assertThat(after.instructions()).isEqualTo("Be brief.");
    assertThat(after.voice()).isEqualTo("cedar");
    assertThat(after.modalities()).containsExactly("audio");
    assertThat(after.input()).isEqualTo(SessionSettings.AudioFormat.PCM_24K);
    assertThat(after.turnDetection())
        .isEqualTo(new SessionSettings.TurnDetection.ServerVad(0.5, 300, 700, true, true));
    assertThat(after.speed()).isEqualTo(1.2);
    assertThat(after.extra()).containsEntry("tool_choice", "none").containsEntry("tools", List.of());
  }

  @Test
  void anUnknownMemberIsRefusedByItsNameAndNothingChanges() {
    assertThat(refusal("Be brief.", Map.of("audio", Map.of("input", Map.of("colour", "blue")))))
        .isEqualTo(new ApiError("invalid_request_error", "unknown_parameter",
            "Unknown parameter: 'session.audio.input.colour'.", "session.audio.input.colour", "update_1"));
    assertThat(refusal(null, Map.of("modalities", List.of("text"))).param()).isEqualTo("session.modalities");
    SessionSettings after = Caller
        .only(caller.send(new ClientEvent.UpdateSession(null, SessionSettings.NONE)), ServerEvent.SessionUpdated.class)
        .session()
        .settings();
    assertThat(after.instructions()).isEmpty();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThat(refusal(settings(List.of("text", "audio"), null, null, null)).message())
        .isEqualTo("Invalid modalities: ['text', 'audio']. Supported combinations are: ['text'] and ['audio'].");
    assertThat(refusal(settings(null, null, 1.6, null)).param()).isEqualTo("session.audio.output.speed");
    assertThat(refusal(settings(null, null, null, 0)).code()).isEqualTo("integer_below_min_value");
    assertThat(refusal(settings(null, null, null, 4097)).param()).isEqualTo("session.max_output_tokens");
    assertThat(refusal(settings(null, new SessionSettings.AudioFormat("audio/pcm", 16_000), null, null)))
        .isEqualTo(new ApiError("invalid_request_error", "integer_below_min_value",
            "Invalid 'session.audio.input.format.rate': integer below minimum value. Expected a value >= 24000, but got 16000 instead.",
            "session.audio.input.format.rate", "update_1"));
    assertThat(refusal(settings(null, new SessionSettings.AudioFormat("audio/pcmu", 8000), null, null)).code())
        .isEqualTo("invalid_value");
  }

  @Test
  void aSessionKeepsItsTypeAndItsVoice() {
    SessionSettings other = new SessionSettings(SessionSettings.Kind.TRANSCRIPTION, null, null, null, null, null, null,
        null, null, null, null, null, Map.of());
    assertThat(refusal(other).param()).isEqualTo("session.type");
    caller.respond();
    caller.listen();
    SessionSettings voice = new SessionSettings(SessionSettings.Kind.REALTIME, null, null, "cedar", null, null, null,
        null, null, null, null, null, Map.of());
    assertThat(refusal(voice).code()).isEqualTo("cannot_update_voice");
  }

  @Test
  void aResponseIsHeldToTheSameRules() {
    SessionSettings settings = new SessionSettings(SessionSettings.Kind.REALTIME, null, null, null, null, null, null,
        null, null, null, null, null, Map.of("colour", "blue"));
    assertThat(error(caller.respond(Caller.with(settings))).param()).isEqualTo("response.colour");
    Item reference = new Item("nobody", "item_reference", null, null, List.of(), null);
    assertThat(error(caller.respond(
        new ResponseSettings(SessionSettings.NONE, false, List.of(reference), Map.of()))).param())
        .isEqualTo("response.input");
    assertThat(caller.peer.speaksAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void whatNobodyUnderstandsIsAnsweredWithItsFault() {
    ApiError fault = new ApiError("invalid_request_error", "invalid_value", "Invalid value: 'nonsense'.", "type", null);
    assertThat(caller.send(new ClientEvent.Unrecognized("e7", "nonsense", fault)))
        .containsExactly(fault("invalid_value", "Invalid value: 'nonsense'.", "type", "e7"));
    assertThat(caller.events(caller.peer.binary(caller.now))).containsExactly(fault("invalid_event",
        "Expected a text WebSocket message; binary frames are not supported.", null, null));
  }

  @Test
  void aSessionEndsWhenItsTimeIsUp() {
    caller.respond();
    assertThat(caller.peer.wake()).isEqualTo(Caller.NOON.plus(Duration.ofMinutes(60)));
    assertThat(caller.peer.time(caller.peer.wake().minusNanos(1))).isEmpty();
    assertThat(caller.peer.time(caller.peer.wake())).containsExactly(
        new Output.Say(fault("session_expired", "Your session hit the maximum duration of 60 minutes.", null, null)),
        new Output.Close(1001, "invalid_request_error.session_expired"));
    assertThat(caller.peer.speaksAt()).isEqualTo(Instant.MAX);
    assertThat(caller.respond()).isEmpty();
  }

  private ServerEvent.ItemAdded placed(String id, @Nullable String behind) {
    return Caller.only(create(id, behind), ServerEvent.ItemAdded.class);
  }

  private List<ServerEvent> create(String id, @Nullable String behind) {
    return caller.send(new ClientEvent.CreateItem(null, behind,
        Item.message(id, "user", null, List.of(new Content.Text("hello")))));
  }

  private ApiError refusal(@Nullable String instructions, Map<String, Object> extra) {
    return refusal(new SessionSettings(SessionSettings.Kind.REALTIME, null, instructions, null, null, null, null, null,
        null, null, null, null, extra));
  }

  private ApiError refusal(SessionSettings settings) {
    return error(caller.send(new ClientEvent.UpdateSession("update_1", settings)));
  }

  private static SessionSettings settings(@Nullable List<String> modalities,
      SessionSettings.@Nullable AudioFormat input, @Nullable Double speed, @Nullable Integer tokens) {
    return new SessionSettings(SessionSettings.Kind.REALTIME, modalities, null, null, input, null, null, null, speed,
        tokens, null, null, Map.of());
  }

  private static ApiError error(List<ServerEvent> events) {
    assertThat(new ArrayList<>(events)).hasSize(1);
    return Caller.only(events, ServerEvent.Fault.class).error();
  }

  private static ServerEvent fault(String code, String message, @Nullable String param, @Nullable String eventId) {
    return new ServerEvent.Fault(new ApiError("invalid_request_error", code, message, param, eventId));
  }
}
