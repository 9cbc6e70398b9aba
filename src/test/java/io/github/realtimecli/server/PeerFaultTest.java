package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong on request, and where.
class PeerFaultTest {
  private final AtomicLong turns = new AtomicLong();

  @ParameterizedTest
  @CsvSource({"open,''", "created,SessionCreated", "commit,AudioCommitted", "response,ResponseCreated",
      "delta=2,AudioDelta", "done,ResponseDone"})
  void aConnectionIsClosedRightBehindThePoint(String point, String last) {
    List<Output> outputs = turn("close=1011:server error, sorry@" + point);
    assertThat(outputs.getLast()).isEqualTo(new Output.Close(1011, "server error, sorry"));
    if (!last.isEmpty())
      assertThat(name(outputs.get(outputs.size() - 2))).isEqualTo(last);
    assertThat(outputs).filteredOn(Output.Close.class::isInstance).hasSize(1);
  }

  @Test
  void theNumberOfADeltaIsThatOfTheResponse() {
    assertThat(turn("drop@delta=2")).filteredOn(output -> name(output).equals("AudioDelta")).hasSize(2);
    assertThat(turn("drop@delta=2").getLast()).isEqualTo(new Output.Drop());
    assertThat(turn("reset@delta=1").getLast()).isEqualTo(new Output.Reset());
    assertThat(turn("drop@delta=999").getLast()).isNotEqualTo(new Output.Drop());
  }

