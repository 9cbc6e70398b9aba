package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One turn, from dialling to the last sample heard; every transition is in this file.
///
/// ```
/// CONNECTING ──Opened──▶ GREETING ──session.created, or a second──▶ SENDING ──SpeechEnded──▶ AWAITING
///      │                    ▲ passed at once when the shape is known                           │ ▲ any reply event, and back
///      │                                                                                       ▼ │ when more is to come
///      │        OVER ◀──heard── PLAYING ◀──the answer is whole, or a failure after sound came── ANSWERING
///      │          ▲
///      └──────────┴── a failure in any state, when nothing is left to be heard
/// ```
///
/// A server that is silent for [Plan#patience()] fails the turn wherever something is expected of it: while it should take
/// audio, and while it should answer. Not thread-safe; instants are nanoseconds of one arbitrary clock.
public final class Turn {
  /// No deadline.
  public static final long NEVER = Long.MAX_VALUE;

  enum State {
    CONNECTING, GREETING, SENDING, AWAITING, ANSWERING, PLAYING, OVER
  }

  private final Plan plan;
  private final Asking asking;
  private final Answering answering = new Answering();
  private final Hearing hearing = new Hearing();
  private final List<Action> actions = new ArrayList<>();
  private State state = State.CONNECTING;
  private Outcome outcome = Outcome.ANSWERED;
  private @Nullable ApiError lastError;
  private boolean commitForced;
  private boolean heardOut = true;
  private boolean onTheWire = true;
  private long transcriptDue = NEVER;
  private long wakeAt = NEVER;
  private long now;

  public Turn(Plan plan) {
    this.plan = plan;
    asking = new Asking(plan);
  }

  /// The turn behind `earlier` on the same connection.
  public static Turn following(Turn earlier, Plan plan) {
    return new Turn(plan.following(earlier.asking.spoken()));
  }

  /// Takes what happened at `now` and says what to do.
  public List<Action> on(Signal signal, long now) {
    actions.clear();
    this.now = now;
    if (state != State.OVER)
      step(signal);
    return List.copyOf(actions);
  }

  /// When a [Signal.Tick] is due, or [#NEVER].
  public long wakeAt() {
    return Math.min(wakeAt, transcriptDue);
  }

  public String transcript() {
    return answering.reply().words();
  }

  /// Whole samples of the answer received so far.
  public long replySamples() {
    return answering.reply().samples();
  }

  /// Whether another turn can follow on the connection.
  public boolean leavesTheWire() {
    return state == State.OVER && onTheWire && plan.after() == Plan.After.STAY;
  }

  private void step(Signal signal) {
    switch (signal) {
      case Signal.Opened _ -> opened();
      case Signal.Heard s -> heard(s.event());
      case Signal.SpeechRead s -> asking.read(s.samples());
      case Signal.SpeechStalled _ -> {
        if (state == State.SENDING)
          wakeAt = after(plan.patience());
      }
      case Signal.SpeechFlowing _ -> {
        if (state == State.SENDING)
          wakeAt = NEVER;
      }
      case Signal.SpeechEnded s -> speechEnded(s.voiceEndMs());
      case Signal.SpeechFailed s -> fail(s.failure());
      case Signal.Hushed s -> hushed(s);
      case Signal.Played _ -> {
        if (state == State.PLAYING) {
          heardOut = true;
          endWhenNothingIsLeft();
        }
      }
      case Signal.SinkFailed s -> fail(s.failure());
      case Signal.Closed s -> closed(s);
      case Signal.Broken s -> ended(s.failure());
      case Signal.Interrupted _ -> interrupted();
      case Signal.Tick _ -> {
        if (now >= transcriptDue)
          waitForTranscriptNoMore();
        else if (now >= wakeAt)
          waited();
      }
    }
  }

  private void opened() {
    if (state != State.CONNECTING)
      return;
    if (plan.shape() != null)
      begin(plan.shape());
    else {
      state = State.GREETING;
      wakeAt = after(Patience.GREETING);
    }
  }

  private void begin(Session.Shape shape) {
    state = State.SENDING;
    wakeAt = NEVER;
    asking.open(shape, actions);
    asking.remind(actions);
    actions.add(new Action.StartSpeech());
  }

  /// A greeting that came late still tells how the server is spoken to.
  private void greeted(Session.Shape shape) {
    if (state == State.GREETING)
      begin(shape);
    else if (plan.shape() == null && state == State.SENDING && shape != asking.spoken())
      asking.open(shape, actions);
  }

