package io.github.realtimecli.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Turns that want the user's words, and turns that follow one another.
class TranscriptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Plan PLAN = new Plan(SessionSettings.NONE, Shape.GA, PATIENCE);
  private static final ServerEvent DONE = new ServerEvent.ResponseDone(new Response("resp_1",
      Response.Status.COMPLETED, null, null, List.of(), null, null, SessionSettings.NONE));
  private static final ServerEvent TRANSCRIPT = new ServerEvent.InputTranscriptCompleted("user_1", 0, "what I said",
      null);
  private static final Action.End ANSWERED = new Action.End(Outcome.ANSWERED);

  private long now = 5;
  private Turn turn = new Turn(PLAN);

  private List<Action> on(Signal signal) {
    return turn.on(signal, now);
  }

  private List<Action> hear(ServerEvent event) {
    return on(new Signal.Heard(event));
  }

  private List<Action> asked(Plan plan) {
    turn = new Turn(plan);
    return ask();
  }

  private List<Action> ask() {
    on(new Signal.Opened());
    on(new Signal.SpeechRead(24_000));
    List<Action> asked = on(new Signal.SpeechEnded());
    hear(new ServerEvent.AudioCommitted("user_1", null));
    return asked;
  }

  @Test
  void waitsForTheTranscriptBehindTheAnswer() {
    asked(PLAN.wanting(Plan.Wanted.ANSWER_AND_TRANSCRIPT));
    assertThat(hear(DONE)).isEmpty();
    assertThat(hear(TRANSCRIPT)).containsExactly(new Action.HangUp(), ANSWERED);
  }

  @Test
  void doesNotWaitForATranscriptThatIsThere() {
    asked(PLAN.wanting(Plan.Wanted.ANSWER_AND_TRANSCRIPT));
    hear(TRANSCRIPT);
    assertThat(hear(DONE)).containsExactly(new Action.HangUp(), ANSWERED);
  }

  @Test
  void doesNotWaitForEverForTheTranscript() {
    asked(PLAN.wanting(Plan.Wanted.ANSWER_AND_TRANSCRIPT));
    hear(DONE);
    assertThat(turn.wakeAt()).isEqualTo(now + Patience.TRANSCRIPT.toNanos());
    now = turn.wakeAt();
    assertThat(on(new Signal.Tick())).containsExactly(new Action.HangUp(), ANSWERED);
  }

  @Test
  void isAnsweredWhenTheConnectionGoesBeforeTheTranscript() {
    asked(PLAN.wanting(Plan.Wanted.ANSWER_AND_TRANSCRIPT));
    hear(DONE);
    assertThat(on(new Signal.Closed(1000, ""))).endsWith(ANSWERED);
  }

  @Test
  void warnsOfATranscriptThatFailedAndIsAnswered() {
    ApiError error = new ApiError("server_error", "transcription_failed", "no words", null, null);
    asked(PLAN.wanting(Plan.Wanted.ANSWER_AND_TRANSCRIPT));
    assertThat(hear(new ServerEvent.InputTranscriptFailed("user_1", 0, error)))
        .containsExactly(new Action.Warn(error));
    assertThat(hear(DONE)).endsWith(ANSWERED);
  }

  @Test
  void asksForNoAnswerWhenTheTranscriptIsAll() {
    assertThat(asked(PLAN.wanting(Plan.Wanted.TRANSCRIPT)))
        .containsExactly(new Action.Send(new ClientEvent.CommitAudio(Asking.COMMIT)));
    assertThat(hear(new ServerEvent.InputTranscriptDelta("user_1", 0, "what I"))).containsExactly(
        new Action.Show("what I"));
    assertThat(hear(TRANSCRIPT)).containsExactly(new Action.HangUp(), ANSWERED);
  }

  @Test
  void showsATranscriptThatComesWhole() {
    asked(PLAN.wanting(Plan.Wanted.TRANSCRIPT));
    assertThat(hear(TRANSCRIPT)).startsWith(new Action.Show("what I said")).endsWith(ANSWERED);
  }

  @Test
  void failsWhenTheTranscriptIsAllAndFails() {
    ApiError error = new ApiError("server_error", "transcription_failed", "no words", null, null);
    asked(PLAN.wanting(Plan.Wanted.TRANSCRIPT));
    assertThat(hear(new ServerEvent.InputTranscriptFailed("user_1", 0, error)))
        .endsWith(new Action.End(Outcome.of(new Failure.ServerError(error))));
  }

  @Test
  void leavesTheConnectionToTheNextTurn() {
    asked(PLAN.then(Plan.After.STAY));
    assertThat(hear(DONE)).containsExactly(ANSWERED);
    assertThat(turn.leavesTheWire()).isTrue();
    turn = Turn.following(turn, PLAN);
    assertThat(on(new Signal.Opened())).containsExactly(new Action.Spell(Shape.GA), new Action.StartSpeech());
    assertThat(turn.leavesTheWire()).isFalse();
  }

  @Test
  void aStrayEndOfAnEarlierResponseIsNotTheAnswer() {
    asked(PLAN.then(Plan.After.STAY));
    hear(DONE);
    turn = Turn.following(turn, PLAN);
    on(new Signal.Opened());
    assertThat(hear(DONE)).isEmpty();
    assertThat(ask()).isNotEmpty();
  }

  @Test
  void aResponseThatNobodyAskedForDoesNotHoldUpTheAnswer() {
    turn = new Turn(PLAN);
    on(new Signal.Opened());
    hear(
        new ServerEvent.ResponseCreated(new Response("resp_0", Response.Status.IN_PROGRESS, null, null, List.of(), null,
            null, SessionSettings.NONE)));
    ask();
    assertThat(hear(DONE)).endsWith(ANSWERED);
  }

  @Test
  void takesHalfAQuestionBackBeforeTheNextTurn() {
    turn = new Turn(PLAN.then(Plan.After.STAY));
    on(new Signal.Opened());
    on(new Signal.SpeechRead(24_000));
    Failure broken = new Failure.UnreadableInput("ends in the middle", "record it again");
    assertThat(on(new Signal.SpeechFailed(broken))).containsExactly(
        new Action.Send(new ClientEvent.ClearAudio(null)), new Action.End(Outcome.of(broken)));
    assertThat(turn.leavesTheWire()).isTrue();
  }

  @Test
  void doesNotLeaveAConnectionThatIsGone() {
    asked(PLAN.then(Plan.After.STAY));
    on(new Signal.Closed(1001, ""));
    assertThat(turn.leavesTheWire()).isFalse();
  }

  @Test
  void tellsANewSessionTheWordsOfTheOldOne() {
    Item item = Item.message(null, "user", null, List.of(new Content.Text("what I said")));
    turn = new Turn(PLAN.behind(List.of(item)));
    assertThat(on(new Signal.Opened())).containsExactly(new Action.Spell(Shape.GA),
        new Action.Send(new ClientEvent.UpdateSession(Asking.UPDATE, SessionSettings.NONE)),
        new Action.Send(new ClientEvent.CreateItem(Asking.HISTORY, null, item)), new Action.StartSpeech());
  }

  @Test
  void sendsNoSettingsWhereNoneAreWanted() {
    turn = new Turn(PLAN.updating(Plan.Update.OMIT));
    assertThat(on(new Signal.Opened())).containsExactly(new Action.Spell(Shape.GA), new Action.StartSpeech());
  }
}
