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
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Turns that the server ends by its own voice activity detection.
class ServerTurnTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Place FIRST = new Place("resp_1", "item_1", 0, 0);
  private static final Place SECOND = new Place("resp_2", "item_2", 0, 0);
  private static final Pcm SOUND = Pcm.silence(24_000);
  private static final ClientEvent ASK = new ClientEvent.CreateResponse(Asking.RESPONSE, ResponseSettings.AS_SESSION);

  private long now = 5;
  private Turn turn = turn(new TurnDetection.ServerVad(null, null, null, null, null));

  private static Turn turn(TurnDetection detection) {
    SessionSettings none = SessionSettings.NONE;
    return new Turn(new Plan(new SessionSettings(none.kind(), null, null, null, null, null, detection, null, null, null,
        null, null, Map.of()), Shape.GA, PATIENCE));
  }

  private List<Action> on(Signal signal) {
    return turn.on(signal, now);
  }

  private List<Action> hear(ServerEvent event) {
    return on(new Signal.Heard(event));
  }

  private void say(int samples) {
    on(new Signal.SpeechRead(samples));
  }

  private void opened() {
    on(new Signal.Opened());
    say(24_000);
  }

  private void utterance(int number, int startMs, int endMs) {
    hear(new ServerEvent.SpeechStarted(startMs, "user_" + number));
    hear(new ServerEvent.SpeechStopped(endMs, "user_" + number));
    hear(new ServerEvent.AudioCommitted("user_" + number, null));
  }

  private static Response response(String id, Status status, @Nullable String reason) {
    return new Response(id, status, reason, null, List.of(), null, null, SessionSettings.NONE);
  }

  private List<Action> done(String id, Status status, @Nullable String reason) {
    return hear(new ServerEvent.ResponseDone(response(id, status, reason)));
  }

  private void answer(Place place) {
    hear(new ServerEvent.ResponseCreated(response(place.responseId(), Status.IN_PROGRESS, null)));
    hear(new ServerEvent.AudioDelta(place, SOUND));
  }

  @Test
  void commitsNothingItself() {
    opened();
    assertThat(on(new Signal.SpeechEnded(900.0))).isEmpty();
  }

  @Test
  void playsAnAnswerThatComesWhileItStillSpeaks() {
    opened();
    utterance(1, 0, 400);
    hear(new ServerEvent.ResponseCreated(response("resp_1", Status.IN_PROGRESS, null)));
    assertThat(hear(new ServerEvent.AudioDelta(FIRST, SOUND))).containsExactly(new Action.Play(SOUND));
    assertThat(done("resp_1", Status.COMPLETED, null)).isEmpty();
  }

  @Test
  void endsWhenTheServerHasHeardTheLastVoiceAndAnsweredIt() {
    opened();
    on(new Signal.SpeechEnded(900.0));
    utterance(1, 0, 950);
    answer(FIRST);
    assertThat(done("resp_1", Status.COMPLETED, null)).containsExactly(new Action.HangUp(),
        new Action.FinishPlayback());
    assertThat(on(new Signal.Played())).containsExactly(new Action.End(Outcome.ANSWERED));
  }

  @Test
  void endsAtOnceWhenEverythingWasAnsweredBeforeTheSilenceWasOut() {
    opened();
    utterance(1, 0, 950);
    answer(FIRST);
    done("resp_1", Status.COMPLETED, null);
    assertThat(on(new Signal.SpeechEnded(900.0))).contains(new Action.FinishPlayback());
  }

  @Test
  void waitsForTheAnswerToEachPieceOfSpeech() {
    opened();
    on(new Signal.SpeechEnded(2_900.0));
    utterance(1, 0, 950);
    utterance(2, 2_000, 2_950);
    answer(FIRST);
    assertThat(done("resp_1", Status.COMPLETED, null)).isEmpty();
    answer(SECOND);
    assertThat(done("resp_2", Status.COMPLETED, null)).contains(new Action.HangUp());
  }

  @Test
  void waitsForTheAnswerToWhatIsHeardAndNotCommittedYet() {
    opened();
    on(new Signal.SpeechEnded(2_900.0));
    utterance(1, 0, 950);
    answer(FIRST);
    hear(new ServerEvent.SpeechStarted(2_000, "user_2"));
    done("resp_1", Status.CANCELLED, "turn_detected");
    assertThat(hear(new ServerEvent.SpeechStopped(2_950, "user_2"))).isEmpty();
    hear(new ServerEvent.AudioCommitted("user_2", null));
    answer(SECOND);
    assertThat(done("resp_2", Status.COMPLETED, null)).contains(new Action.HangUp());
  }

  @Test
  void givesTheServerALittleTimeToNoticeMoreSpeech() {
    opened();
    on(new Signal.SpeechEnded(5_000.0));
    utterance(1, 0, 950);
    answer(FIRST);
    assertThat(done("resp_1", Status.COMPLETED, null)).isEmpty();
    now = turn.wakeAt();
    assertThat(now).isEqualTo(5 + Patience.HEARING.toNanos());
    assertThat(on(new Signal.Tick())).contains(new Action.HangUp());
  }

  @Test
  void anEventOfTheSessionDoesNotMakeThatTimeLonger() {
    opened();
    on(new Signal.SpeechEnded(5_000.0));
    utterance(1, 0, 950);
    answer(FIRST);
    done("resp_1", Status.COMPLETED, null);
    hear(new ServerEvent.RateLimitsUpdated(List.of()));
    assertThat(turn.wakeAt()).isEqualTo(now + Patience.HEARING.toNanos());
  }

  @Test
  void silencesTheAnswerWhenTheUserSpeaksAgainAndTellsHowMuchWasHeard() {
    opened();
    utterance(1, 0, 400);
    answer(FIRST);
    assertThat(hear(new ServerEvent.SpeechStarted(900, "user_2"))).containsExactly(new Action.Hush());
    assertThat(on(new Signal.Hushed(250.7, 24_000)))
        .containsExactly(new Action.Send(new ClientEvent.TruncateItem(Asking.TRUNCATION, "item_1", 0, 250)));
    assertThat(hear(new ServerEvent.AudioDelta(FIRST, SOUND))).as("what is still in flight").isEmpty();
  }

  @Test
  void doesNotCutWhatWasHeardToItsEnd() {
    opened();
    utterance(1, 0, 400);
    answer(FIRST);
    done("resp_1", Status.COMPLETED, null);
    hear(new ServerEvent.SpeechStarted(900, "user_2"));
    assertThat(on(new Signal.Hushed(1_000, 24_000))).isEmpty();
  }

  @Test
  void goesOnPlayingForAServerThatLetsItself() {
    turn = turn(new TurnDetection.ServerVad(null, null, null, null, false));
    opened();
    utterance(1, 0, 400);
    answer(FIRST);
    assertThat(hear(new ServerEvent.SpeechStarted(900, "user_2"))).isEmpty();
  }

  @Test
  void anAnswerThatWasTakenBackIsNoFailureWhenAnotherFollows() {
    opened();
    utterance(1, 0, 400);
    answer(FIRST);
    hear(new ServerEvent.SpeechStarted(500, "user_2"));
    on(new Signal.Hushed(0, 24_000));
    done("resp_1", Status.CANCELLED, "turn_detected");
    hear(new ServerEvent.SpeechStopped(950, "user_2"));
    hear(new ServerEvent.AudioCommitted("user_2", null));
    on(new Signal.SpeechEnded(900.0));
    answer(SECOND);
    done("resp_2", Status.COMPLETED, null);
    assertThat(on(new Signal.Played())).containsExactly(new Action.End(Outcome.ANSWERED));
  }

  @Test
  void anAnswerThatWasTakenBackAndNeverGivenIsAFailure() {
    opened();
    on(new Signal.SpeechEnded(900.0));
    utterance(1, 0, 950);
    hear(new ServerEvent.ResponseCreated(response("resp_1", Status.IN_PROGRESS, null)));
    List<Action> actions = done("resp_1", Status.CANCELLED, "turn_detected");
    assertThat(actions).contains(
        new Action.End(Outcome.of(new Failure.ResponseUnfinished(Status.CANCELLED, "turn_detected", null))));
  }

  @Test
  void commitsForAServerThatTakesSilenceForSpeech() {
    opened();
    on(new Signal.SpeechEnded(900.0));
    hear(new ServerEvent.SpeechStarted(0, "user_1"));
    now = turn.wakeAt();
    assertThat(now).isEqualTo(5 + Patience.STOPPING.toNanos());
    assertThat(on(new Signal.Tick())).containsExactly(new Action.Send(new ClientEvent.CommitAudio(Asking.COMMIT)),
        new Action.Send(ASK));
    now = turn.wakeAt();
    assertThat(on(new Signal.Tick())).as("and once only")
        .contains(new Action.End(Outcome.of(new Failure.Silence(PATIENCE, "to hear speech and to answer"))));
  }

  @Test
  void asksOnceForAnAnswerOfAServerThatOnlyListens() {
    turn = turn(new TurnDetection.SemanticVad(null, false, null));
    opened();
    on(new Signal.SpeechEnded(900.0));
    hear(new ServerEvent.SpeechStarted(0, "user_1"));
    hear(new ServerEvent.SpeechStopped(950, "user_1"));
    assertThat(hear(new ServerEvent.AudioCommitted("user_1", null))).containsExactly(new Action.Send(ASK));
    assertThat(hear(new ServerEvent.RateLimitsUpdated(List.of()))).isEmpty();
    answer(FIRST);
    assertThat(done("resp_1", Status.COMPLETED, null)).contains(new Action.HangUp());
  }

  @Test
  void saysThatTheServerHeardNoSpeech() {
    opened();
    on(new Signal.SpeechEnded(null));
    now = turn.wakeAt();
    assertThat(on(new Signal.Tick()))
        .contains(new Action.End(Outcome.of(new Failure.Silence(PATIENCE, "to hear speech and to answer"))));
  }

  @Test
  void anErrorAboutATruncationIsNoMatter() {
    opened();
    assertThat(
        hear(new ServerEvent.Fault(new ApiError("invalid_request_error", "invalid_value", "already shorter", null,
            Asking.TRUNCATION))))
        .isEmpty();
  }

  @Test
  void beginsTheWordsOfEveryResponseOnALineOfTheirOwn() {
    opened();
    hear(new ServerEvent.TranscriptDelta(FIRST, "One."));
    assertThat(hear(new ServerEvent.TranscriptDelta(SECOND, "Two."))).containsExactly(new Action.Show("\nTwo."));
    assertThat(turn.transcript()).isEqualTo("One.\nTwo.");
  }
}