  private void speechEnded(@Nullable Double voiceEnd) {
    if (state != State.SENDING)
      return;
    if (!asking.saidAnything()) {
      fail(new Failure.UnreadableInput("holds no audio", "record something first"));
      return;
    }
    hearing.expect(voiceEnd);
    if (!plan.serverEndsTurn())
      asking.commit(actions);
    state = State.AWAITING;
    awaitAnswer();
    askWhenTheServerDoesNot();
    settle();
  }

  private void awaitAnswer() {
    wakeAt = after(
        plan.serverEndsTurn() && hearing.voice() && !commitForced ? plan.patience(Patience.STOPPING) : plan.patience());
  }

  private void heard(ServerEvent event) {
    if (state == State.AWAITING || state == State.ANSWERING)
      awaitAnswer();
    switch (event) {
      case ServerEvent.SessionCreated e -> greeted(e.session().shape());
      case ServerEvent.OfInput e -> listened(e);
      case ServerEvent.OfReply e -> replied(e);
      case ServerEvent.Fault e -> faulted(e.error());
      case ServerEvent.OfSession _,ServerEvent.Unrecognized _ -> {
      }
      case ServerEvent.Malformed e -> actions.add(new Action.Warn(Faults.malformed(e.problem())));
    }
    settle();
  }

  private void listened(ServerEvent.OfInput event) {
    hearing.note(event);
    if (state == State.AWAITING)
      awaitAnswer();
    if (event instanceof ServerEvent.SpeechStarted && plan.serverInterrupts())
      spokenOver();
    if (plan.wanted() == Plan.Wanted.TRANSCRIPT)
      answering.onTranscript(event, actions);
    if (event instanceof ServerEvent.InputTranscriptFailed e) {
      if (plan.wanted() == Plan.Wanted.TRANSCRIPT)
        fail(new Failure.ServerError(e.error()));
      else
        actions.add(new Action.Warn(e.error()));
    }
    if (state == State.PLAYING && transcriptDue != NEVER && !hearing.transcriptsMissing())
      waitForTranscriptNoMore();
    askWhenTheServerDoesNot();
  }

  /// With voice activity detection that only listens (`create_response: false`), the answer is asked for once.
  private void askWhenTheServerDoesNot() {
    if (state == State.AWAITING && plan.serverEndsTurn() && !plan.serverAnswers() && !asking.asked()
        && hearing.items() > 0
        && !hearing.voice())
      asking.ask(actions);
  }

  /// The user speaks while an answer is being given or heard: the server takes it back, so do we.
  private void spokenOver() {
    answering.speakOver();
    if (answering.reply().hasSound() && state != State.PLAYING)
      actions.add(new Action.Hush());
  }

  private void hushed(Signal.Hushed hushed) {
    List<Reply.Cut> cuts = answering.reply().hushed(hushed.heardMs(), hushed.rate());
    if (state != State.PLAYING)
      for (Reply.Cut cut : cuts)
        Asking.send(new ClientEvent.TruncateItem(Asking.TRUNCATION, cut.itemId(), cut.contentIndex(), cut.heardMs()),
            actions);
  }

  private void replied(ServerEvent.OfReply event) {
    boolean unasked = state == State.SENDING && !plan.serverEndsTurn();
    boolean stale = unasked
        && (event instanceof ServerEvent.ResponseCreated || event instanceof ServerEvent.ResponseDone);
    if (state == State.PLAYING || stale)
      return;
    if (state == State.AWAITING) {
      state = State.ANSWERING;
      if (lastError != null)
        actions.add(new Action.Warn(lastError));
    }
    answering.on(event, actions);
  }

  /// Looks whether everything has come that was wanted, once the speech is out.
  private void settle() {
    if (state != State.AWAITING && state != State.ANSWERING)
      return;
    if (!somethingCame() || answering.active())
      return;
    if (!plan.serverEndsTurn() || everythingIsAnswered()) {
      hearOut(answering.outcome());
    } else {
      state = State.AWAITING;
      wakeAt = after(plan.patience(hearing.voice() ? Patience.STOPPING : Patience.HEARING));
    }
  }

  private boolean somethingCame() {
    return plan.wanted() == Plan.Wanted.TRANSCRIPT ? !hearing.transcriptsMissing() : answering.done() > 0;
  }

  /// With voice activity detection: whether the server has noticed all that was said, and answered each piece of it.
  private boolean everythingIsAnswered() {
    boolean answered = plan.wanted() == Plan.Wanted.TRANSCRIPT || asking.asked() || answering.done() >= hearing.items();
    return answered && hearing.isThrough();
  }

