package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.dialect.Ga;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions that only transcribe.
class PeerTranscribingTest {
  private final Caller caller = new Caller(Shape.GA, Kind.TRANSCRIPTION,
      new Behaviour(Behaviour.Tongue.AUTO, new Behaviour.Answer.Echo(), Behaviour.Pace.FAST, null, "Good morning.",
          null, LocalServer.SESSION_LIMIT, 24_000, FaultPlan.NONE),
      FaultInjector.none());

  @Test
  void aSessionSaysThatItOnlyTranscribes() {
    ServerEvent.SessionCreated created = Caller.only(caller.open(), ServerEvent.SessionCreated.class);
    assertThat(created.session().model()).isNull();
    assertThat(created.session().settings().kind()).isEqualTo(Kind.TRANSCRIPTION);
    assertThat(created.session().settings().voice()).isNull();
  }

  @Test
  void aCommitIsAnsweredWithItsTranscriptAndNothingElse() {
    caller.open();
    caller.update(Caller.manualTurns().as(Kind.TRANSCRIPTION));
    caller.append(Caller.voice(1500));
    List<ServerEvent> events = caller.commit();

    assertThat(Caller.names(events)).containsExactly("AudioCommitted", "ItemAdded", "ItemDone", "InputTranscriptDelta",
        "InputTranscriptDelta", "InputTranscriptCompleted");
    assertThat(Caller.only(events, ServerEvent.InputTranscriptCompleted.class).transcript()).isEqualTo("Good morning.");
    assertThat(caller.listen()).isEmpty();
  }

  @Test
  void anItemKeepsItsTranscript() {
    caller.open();
    caller.update(Caller.manualTurns().as(Kind.TRANSCRIPTION));
    caller.append(Caller.voice(500));
    List<ServerEvent> committed = caller.commit();
    Item item = Caller.only(caller.send(new ClientEvent.RetrieveItem(null, "item_1")), ServerEvent.ItemRetrieved.class)
        .item();
    assertThat(item.content()).containsExactly(new Content.Audio(Caller.voice(500), "Good morning."));
    String text = new String(new Ga().write(Caller.only(committed, ServerEvent.ItemAdded.class), "event_1"),
        StandardCharsets.UTF_8);
    assertThat(text).contains("\"content\":[{\"type\":\"input_audio\",\"transcript\":null}]");
  }

  @Test
  void aTurnThatIsHeardIsTranscribedAndNotAnswered() {
    caller.open();
    List<ServerEvent> events = new ArrayList<>(caller.append(Caller.voice(1000)));
    events.addAll(caller.append(Caller.silence(500)));
    assertThat(Caller.names(events)).startsWith("SpeechStarted", "SpeechStopped", "AudioCommitted")
        .endsWith("InputTranscriptCompleted");
    assertThat(caller.listen()).isEmpty();
  }

  @Test
  void responsesAndSettingsOfSpeechAreRefused() {
    caller.open();
    assertThat(Caller.only(caller.respond(), ServerEvent.Fault.class).error().message())
        .isEqualTo("A transcription session has no responses.");
    assertThat(Caller.only(caller.update(Caller.manualTurns()), ServerEvent.Fault.class).error().message())
        .isEqualTo("Passing a realtime session update event to a transcription session is not allowed.");
    assertThat(Caller.only(caller.update(Caller.modality("text").as(Kind.TRANSCRIPTION)), ServerEvent.Fault.class)
        .error()
        .param()).isEqualTo("session.output_modalities");
  }

  @Test
  void aSessionOfSpeechDoesNotBecomeOne() {
    Caller speaking = Caller.connected(Shape.GA);
    SessionSettings other = Caller.turns(new TurnDetection.None()).as(Kind.TRANSCRIPTION);
    assertThat(Caller.only(speaking.update(other), ServerEvent.Fault.class).error().message())
        .isEqualTo("Passing a transcription session update event to a realtime session is not allowed.");
  }
}
