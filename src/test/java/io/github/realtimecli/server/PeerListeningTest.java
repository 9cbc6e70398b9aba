package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection.SemanticVad;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection.ServerVad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Turns that the server finds by itself, in the time of the audio.
class PeerListeningTest {
  /// How long the filter of the detector takes for voice what has just ended.
  private static final int ECHO_MS = 10;
  private static final ServerVad USUAL = new ServerVad(0.5, 300, 500, true, true);

  @Test
  void aTurnThatIsHeardIsCommittedAndAnswered() {
    Caller caller = listening(USUAL);
    List<ServerEvent> events = say(caller, Caller.silence(1000), Caller.voice(800), Caller.silence(1000));
    events.addAll(caller.listen());

    assertThat(Caller.names(events)).startsWith("SpeechStarted", "SpeechStopped", "AudioCommitted", "ItemAdded",
        "ItemDone", "ResponseCreated").endsWith("ResponseDone", "RateLimitsUpdated");
    assertThat(events).contains(new ServerEvent.SpeechStarted(700, "item_1"),
        new ServerEvent.SpeechStopped(2310, "item_1"), new ServerEvent.AudioCommitted("item_1", null));
    assertThat(Caller.audio(events))
        .isEqualTo(Caller.silence(300).concat(Caller.voice(800)).concat(Caller.silence(510)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 333, 480, 9600, 1_000_000})
  void theSizeOfTheAppendsMakesNoDifference(int bytes) {
    Pcm said = Caller.silence(500)
        .concat(Caller.voice(400))
        .concat(Caller.silence(700))
        .concat(Caller.voice(300))
        .concat(Caller.silence(600));
    Caller caller = listening(USUAL);
    List<ServerEvent> events = new ArrayList<>();
    for (int at = 0; at < said.length(); at += bytes)
      events.addAll(caller.append(said.slice(at, Math.min(said.length(), at + bytes))));

    assertThat(events).filteredOn(
        event -> event instanceof ServerEvent.SpeechStarted || event instanceof ServerEvent.SpeechStopped)
        .containsExactly(new ServerEvent.SpeechStarted(200, "item_1"), new ServerEvent.SpeechStopped(1410, "item_1"),
            new ServerEvent.SpeechStarted(1410, "item_3"), new ServerEvent.SpeechStopped(2410, "item_3"));
  }

  @Test
  void silenceIsNoTurn() {
    assertThat(say(listening(USUAL), Caller.silence(60_000))).isEmpty();
  }

  @Test
  void speechThatDoesNotEndIsNoTurnYet() {
    assertThat(Caller.names(say(listening(USUAL), Caller.voice(2000), Caller.silence(490))))
        .containsExactly("SpeechStarted");
  }

  @ParameterizedTest
  @CsvSource({"high,400", "medium,800", "auto,800", "low,1600"})
  void eagernessIsALengthOfSilence(String eagerness, int millis) {
    Caller caller = listening(new SemanticVad(eagerness, null, null));
    assertThat(Caller.names(say(caller, Caller.voice(500), Caller.silence(ECHO_MS + millis - 10))))
        .containsExactly("SpeechStarted");
    assertThat(say(caller, Caller.silence(10)))
        .contains(new ServerEvent.SpeechStopped(500 + ECHO_MS + millis, "item_1"));
  }

  @Test
  void aThresholdAndAPaddingAreHonoured() {
    Pcm quiet = Pcm.ofSamples(quiet(Caller.voice(500)));
    assertThat(say(listening(new ServerVad(1.0, 0, 200, null, null)), Caller.silence(500), quiet)).isEmpty();
    assertThat(say(listening(new ServerVad(0.5, 0, 200, null, null)), Caller.silence(500), quiet))
        .containsExactly(new ServerEvent.SpeechStarted(500, "item_1"));
    assertThat(say(listening(new ServerVad(0.5, 9000, 200, null, null)), Caller.silence(500), quiet))
        .containsExactly(new ServerEvent.SpeechStarted(0, "item_1"));
  }

  @Test
  void whoSpeaksWhileAnAnswerIsGivenEndsIt() {
    Caller caller = listening(USUAL);
    say(caller, Caller.voice(1000), Caller.silence(600));
    caller.speak();
    List<ServerEvent> events = say(caller, Caller.voice(300));

    assertThat(Caller.names(events)).startsWith("SpeechStarted").endsWith("ResponseDone", "RateLimitsUpdated");
    var response = Caller.only(events, ServerEvent.ResponseDone.class).response();
    assertThat(response.status()).isEqualTo(Status.CANCELLED);
    assertThat(response.reason()).isEqualTo("turn_detected");
    assertThat(caller.peer.speaksAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void whoMayNotInterruptIsAnsweredAfterwards() {
    Caller caller = listening(new ServerVad(0.5, 300, 500, true, false));
    say(caller, Caller.voice(1000), Caller.silence(600));
    assertThat(Caller.names(say(caller, Caller.voice(300), Caller.silence(600)))).containsExactly("SpeechStarted",
        "SpeechStopped", "AudioCommitted", "ItemAdded", "ItemDone");
    assertThat(caller.listen()).filteredOn(ServerEvent.ResponseDone.class::isInstance)
        .extracting(event -> ((ServerEvent.ResponseDone) event).response().status())
        .containsExactly(Status.COMPLETED, Status.COMPLETED);
  }

  @Test
  void whoWantsNoResponseGetsNone() {
    Caller caller = listening(new ServerVad(0.5, 300, 500, false, true));
    assertThat(Caller.names(say(caller, Caller.voice(1000), Caller.silence(600)))).endsWith("AudioCommitted",
        "ItemAdded", "ItemDone");
    assertThat(Caller.names(caller.respond())).startsWith("ResponseCreated");
  }

  @Test
  void aCommitInTheMiddleOfSpeechEndsTheTurn() {
    Caller caller = listening(USUAL);
    say(caller, Caller.voice(400));
    assertThat(caller.commit()).startsWith(new ServerEvent.AudioCommitted("item_1", null));
    assertThat(say(caller, Caller.silence(1000))).isEmpty();
    assertThat(say(caller, Caller.voice(400))).containsExactly(new ServerEvent.SpeechStarted(1100, "item_2"));
  }

  @Test
  void aClearedTurnIsForgotten() {
    Caller caller = listening(USUAL);
    say(caller, Caller.voice(400));
    assertThat(caller.send(new ClientEvent.ClearAudio(null))).containsExactly(new ServerEvent.AudioCleared());
    assertThat(say(caller, Caller.silence(1000))).isEmpty();
  }

  @Test
  void listeningCanBeSwitchedOffAndOnAgain() {
    Caller caller = listening(USUAL);
    say(caller, Caller.silence(1000));
    caller.update(Caller.manualTurns());
    assertThat(say(caller, Caller.voice(1000), Caller.silence(1000))).isEmpty();
    caller.update(Caller.turns(USUAL));
    assertThat(say(caller, Caller.silence(1000), Caller.voice(300)))
        .containsExactly(new ServerEvent.SpeechStarted(3700, "item_1"));
  }

  @Test
  void anotherPatienceHoldsForTheTurnThatIsSpoken() {
    Caller caller = listening(USUAL);
    say(caller, Caller.voice(500), Caller.silence(300));
    caller.update(Caller.turns(new ServerVad(null, null, 900, null, null)));
    assertThat(say(caller, Caller.silence(600))).isEmpty();
    assertThat(say(caller, Caller.silence(10))).startsWith(new ServerEvent.SpeechStopped(1410, "item_1"));
  }

  @Test
  void aLongSilenceAfterAnAnswerIsATurnToo() {
    Caller caller = listening(USUAL, Map.of("audio", Map.of("input", Map.of("turn_detection",
        Map.of("idle_timeout_ms", 5000)))));
    assertThat(say(caller, Caller.silence(20_000))).isEmpty();
    say(caller, Caller.voice(190), Caller.silence(510));
    caller.listen(); // 1 s with its prefix, heard until 21.7 s of the audio
    assertThat(say(caller, Caller.silence(5990))).isEmpty();
    List<ServerEvent> events = say(caller, Caller.silence(10));
    assertThat(events).startsWith(new ServerEvent.TimeoutTriggered(21_700, 26_700, "item_3"),
        new ServerEvent.AudioCommitted("item_3", "item_2"));
    assertThat(Caller.names(events)).contains("ResponseCreated");
  }

  @Test
  void anIdleTimeoutGoesWithItsTurnDetection() {
    Caller caller = listening(USUAL, Map.of("audio", Map.of("input", Map.of("turn_detection",
        Map.of("idle_timeout_ms", 5000)))));
    SessionSettings off = Caller.only(caller.update(Caller.manualTurns()), ServerEvent.SessionUpdated.class)
        .session()
        .settings();
    assertThat(off.turnDetection()).isEqualTo(new TurnDetection.None());
    assertThat(off.extra()).containsKey("tools").doesNotContainKey("audio");
  }

  @ParameterizedTest
  @CsvSource({"-0.1,,,threshold", "1.1,,,threshold", ",-1,,prefix_padding_ms", ",,-1,silence_duration_ms"})
  void whatCannotBeHonouredIsRefusedByItsName(@Nullable Double threshold, @Nullable Integer padding,
      @Nullable Integer silence, String name) {
    List<ServerEvent> events = new Caller(Shape.GA)
        .update(Caller.turns(new ServerVad(threshold, padding, silence, null, null)));
    assertThat(Caller.only(events, ServerEvent.Fault.class).error().param())
        .isEqualTo("session.audio.input.turn_detection." + name);
  }

  @Test
  void anIdleTimeoutAndAnEagernessHaveTheirLimits() {
    Caller caller = new Caller(Shape.GA);
    Map<String, Object> hasty = Map.of("audio",
        Map.of("input", Map.of("turn_detection", Map.of("idle_timeout_ms", 4999))));
    assertThat(Caller.only(caller.update(Caller.turns(USUAL, hasty)), ServerEvent.Fault.class).error().param())
        .isEqualTo("session.audio.input.turn_detection.idle_timeout_ms");
    assertThat(Caller.only(caller.update(Caller.turns(new SemanticVad("wild", null, null))), ServerEvent.Fault.class)
        .error()
        .message()).contains("'wild'");
  }

  private static Caller listening(TurnDetection detection) {
    return listening(detection, Map.of());
  }

  private static Caller listening(TurnDetection detection, Map<String, Object> extra) {
    Caller caller = new Caller(Shape.GA);
    caller.open();
    caller.update(Caller.turns(detection, extra));
    return caller;
  }

  private static List<ServerEvent> say(Caller caller, Pcm... sounds) {
    List<ServerEvent> events = new ArrayList<>();
    for (Pcm sound : sounds)
      events.addAll(caller.append(sound));
    return events;
  }

  private static short[] quiet(Pcm sound) {
    short[] samples = new short[sound.samples()];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (short) (sound.sample(i) / 10);
    return samples;
  }
}