  private void faulted(ApiError error) {
    if (Asking.TRUNCATION.equals(error.eventId()))
      return;
    lastError = error;
    boolean unanswered = state != State.ANSWERING && state != State.PLAYING;
    if (Faults.endsSession(error) || (unanswered && Faults.endsTurn(error))) {
      fail(new Failure.ServerError(error));
      return;
    }
    if (state != State.AWAITING)
      actions.add(new Action.Warn(error));
    else
      wakeAt = after(plan.patience(Patience.ERROR));
  }

  private void closed(Signal.Closed close) {
    ended(lastError != null && state != State.ANSWERING
        ? new Failure.ServerError(lastError)
        : new Failure.ClosedEarly(close.code(), close.reason()));
  }

  /// The wire is gone: nothing more will come. What was heard of a whole answer is not touched by it.
  private void ended(Failure failure) {
    onTheWire = false;
    if (state != State.PLAYING)
      fail(failure);
    else if (transcriptDue != NEVER)
      waitForTranscriptNoMore();
  }

  private void interrupted() {
    actions.add(new Action.Hush());
    if (state == State.AWAITING || state == State.ANSWERING || answering.active())
      Asking.send(new ClientEvent.CancelResponse(null, answering.responseId()), actions);
    outcome = Outcome.of(new Failure.Interrupted());
    hangUp();
    end();
  }

  private void waited() {
    switch (state) {
      case GREETING -> begin(Session.Shape.GA);
      case SENDING -> fail(new Failure.Silence(plan.patience(), "to take the audio"));
      case AWAITING -> waitedForAnAnswer();
      case ANSWERING -> fail(new Failure.Silence(plan.patience(), "to go on with its answer"));
      case PLAYING -> {
        actions.add(new Action.Hush());
        heardOut = true;
        endWhenNothingIsLeft();
      }
      case CONNECTING, OVER -> wakeAt = NEVER;
    }
  }

  private void waitedForAnAnswer() {
    if (plan.serverEndsTurn() && somethingCame())
      hearOut(answering.outcome());
    else if (lastError != null)
      fail(new Failure.ServerError(lastError));
    else if (plan.serverEndsTurn() && hearing.voice() && !commitForced)
      commitForTheServer();
    else
      fail(new Failure.Silence(plan.patience(), plan.serverEndsTurn() && hearing.items() == 0
          ? "to hear speech and to answer"
          : "to answer"));
  }

  /// It still takes the silence behind the speech for speech: the turn ends nevertheless.
  private void commitForTheServer() {
    commitForced = true;
    asking.commit(actions);
    wakeAt = after(plan.patience());
  }

  private long after(Duration time) {
    return now + time.toNanos();
  }

  private void fail(Failure failure) {
    if (state == State.PLAYING && outcome.failure() != null)
      return;
    hearOut(Outcome.of(failure));
  }

  /// Ends the turn once everything that came is heard; the wire is needed for the user's transcript only.
  private void hearOut(Outcome how) {
    boolean first = state != State.PLAYING;
    outcome = how;
    boolean transcriptMissing = how.failure() == null && plan.wanted() == Plan.Wanted.ANSWER_AND_TRANSCRIPT
        && hearing.transcriptsMissing() && onTheWire;
    if (first && transcriptMissing) {
      transcriptDue = after(plan.patience(Patience.TRANSCRIPT));
    } else if (first || transcriptDue != NEVER) {
      transcriptDue = NEVER;
      letGo();
    }
    heardOut = Faults.leavesNoEar(how.failure()) || (first ? !answering.reply().hasSound() : heardOut);
    if (!heardOut && first)
      actions.add(new Action.FinishPlayback());
    state = State.PLAYING;
    wakeAt = heardOut ? NEVER : after(Patience.playing(answering.reply().samples()));
    endWhenNothingIsLeft();
  }

  private void waitForTranscriptNoMore() {
    transcriptDue = NEVER;
    letGo();
    endWhenNothingIsLeft();
  }

  /// Leaves the connection to the next turn where there is one and the server can still be talked to; ends it otherwise.
  private void letGo() {
    if (!Faults.leavesTheSession(outcome.failure()) || plan.after() == Plan.After.HANG_UP || !onTheWire)
      hangUp();
    else if (outcome.failure() instanceof Failure.UnreadableInput)
      asking.takeBack(actions);
  }

  private void hangUp() {
    onTheWire = false;
    actions.add(new Action.HangUp());
  }

  private void endWhenNothingIsLeft() {
    if (heardOut && transcriptDue == NEVER)
      end();
  }

  private void end() {
    state = State.OVER;
    wakeAt = NEVER;
    transcriptDue = NEVER;
    actions.add(new Action.End(outcome));
  }
}
