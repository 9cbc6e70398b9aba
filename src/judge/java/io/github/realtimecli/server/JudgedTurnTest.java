package io.github.realtimecli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.dialect.Ga;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The vendor's own model reads everything that the server says in the course of a session.
class JudgedTurnTest {
  private static final JsonMapper VENDOR = ObjectMappers.jsonMapper();
  private static final Map<String, Object> IDLE = Map.of("audio",
      Map.of("input", Map.of("turn_detection", Map.of("idle_timeout_ms", 5000))));

  @Test
  void everyEventOfASessionIsOneOfTheVendors() {
    Caller caller = new Caller(Shape.GA);
    List<ServerEvent> events = new ArrayList<>(caller.open());
    events.addAll(caller.send(new ClientEvent.UpdateSession("update_1", Caller.manualTurns())));
    events.addAll(caller.commit());
    events.addAll(caller.append(Caller.noise(500)));
    events.addAll(caller.commit());
    events.addAll(caller.respond());
    events.addAll(caller.respond());
    events.addAll(caller.listen());
    events.addAll(caller.send(new ClientEvent.TruncateItem(null, "item_2", 0, 100)));
    events.addAll(caller.send(new ClientEvent.RetrieveItem(null, "item_1")));
    events.addAll(caller.send(new ClientEvent.DeleteItem(null, "item_1")));
    events.addAll(caller.write("hello"));
    events.addAll(caller.respond(Caller.with(Caller.modality("text"))));
    events.addAll(caller.send(new ClientEvent.CancelResponse(null, null)));
    events.addAll(caller.send(new ClientEvent.CancelResponse(null, null)));
    events.addAll(caller.send(new ClientEvent.ClearAudio(null)));

    assertThat(events).hasSizeGreaterThan(40);
    assertJudged(events);
  }

  @Test
  void everyEventOfATurnThatIsHeardIsOneOfTheVendors() {
    Caller caller = new Caller(Shape.GA);
    List<ServerEvent> events = new ArrayList<>(caller.open());
    SessionSettings heard = new SessionSettings(Kind.REALTIME, null, null, null, null, null,
        new SessionSettings.TurnDetection.ServerVad(0.5, 300, 500, true, true),
        new SessionSettings.Transcription("gpt-realtime-whisper", null), null, null, null, null, IDLE);
    events.addAll(caller.update(heard));
    events.addAll(caller.append(Caller.voice(500)));
    events.addAll(caller.append(Caller.silence(600)));
    events.addAll(caller.speak());
    events.addAll(caller.append(Caller.voice(500)));
    events.addAll(caller.append(Caller.silence(600)));
    events.addAll(caller.listen());
    events.addAll(caller.append(Caller.silence(10_000)));

    assertThat(Caller.names(events)).contains("SpeechStarted", "SpeechStopped", "TimeoutTriggered",
        "InputTranscriptCompleted");
    assertJudged(events);
  }

  @Test
  void everyEventOfASessionThatTranscribesIsOneOfTheVendors() {
    Caller caller = new Caller(Shape.GA, Kind.TRANSCRIPTION, Behaviour.USUAL, FaultInjector.none());
    List<ServerEvent> events = new ArrayList<>(caller.open());
    events.addAll(caller.update(Caller.manualTurns().as(Kind.TRANSCRIPTION)));
    events.addAll(caller.append(Caller.voice(500)));
    events.addAll(caller.commit());
    events.addAll(caller.respond());

    assertThat(Caller.names(events)).contains("InputTranscriptDelta", "InputTranscriptCompleted", "Fault");
    assertJudged(events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed=rate_limit_exceeded", "incomplete=content_filter", "jitter",
      "transcript-failed=audio_unintelligible", "rate-limits=0/500/6.5", "error=server_error@response"})
  void whatGoesWrongIsSaidInTheVendorsEvents(String fault) {
    Caller caller = new Caller(Shape.GA, Kind.TRANSCRIPTION, Behaviour.USUAL,
        new FaultInjector(FaultPlan.of(List.of(fault)), 1, () -> 1));
    List<ServerEvent> events = new ArrayList<>(caller.open());
    events.addAll(caller.append(Caller.voice(500)));
    events.addAll(caller.commit());
    caller = new Caller(Shape.GA, Kind.REALTIME, Behaviour.USUAL,
        new FaultInjector(FaultPlan.of(List.of(fault)), 1, () -> 1));
    events.addAll(caller.open());
    events.addAll(caller.respond());
    events.addAll(caller.listen());
    assertJudged(events);
  }

  @Test
  void aFunctionIsCalledInTheVendorsEvents() {
    Caller caller = Caller.of(Behaviour.USUAL.withCall(new Behaviour.Call("get_weather", "{\"city\":\"Oslo\"}")));
    caller.write("How is the weather?");
    List<ServerEvent> events = new ArrayList<>(caller.respond());
    events.addAll(caller.listen());
    assertThat(Caller.names(events)).contains("FunctionArgumentsDelta", "FunctionArgumentsDone");
    assertJudged(events);
  }

  private static void assertJudged(List<ServerEvent> events) {
    for (ServerEvent event : events) {
      String text = new String(new Ga().write(event, "event_1"), UTF_8);
      assertThatCode(() -> VENDOR.readValue(text, RealtimeServerEvent.class).validate()).as(text)
          .doesNotThrowAnyException();
    }
  }
}
