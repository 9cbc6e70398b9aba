package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A turn from the first sample to `rate_limits.updated`.
class PeerTurnTest {
  private static final int DELTA_BYTES = 9600;

  @Test
  void aGaTurnComesInTheVendorsOrder() {
    Caller caller = new Caller(Shape.GA);
    List<ServerEvent> events = new ArrayList<>(caller.open());
    events.addAll(caller.send(new ClientEvent.UpdateSession("update_1", Caller.manualTurns())));
    events.addAll(caller.append(Caller.noise(300)));
    events.addAll(caller.commit());
    events.addAll(caller.respond());
    events.addAll(caller.listen());

    assertThat(Caller.names(events)).containsExactly("SessionCreated", "SessionUpdated", "AudioCommitted", "ItemAdded",
        "ItemDone", "ResponseCreated", "OutputItemAdded", "ItemAdded", "ContentPartAdded", "TranscriptDelta",
        "TranscriptDelta", "AudioDelta", "TranscriptDelta", "TranscriptDelta", "TranscriptDelta", "TranscriptDelta",
        "AudioDelta", "AudioDone", "TranscriptDone", "ContentPartDone", "ItemDone", "OutputItemDone", "ResponseDone",
        "RateLimitsUpdated");
  }

  @Test
  void aBetaTurnHasOneEventAnItem() {
    Caller caller = new Caller(Shape.BETA);
    List<ServerEvent> events = new ArrayList<>(caller.open());
    events.addAll(caller.send(new ClientEvent.UpdateSession("update_1", Caller.manualTurns())));
    events.addAll(caller.append(Caller.noise(100)));
    events.addAll(caller.commit());
    events.addAll(caller.respond());
    events.addAll(caller.listen());

    assertThat(Caller.names(events)).containsExactly("SessionCreated", "ConversationCreated", "SessionUpdated",
        "AudioCommitted",
        "ItemCreated", "ResponseCreated", "OutputItemAdded", "ItemCreated", "ContentPartAdded", "TranscriptDelta",
        "TranscriptDelta", "TranscriptDelta", "TranscriptDelta", "TranscriptDelta", "TranscriptDelta", "AudioDelta",
        "AudioDone",
        "TranscriptDone", "ContentPartDone", "OutputItemDone", "ResponseDone", "RateLimitsUpdated");
  }