  @Test
  void aServerThatStallsSaysNothingMore() {
    Caller caller = caller("stall@commit", 1);
    List<Output> outputs = turn(caller);
    assertThat(name(outputs.getLast())).isEqualTo("AudioCommitted");
    assertThat(caller.peer.speaksAt()).isEqualTo(Instant.MAX);
    assertThat(caller.peer.wake()).isEqualTo(Instant.MAX);
    assertThat(caller.peer.time(Caller.NOON.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void aServerThatPausesGoesOnWhereItWas() {
    Caller caller = caller("stall=3s@response", 1);
    List<Output> before = turn(caller);
    assertThat(name(before.getLast())).isEqualTo("ResponseCreated");
    assertThat(caller.peer.wake()).isEqualTo(Caller.NOON.plusSeconds(3));
    assertThat(caller.peer.time(Caller.NOON.plusSeconds(2))).isEmpty();
    List<ServerEvent> after = new ArrayList<>(caller.time(Caller.NOON.plusSeconds(3)));
    after.addAll(caller.listen());
    assertThat(Caller.names(after)).startsWith("OutputItemAdded", "ItemAdded", "ContentPartAdded", "TranscriptDelta")
        .endsWith("ResponseDone", "RateLimitsUpdated");
  }

  @Test
  void brokenJsonAndErrorsComeInBetween() {
    List<Output> broken = turn("malformed@response");
    int at = index(broken, "ResponseCreated");
    assertThat(broken.get(at + 1)).isInstanceOfSatisfying(Output.SayRaw.class,
        raw -> assertThat(raw.text()).startsWith("{\"type\":\"response.created\"").doesNotEndWith("}"));
    assertThat(name(broken.getLast())).isEqualTo("RateLimitsUpdated");

    List<Output> error = turn("error=server_error:Out of luck@created");
    assertThat(((Output.Say) error.get(1)).event()).isInstanceOfSatisfying(ServerEvent.Fault.class,
        fault -> assertThat(fault.error().message()).isEqualTo("Out of luck"));
  }

  @Test
  void eventsAreMissingOrComeTwiceInWhicheverDialectTheyAreNamed() {
    assertThat(names(turn("missing=response.output_audio.delta"))).doesNotContain("AudioDelta").contains("AudioDone");
    assertThat(names(turn("missing=session.created"))).doesNotContain("SessionCreated");
    assertThat(names(turn("duplicate=response.done"))).containsSubsequence("ResponseDone", "ResponseDone");
    Caller beta = new Caller(Shape.BETA, Kind.REALTIME, Behaviour.USUAL, mischief("missing=response.audio.delta", 1));
    assertThat(names(turn(beta))).contains("AudioDone").doesNotContain("AudioDelta");
  }

  @Test
  void aFailedAnswerHasNothingInItAndCanBeAskedForAgain() {
    Caller caller = caller("failed=rate_limit_exceeded,times=1", 1);
    List<Output> outputs = turn(caller);
    Response response = response(outputs);
    assertThat(response.status()).isEqualTo(Status.FAILED);
    assertThat(response.error()).satisfies(error -> assertThat(error.code()).isEqualTo("rate_limit_exceeded"));
    assertThat(response.output()).isEmpty();
    assertThat(names(outputs)).containsSubsequence("ResponseCreated", "ResponseDone").doesNotContain("OutputItemAdded");
    List<ServerEvent> again = new ArrayList<>(caller.respond());
    again.addAll(caller.listen());
    assertThat(Caller.audio(again).length()).isEqualTo(48_000);
  }

  @Test
  void anAnswerFailsOrEndsInTheMiddle() {
    List<Output> failed = turn("failed=server_error@delta=2");
    assertThat(response(failed).status()).isEqualTo(Status.FAILED);
    assertThat(failed).filteredOn(output -> name(output).equals("AudioDelta")).hasSize(2);

    List<Output> half = turn("incomplete=content_filter");
    assertThat(response(half).status()).isEqualTo(Status.INCOMPLETE);
    assertThat(response(half).reason()).isEqualTo("content_filter");
    assertThat(response(half).output().getFirst().status()).isEqualTo("incomplete");
    assertThat(sound(half)).isEqualTo(24_000);
  }

  @Test
  void aJitteryAnswerComesSlowerThanItIsHeard() {
    Caller caller = caller("jitter", 1);
    assertThat(turn(caller)).isNotEmpty();
    assertThat(Duration.between(Caller.NOON, caller.now)).isEqualTo(Duration.ofMillis(9 * 180));
  }

  @Test
  void aPacedAnswerComesAsFastAsItIsHeard() {
    Caller caller = new Caller(Shape.GA, Kind.REALTIME,
        new Behaviour(Behaviour.Tongue.AUTO, new Behaviour.Answer.Echo(), Behaviour.Pace.REALTIME, null, null, null,
            LocalServer.SESSION_LIMIT, 24_000, FaultPlan.NONE),
        FaultInjector.none());
    assertThat(sound(turn(caller))).isEqualTo(48_000);
    assertThat(Duration.between(Caller.NOON, caller.now)).isEqualTo(Duration.ofMillis(4 * 200));
  }

  @Test
  void allOfAnAnswerFitsIntoOneDelta() {
    List<Output> outputs = turn("one-delta");
    assertThat(outputs).filteredOn(output -> name(output).equals("AudioDelta")).hasSize(1);
    assertThat(sound(outputs)).isEqualTo(48_000);
  }

  @Test
  void rateLimitsAreWhatTheyAreSaidToBe() {
    List<Output> outputs = turn("rate-limits=3/500/6.5");
    assertThat(outputs).contains(new Output.Say(new ServerEvent.RateLimitsUpdated(
        List.of(new ServerEvent.RateLimit("requests", 500, 3, 6.5),
            new ServerEvent.RateLimit("tokens", 500, 3, 6.5)))));
  }

  @Test
  void aTranscriptFailsOrComesLate() {
    Caller failing = caller("transcript-failed=audio_unintelligible", 1);
    assertThat(names(turn(failing))).contains("InputTranscriptFailed").doesNotContain("InputTranscriptCompleted");

    Caller late = caller("late-transcript=2s", 1);
    assertThat(names(turn(late))).doesNotContain("InputTranscriptCompleted");
    assertThat(late.peer.wake()).isEqualTo(Caller.NOON.plusSeconds(2));
    assertThat(Caller.names(late.time(late.peer.wake()))).endsWith("InputTranscriptCompleted");
  }

  @Test
  void onlySomeTurnsAreStruck() {
    assertThat(struck("incomplete=content_filter,times=2", 5)).containsExactly(1, 2);
    assertThat(struck("incomplete=content_filter,every=2", 5)).containsExactly(2, 4);
    assertThat(struck("incomplete=content_filter,every=2,times=1", 5)).containsExactly(2);
    assertThat(struck("incomplete=content_filter,chance=0.5,seed=3", 100)).hasSizeBetween(35, 65)
        .isEqualTo(struck("incomplete=content_filter,chance=0.5,seed=3", 100))
        .isNotEqualTo(struck("incomplete=content_filter,chance=0.5,seed=4", 100));
  }

  @Test
  void connectionsAreCountedWhereNoTurnHasBegun() {
    assertThat(turn(caller("close=1001@created,times=1", 1)).getLast()).isEqualTo(new Output.Close(1001, ""));
    assertThat(names(turn(caller("close=1001@created,times=1", 2)))).contains("ResponseDone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close=1011@response,times=1", "drop@delta=1,times=1"})
  void anotherConnectionGoesOnCounting(String fault) {
    assertThat(names(turn(caller(fault, 1)))).doesNotContain("ResponseDone");
    assertThat(names(turn(caller(fault, 2)))).contains("ResponseDone");
  }

  /// The turns of one session that are incomplete.
  private List<Integer> struck(String fault, int count) {
    turns.set(0);
    Caller caller = caller(fault, 1);
    caller.open();
    caller.update(Caller.manualTurns());
    List<Integer> struck = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      caller.append(Caller.noise(200));
      caller.commit();
      caller.respond();
      if (Caller.only(caller.listen(), ServerEvent.ResponseDone.class).response().status() == Status.INCOMPLETE)
        struck.add(i);
    }
    return struck;
  }

  private Caller caller(String fault, int connection) {
    return new Caller(Shape.GA, Kind.REALTIME, Behaviour.USUAL, mischief(fault, connection));
  }

  private FaultInjector mischief(String fault, int connection) {
    return new FaultInjector(FaultPlan.of(List.of(fault)), connection, turns::incrementAndGet);
  }

  private List<Output> turn(String fault) {
    return turn(caller(fault, 1));
  }

  /// A whole turn of a second, whatever comes of it.
  private static List<Output> turn(Caller caller) {
    List<Output> outputs = new ArrayList<>(caller.peer.opened(caller.now));
    SessionSettings transcribed = new SessionSettings(Kind.REALTIME, null, null, null, null, null,
        new SessionSettings.TurnDetection.None(), new SessionSettings.Transcription("gpt-realtime-whisper", null), null,
        null, null, null, Map.of());
    for (var event : List.of(new ClientEvent.UpdateSession(null, transcribed),
        new ClientEvent.AppendAudio(null, Caller.noise(1000)),
        new ClientEvent.CommitAudio(null),
        new ClientEvent.CreateResponse(null,
            ResponseSettings.AS_SESSION)))
      outputs.addAll(caller.peer.receive(event, caller.now));
    while (!caller.peer.speaksAt().equals(Instant.MAX)) {
      caller.now = caller.peer.speaksAt().isAfter(caller.now) ? caller.peer.speaksAt() : caller.now;
      outputs.addAll(caller.peer.speak(caller.now));
    }
    return outputs;
  }

  private static Response response(List<Output> outputs) {
    return ((ServerEvent.ResponseDone) ((Output.Say) outputs.get(index(outputs, "ResponseDone"))).event()).response();
  }

  private static int index(List<Output> outputs, String name) {
    return names(outputs).indexOf(name);
  }

  /// Bytes of sound.
  private static int sound(List<Output> outputs) {
    return outputs.stream()
        .mapToInt(output -> output instanceof Output.Say(ServerEvent.AudioDelta delta) ? delta.audio().length() : 0)
        .sum();
  }

  private static List<String> names(List<Output> outputs) {
    return outputs.stream().map(PeerFaultTest::name).toList();
  }

  private static String name(Output output) {
    return output instanceof Output.Say(ServerEvent event) ? event.getClass().getSimpleName() : "";
  }
}
