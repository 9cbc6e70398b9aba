package io.github.realtimecli.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Place PLACE = new Place("resp_1", "item_1", 0, 0);
  private static final long SECOND = 1_000_000_000L;

  private long now = 5;
  private Turn turn = new Turn(new Plan(SessionSettings.NONE, Shape.GA, PATIENCE));

  private List<Action> on(Signal signal) {
    return turn.on(signal, now);
  }

  private List<Action> hear(ServerEvent event) {
    return on(new Signal.Heard(event));
  }

  private static ApiError error(@Nullable String code, @Nullable String eventId) {
    return new ApiError("invalid_request_error", code, "what is wrong", null, eventId);
  }

  private static Response response(Status status, @Nullable String reason, @Nullable ApiError error) {
    return new Response("resp_1", status, reason, error, List.of(), null, null, SessionSettings.NONE);
  }

  private static ServerEvent done(Status status) {
    return new ServerEvent.ResponseDone(response(status, null, null));
  }

  private static Action.End end(Failure failure) {
    return new Action.End(Outcome.of(failure));
  }

  private static Failure onlyFailure(List<Action> actions) {
    Action last = actions.getLast();
    assertThat(last).isInstanceOf(Action.End.class);
    return Objects.requireNonNull(((Action.End) last).outcome().failure());
  }

  /// Brings the turn to a state on the shortest way.
  private void bring(Turn.State state) {
    if (state == Turn.State.GREETING)
      turn = new Turn(new Plan(SessionSettings.NONE, null, PATIENCE));
    if (state.compareTo(Turn.State.CONNECTING) > 0)
      on(new Signal.Opened());
    if (state.compareTo(Turn.State.SENDING) >= 0) {
      on(new Signal.SpeechRead(24_000));
    }
    if (state.compareTo(Turn.State.AWAITING) >= 0)
      on(new Signal.SpeechEnded());
    if (state.compareTo(Turn.State.ANSWERING) >= 0)
      hear(new ServerEvent.AudioDelta(PLACE, Pcm.ofSamples((short) 1, (short) 2)));
    if (state.compareTo(Turn.State.PLAYING) >= 0)
      hear(done(Status.COMPLETED));
    if (state == Turn.State.OVER)
      on(new Signal.Played());
  }

  @Test
  void opensTheSessionAndStartsTheSpeechAtOnceWhenTheShapeIsKnown() {
    assertThat(on(new Signal.Opened())).containsExactly(new Action.Spell(Shape.GA),
        new Action.Send(new ClientEvent.UpdateSession(Asking.UPDATE, SessionSettings.NONE)), new Action.StartSpeech());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void speaksAsTheServerDoesWhenTheShapeIsNotKnown(Shape shape) {
    turn = new Turn(new Plan(SessionSettings.NONE, null, PATIENCE));
    assertThat(on(new Signal.Opened())).isEmpty();
    Session session = new Session("sess_1", "m", shape, null, SessionSettings.NONE);
    assertThat(hear(new ServerEvent.SessionCreated(session))).startsWith(new Action.Spell(shape))
        .endsWith(new Action.StartSpeech());
  }

  @Test
  void doesNotWaitForAGreetingForEver() {
    bring(Turn.State.GREETING);
    assertThat(turn.wakeAt()).isEqualTo(now + SECOND);
    now += SECOND;
    assertThat(on(new Signal.Tick())).startsWith(new Action.Spell(Shape.GA)).endsWith(new Action.StartSpeech());
  }

  @Test
  void correctsItsSpellingWhenTheGreetingComesLate() {
    bring(Turn.State.GREETING);
    now += SECOND;
    on(new Signal.Tick());
    Session session = new Session("sess_1", "m", Shape.BETA, null, SessionSettings.NONE);
    assertThat(hear(new ServerEvent.SessionCreated(session))).containsExactly(new Action.Spell(Shape.BETA),
        new Action.Send(new ClientEvent.UpdateSession(Asking.UPDATE, SessionSettings.NONE)));
    assertThat(hear(new ServerEvent.SessionCreated(session))).isEmpty();
  }

  @Test
  void commitsAndAsksWhenTheSpeechHasEnded() {
    bring(Turn.State.SENDING);
    assertThat(on(new Signal.SpeechEnded())).containsExactly(
        new Action.Send(new ClientEvent.CommitAudio(Asking.COMMIT)),
        new Action.Send(new ClientEvent.CreateResponse(Asking.RESPONSE, ResponseSettings.AS_SESSION)));
  }

  @Test
  void padsSpeechThatIsShorterThanTheServerTakes() {
    on(new Signal.Opened());
    on(new Signal.SpeechRead(1_200));
    assertThat(on(new Signal.SpeechEnded()))
        .startsWith(new Action.Send(new ClientEvent.AppendAudio(Asking.PADDING, Pcm.silence(1_200))))
        .contains(new Action.Send(new ClientEvent.CommitAudio(Asking.COMMIT)));
  }

  @Test
  void takesASpeechOfNoSamplesForUnreadable() {
    on(new Signal.Opened());
    assertThat(onlyFailure(on(new Signal.SpeechEnded()))).isInstanceOf(Failure.UnreadableInput.class);
  }

  @Test
  void playsADeltaThatComesBeforeAnythingElse() {
    bring(Turn.State.AWAITING);
    Pcm samples = Pcm.ofSamples((short) 7, (short) -7);
    assertThat(hear(new ServerEvent.AudioDelta(PLACE, samples))).containsExactly(new Action.Play(samples));
  }

  @Test
  void joinsASampleThatWasCutInTwo() {
    bring(Turn.State.AWAITING);
    assertThat(hear(new ServerEvent.AudioDelta(PLACE, Pcm.of(new byte[]{1, 2, 3}))))
        .containsExactly(new Action.Play(Pcm.of(new byte[]{1, 2})));
    assertThat(hear(new ServerEvent.AudioDelta(PLACE, Pcm.of(new byte[]{4}))))
        .containsExactly(new Action.Play(Pcm.of(new byte[]{3, 4})));
    assertThat(turn.replySamples()).isEqualTo(2);
  }

  @Test
  void showsWordsAsTheyComeAndNotAgainAtTheirEnd() {
    bring(Turn.State.AWAITING);
    assertThat(hear(new ServerEvent.TranscriptDelta(PLACE, "Four "))).containsExactly(new Action.Show("Four "));
    assertThat(hear(new ServerEvent.TranscriptDelta(PLACE, "score"))).containsExactly(new Action.Show("score"));
    assertThat(hear(new ServerEvent.TranscriptDone(PLACE, "Four score"))).isEmpty();
    assertThat(turn.transcript()).isEqualTo("Four score");
  }

  @Test
  void showsWordsOfAServerThatSendsThemOnlyAtTheirEnd() {
    bring(Turn.State.AWAITING);
    assertThat(hear(new ServerEvent.TextDone(PLACE, "Four score"))).containsExactly(new Action.Show("Four score"));
  }

  @Test
  void endsWhenTheAnswerHasBeenHeardToItsLastSample() {
    bring(Turn.State.ANSWERING);
    assertThat(hear(done(Status.COMPLETED))).containsExactly(new Action.HangUp(), new Action.FinishPlayback());
    assertThat(on(new Signal.Closed(1000, ""))).isEmpty();
    assertThat(on(new Signal.Played())).containsExactly(new Action.End(Outcome.ANSWERED));
  }

  @Test
  void endsAtOnceWhenThereIsNothingToBeHeard() {
    bring(Turn.State.AWAITING);
    hear(new ServerEvent.TextDelta(PLACE, "hello"));
    assertThat(hear(done(Status.COMPLETED))).containsExactly(new Action.HangUp(), new Action.End(Outcome.ANSWERED));
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, names = {"FAILED", "INCOMPLETE", "CANCELLED"})
  void letsWhatCameBeHeardWhenTheAnswerDoesNotComplete(Status status) {
    bring(Turn.State.ANSWERING);
    Response response = response(status, "content_filter", null);
    assertThat(hear(new ServerEvent.ResponseDone(response))).containsExactly(new Action.HangUp(),
        new Action.FinishPlayback());
    assertThat(on(new Signal.Played()))
        .containsExactly(end(new Failure.ResponseUnfinished(status, "content_filter", null)));
  }

  @Test
  void goesOnAfterAnErrorThatNamesNoneOfOurEvents() {
    bring(Turn.State.ANSWERING);
    ApiError error = error("invalid_value", null);
    assertThat(hear(new ServerEvent.Fault(error))).containsExactly(new Action.Warn(error));
    assertThat(hear(done(Status.COMPLETED))).contains(new Action.FinishPlayback());
  }

  @Test
  void waitsALittleForAnAnswerAfterSuchAnErrorAndThenBlamesIt() {
    bring(Turn.State.AWAITING);
    ApiError error = error("server_error", null);
    assertThat(hear(new ServerEvent.Fault(error))).isEmpty();
    assertThat(turn.wakeAt()).isEqualTo(now + 5 * SECOND);
    now += 5 * SECOND;
    assertThat(on(new Signal.Tick())).contains(end(new Failure.ServerError(error)));
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, names = {"SENDING", "AWAITING"})
  void endsAtAnErrorThatNamesAnEventTheTurnNeeds(Turn.State state) {
    bring(state);
    ApiError error = error("unknown_parameter", Asking.UPDATE);
    assertThat(hear(new ServerEvent.Fault(error))).containsExactly(new Action.HangUp(),
        end(new Failure.ServerError(error)));
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, names = {"CONNECTING", "GREETING", "SENDING", "AWAITING"})
  void endsAtAnErrorThatEndsTheSession(Turn.State state) {
    bring(state);
    ApiError error = error("invalid_api_key", null);
    assertThat(onlyFailure(hear(new ServerEvent.Fault(error)))).isEqualTo(new Failure.ServerError(error));
  }

  @Test
  void letsWhatCameBeHeardWhenTheSessionExpires() {
    bring(Turn.State.ANSWERING);
    ApiError error = error("session_expired", null);
    assertThat(hear(new ServerEvent.Fault(error))).containsExactly(new Action.HangUp(), new Action.FinishPlayback());
    assertThat(on(new Signal.Closed(1001, ""))).isEmpty();
    assertThat(on(new Signal.Played())).containsExactly(end(new Failure.ServerError(error)));
  }

  @Test
  void takesAResponseThatIsActiveAlreadyForTheAnswer() {
    bring(Turn.State.AWAITING);
    ApiError error = error("conversation_already_has_active_response", Asking.RESPONSE);
    assertThat(hear(new ServerEvent.Fault(error))).isEmpty();
    assertThat(hear(new ServerEvent.AudioDelta(PLACE, Pcm.silence(10)))).startsWith(new Action.Warn(error));
    assertThat(hear(done(Status.COMPLETED))).contains(new Action.FinishPlayback());
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, names = {"CONNECTING", "GREETING", "SENDING", "AWAITING"})
  void failsWhenTheConnectionClosesBeforeAnythingWasHeard(Turn.State state) {
    bring(state);
    assertThat(onlyFailure(on(new Signal.Closed(1011, "oops")))).isEqualTo(new Failure.ClosedEarly(1011, "oops"));
    assertThat(on(new Signal.Opened())).isEmpty();
  }

  @Test
  void letsWhatCameBeHeardWhenTheConnectionBreaks() {
    bring(Turn.State.ANSWERING);
    Failure lost = new Failure.Lost("reset");
    assertThat(on(new Signal.Broken(lost))).containsExactly(new Action.HangUp(), new Action.FinishPlayback());
    assertThat(on(new Signal.Played())).containsExactly(end(lost));
  }

  @Test
  void blamesTheErrorThatCameBeforeTheClose() {
    bring(Turn.State.AWAITING);
    ApiError error = error("server_error", null);
    hear(new ServerEvent.Fault(error));
    assertThat(onlyFailure(on(new Signal.Closed(1011, "")))).isEqualTo(new Failure.ServerError(error));
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, names = {"AWAITING", "ANSWERING"})
  void doesNotWaitLongerThanThePatienceForTheServer(Turn.State state) {
    bring(state);
    assertThat(turn.wakeAt()).isEqualTo(now + 60 * SECOND);
    now += 60 * SECOND;
    List<Action> actions = on(new Signal.Tick());
    if (state == Turn.State.ANSWERING)
      actions = on(new Signal.Played());
    assertThat(onlyFailure(actions)).isInstanceOf(Failure.Silence.class);
  }

  @Test
  void doesNotWaitLongerThanThePatienceForTheServerToTakeAudio() {
    on(new Signal.Opened());
    assertThat(turn.wakeAt()).isEqualTo(Turn.NEVER);
    on(new Signal.SpeechRead(2_400));
    assertThat(turn.wakeAt()).isEqualTo(Turn.NEVER);
    on(new Signal.SpeechStalled());
    assertThat(turn.wakeAt()).isEqualTo(now + 60 * SECOND);
    on(new Signal.SpeechFlowing());
    assertThat(turn.wakeAt()).isEqualTo(Turn.NEVER);
    on(new Signal.SpeechStalled());
    now += 59 * SECOND;
    on(new Signal.SpeechStalled());
    assertThat(turn.wakeAt()).as("it moves").isEqualTo(now + 60 * SECOND);
    now += 60 * SECOND;
    assertThat(onlyFailure(on(new Signal.Tick()))).isInstanceOf(Failure.Silence.class);
  }

  @Test
  void everySignOfLifeMakesItPatientAgain() {
    bring(Turn.State.AWAITING);
    now += 59 * SECOND;
    hear(new ServerEvent.AudioCommitted("item_1", null));
    assertThat(turn.wakeAt()).isEqualTo(now + 60 * SECOND);
    now += 59 * SECOND;
    assertThat(on(new Signal.Tick())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Turn.State.class)
  void passesOverUnknownEventsInEveryState(Turn.State state) {
    bring(state);
    assertThat(hear(new ServerEvent.Unrecognized("response.telepathy.delta"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, mode = EnumSource.Mode.EXCLUDE, names = "OVER")
  void saysThatAMessageWasNotUnderstoodAndGoesOnInEveryState(Turn.State state) {
    bring(state);
    ApiError error = new ApiError("", null, "a message that is not understood: no JSON", null, null);
    assertThat(hear(new ServerEvent.Malformed("no JSON"))).containsExactly(new Action.Warn(error));
  }

  @Test
  void doesNotWaitForEverForASpeakerThatHangs() {
    bring(Turn.State.PLAYING);
    assertThat(turn.wakeAt()).isBetween(now + 30 * SECOND, now + 31 * SECOND);
    now += 31 * SECOND;
    assertThat(on(new Signal.Tick())).containsExactly(new Action.Hush(), new Action.End(Outcome.ANSWERED));
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, mode = EnumSource.Mode.EXCLUDE, names = "OVER")
  void endsAtOnceWhenTheUserWantsOut(Turn.State state) {
    bring(state);
    List<Action> actions = on(new Signal.Interrupted());
    assertThat(actions).startsWith(new Action.Hush())
        .contains(new Action.HangUp())
        .endsWith(end(new Failure.Interrupted()));
    boolean answering = state == Turn.State.AWAITING || state == Turn.State.ANSWERING;
    assertThat(actions.contains(new Action.Send(new ClientEvent.CancelResponse(null, null)))).isEqualTo(answering);
  }

  @ParameterizedTest
  @EnumSource(value = Turn.State.class, mode = EnumSource.Mode.EXCLUDE, names = "OVER")
  void endsAtOnceWhenTheSoundHasNowhereToGo(Turn.State state) {
    bring(state);
    Failure missing = new Failure.MissingDevice("USB", List.of());
    assertThat(on(new Signal.SinkFailed(missing))).endsWith(end(missing));
  }

  @Test
  void endsWhenTheSpeechCannotBeRead() {
    on(new Signal.Opened());
    Failure failure = new Failure.UnreadableInput("is text", "convert it");
    assertThat(on(new Signal.SpeechFailed(failure))).containsExactly(new Action.HangUp(), end(failure));
  }

  @Test
  void saysNothingMoreOnceItIsOver() {
    bring(Turn.State.OVER);
    assertThat(on(new Signal.Closed(1000, ""))).isEmpty();
    assertThat(on(new Signal.Interrupted())).isEmpty();
    assertThat(turn.wakeAt()).isEqualTo(Turn.NEVER);
  }
}