  @Test
  void everyEventOfAnAnswerSaysWhereItBelongs() {
    Caller caller = Caller.connected(Shape.GA);
    caller.append(Caller.noise(200));
    caller.commit();
    List<ServerEvent> events = new ArrayList<>(caller.respond());
    events.addAll(caller.listen());

    Place place = new Place("resp_1", "item_2", 0, 0);
    Item empty = Item.message("item_2", "assistant", "in_progress", List.of());
    Item whole = Item.message("item_2", "assistant", "completed",
        List.of(new Content.Audio(null, "I heard 0.20 seconds of audio.")));
    SessionSettings settings = new SessionSettings(SessionSettings.Kind.REALTIME, List.of("audio"), null, "marin", null,
        SessionSettings.AudioFormat.PCM_24K, null, null, null, SessionSettings.NO_LIMIT, null, null, Map.of());
    assertThat(events).startsWith(
        new ServerEvent.ResponseCreated(
            new Response("resp_1", Status.IN_PROGRESS, null, null, List.of(), null, "conv_1", settings)),
        new ServerEvent.OutputItemAdded("resp_1", 0, empty), new ServerEvent.ItemAdded(empty, "item_1"),
        new ServerEvent.ContentPartAdded(place, new Content.Audio(null, "")),
        new ServerEvent.TranscriptDelta(place, "I"), new ServerEvent.TranscriptDelta(place, " heard"));
    assertThat(events).endsWith(new ServerEvent.AudioDone(place),
        new ServerEvent.TranscriptDone(place, "I heard 0.20 seconds of audio."),
        new ServerEvent.ContentPartDone(place, new Content.Audio(null, "I heard 0.20 seconds of audio.")),
        new ServerEvent.ItemDone(whole, "item_1"), new ServerEvent.OutputItemDone("resp_1", 0, whole),
        new ServerEvent.ResponseDone(new Response("resp_1", Status.COMPLETED, null, null, List.of(whole),
            new Usage(0, 2, 0, 0, 0, 0, 6, 4, 0), "conv_1", settings)),
        new ServerEvent.RateLimitsUpdated(List.of(new ServerEvent.RateLimit("tokens", 1_000_000, 1_000_000, 0))));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 199, 200, 201, 1000, 60_000})
  void theAnswerIsTheCallersAudioSampleForSample(int millis) {
    Caller caller = Caller.connected(Shape.GA);
    Pcm said = Caller.noise(millis);
    for (int at = 0, step = 1; at < said.length(); at += step, step = step * 3 % 9973 + 1)
      caller.append(said.slice(at, Math.min(said.length(), at + step)));
    caller.commit();
    caller.respond();
    List<ServerEvent> events = caller.listen();

    assertThat(Caller.audio(events)).isEqualTo(said);
    assertThat(events).filteredOn(ServerEvent.AudioDelta.class::isInstance)
        .hasSize((said.length() + DELTA_BYTES - 1) / DELTA_BYTES);
  }

  @Test
  void anAnswerIsCutFromTheChunksThatCameWithoutCopying() {
    Caller caller = Caller.connected(Shape.GA);
    Pcm said = Caller.noise(5000);
    caller.append(said);
    caller.commit();
    caller.respond();

    assertThat(caller.listen()).filteredOn(ServerEvent.AudioDelta.class::isInstance)
        .hasSize(25)
        .allSatisfy(event -> assertThat(((ServerEvent.AudioDelta) event).audio().view().array())
            .isSameAs(said.view().array()));
  }

  @ParameterizedTest
  @EnumSource
  void anItemThatIsCreatedWholeIsAnsweredToo(Shape shape) {
    Caller caller = Caller.connected(shape);
    Pcm said = Caller.noise(20);
    List<ServerEvent> created = caller.send(new ClientEvent.CreateItem(null, null,
        Item.message("mine", "user", null, List.of(new Content.Audio(said, null)))));
    caller.respond();

    assertThat(Caller.names(created)).isEqualTo(switch (shape) {
      case GA -> List.of("ItemAdded", "ItemDone");
      case BETA -> List.of("ItemCreated");
    });
    assertThat(Caller.audio(caller.listen())).isEqualTo(said);
  }

  @Test
  void anAnswerTakesUpAllThatWasSaidSinceTheLastOne() {
    Caller caller = Caller.connected(Shape.GA);
    Pcm first = Caller.noise(100);
    Pcm second = Caller.noise(150);
    Pcm third = Caller.noise(250);
    caller.append(first);
    caller.commit();
    caller.respond();
    caller.listen();
    caller.append(second);
    caller.commit();
    caller.append(third);
    caller.commit();
    caller.respond();
    List<ServerEvent> answer = caller.listen();

    assertThat(Caller.audio(answer)).isEqualTo(second.concat(third));
    // read: the first question and its answer, 1 token each and cached, then 2 and 3
    assertThat(Caller.only(answer, ServerEvent.ResponseDone.class).response().usage())
        .isEqualTo(new Usage(0, 1 + 1 + 2 + 3, 0, 0, 2, 0, 6, 8, 0));
  }

  @Test
  void aTextAnswerIsWrittenWordByWord() {
    Caller caller = Caller.connected(Shape.GA);
    caller.append(Caller.noise(100));
    caller.commit();
    List<ServerEvent> events = new ArrayList<>(caller.respond(Caller.with(Caller.modality("text"))));
    events.addAll(caller.listen());

    assertThat(Caller.names(events)).containsExactly("ResponseCreated", "OutputItemAdded", "ItemAdded",
        "ContentPartAdded", "TextDelta", "TextDelta", "TextDelta", "TextDelta", "TextDelta", "TextDelta", "TextDone",
        "ContentPartDone", "ItemDone", "OutputItemDone", "ResponseDone", "RateLimitsUpdated");
    assertThat(Caller.only(events, ServerEvent.TextDone.class).text()).isEqualTo("I heard 0.10 seconds of audio.");
    assertThat(Caller.only(events, ServerEvent.ContentPartDone.class).part())
        .isEqualTo(new Content.Text("I heard 0.10 seconds of audio."));
  }

  @Test
  void whoSaidNothingHearsATone() {
    Caller caller = Caller.connected(Shape.GA);
    caller.respond();
    List<ServerEvent> events = caller.listen();

    assertThat(Caller.audio(events).samples()).isEqualTo(Pcm.RATE / 4);
    assertThat(Caller.only(events, ServerEvent.TranscriptDone.class).transcript()).isEqualTo("I heard nothing.");
  }

  @Test
  void whoWroteIsReadBack() {
    Caller caller = Caller.connected(Shape.GA);
    caller.write("Good morning");
    caller.respond();

    assertThat(Caller.only(caller.listen(), ServerEvent.TranscriptDone.class).transcript())
        .isEqualTo("You wrote: Good morning");
  }

  @Test
  void aLimitOfTokensCutsTheAnswer() {
    Caller caller = Caller.connected(Shape.GA);
    Pcm said = Caller.noise(1000);
    caller.append(said);
    caller.commit();
    SessionSettings limited = new SessionSettings(SessionSettings.Kind.REALTIME, null, null, null, null, null, null,
        null, null, 10, null, null, Map.of());
    caller.respond(Caller.with(limited));
    List<ServerEvent> events = caller.listen();

    Response response = Caller.only(events, ServerEvent.ResponseDone.class).response();
    assertThat(response.status()).isEqualTo(Status.INCOMPLETE);
    assertThat(response.reason()).isEqualTo("max_output_tokens");
    assertThat(response.output().getFirst().status()).isEqualTo("incomplete");
    assertThat(Caller.audio(events)).isEqualTo(said.slice(0, 4 * 2400));
  }

  @Test
  void theUsersTranscriptFollowsTheCommitWhenItIsAskedFor() {
    Caller caller = Caller.connected(Shape.GA);
    SessionSettings transcribing = new SessionSettings(SessionSettings.Kind.REALTIME, null, null, null, null, null,
        null, new SessionSettings.Transcription("gpt-realtime-whisper", "en"), null, null, null, null, Map.of());
    caller.send(new ClientEvent.UpdateSession(null, transcribing));
    caller.append(Caller.noise(1500));

    List<ServerEvent> events = caller.commit();
    assertThat(Caller.names(events)).containsExactly("AudioCommitted", "ItemAdded", "ItemDone", "InputTranscriptDelta",
        "InputTranscriptDelta", "InputTranscriptDelta", "InputTranscriptDelta", "InputTranscriptCompleted");
    assertThat(events.getLast()).isEqualTo(new ServerEvent.InputTranscriptCompleted("item_1", 0,
        "1.50 seconds of audio.", new Usage(0, 0, 0, 0, 0, 0, 0, 0, 1.5)));
  }

  @Test
  void answersOutOfBandAreGivenBesideTheConversationsOwn() {
    Caller caller = Caller.connected(Shape.GA);
    Pcm said = Caller.noise(400);
    Pcm aside = Caller.noise(600);
    caller.append(said);
    caller.commit();
    caller.respond();
    Item question = Item.message(null, "user", null, List.of(new Content.Audio(aside, null)));
    List<ServerEvent> events = new ArrayList<>(caller.respond(
        new ResponseSettings(SessionSettings.NONE, true, List.of(question), Map.of("topic", "aside"))));
    events.addAll(caller.listen());

    assertThat(Caller.audio(of("resp_1", events))).isEqualTo(said);
    assertThat(Caller.audio(of("resp_2", events))).isEqualTo(aside);
    assertThat(events).filteredOn(ServerEvent.AudioDelta.class::isInstance)
        .extracting(event -> ((ServerEvent.AudioDelta) event).place().responseId())
        .containsExactly("resp_1", "resp_2", "resp_1", "resp_2", "resp_2");
    assertThat(Caller.names(events)).doesNotContain("ItemAdded");
    assertThat(events).filteredOn(ServerEvent.ResponseDone.class::isInstance)
        .last()
        .satisfies(event -> assertThat(((ServerEvent.ResponseDone) event).response()).satisfies(response -> {
          assertThat(response.conversationId()).isNull();
          assertThat(response.settings().extra()).containsEntry("metadata", Map.of("topic", "aside"));
        }));
  }

  @Test
  void anItemThatIsReferredToIsEchoed() {
    Caller caller = Caller.connected(Shape.GA);
    Pcm said = Caller.noise(120);
    caller.append(said);
    caller.commit();
    caller.respond();
    caller.listen();
    Item reference = new Item("item_1", "item_reference", null, null, List.of(), null);
    caller.respond(new ResponseSettings(SessionSettings.NONE, true, List.of(reference), Map.of()));

    assertThat(Caller.audio(caller.listen())).isEqualTo(said);
  }

  private static List<ServerEvent> of(String responseId, List<ServerEvent> events) {
    return events.stream()
        .filter(
            event -> event instanceof ServerEvent.AudioDelta delta && delta.place().responseId().equals(responseId))
        .toList();
  }
}
