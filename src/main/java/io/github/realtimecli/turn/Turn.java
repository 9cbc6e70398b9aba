package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ResponseSettings;
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
///      │                    ▲ passed at once when the shape is known                            │ any reply event
///      │                                                                                        ▼
///      │        OVER ◀──Played── PLAYING ◀──response.done, or a failure after sound came── ANSWERING
///      │          ▲
///      └──────────┴── a failure in any state, when nothing is left to be heard
/// ```
///
/// A server that is silent for [Plan#patience()] fails the turn wherever something is expected of it: while it should take
/// audio, and while it should answer. Not thread-safe; instants are nanoseconds of one arbitrary clock.
public final class Turn {
  /// The least audio that a server commits, in samples: 100 ms.
  static final int LEAST_SAMPLES = Pcm.RATE / 10;
  /// The lowest rate of an answer, for how long it may last at most.
  static final int LEAST_RATE = 8_000;
  /// How long to wait for `session.created` before assuming a GA server.
  static final Duration GREETING_PATIENCE = Duration.ofSeconds(1);
  /// How long an answer may still begin after an error that names none of our events.
  static final Duration ERROR_PATIENCE = Duration.ofSeconds(5);
  /// How much longer than it lasts the playing of an answer may take: a sound server can hang.
  static final Duration PLAYING_PATIENCE = Duration.ofSeconds(30);
  /// The ids of what we send, which come back in errors.
  static final String UPDATE = "turn_session";
  static final String PADDING = "turn_padding";
  static final String COMMIT = "turn_commit";
  static final String RESPONSE = "turn_response";

  /// No deadline.
  public static final long NEVER = Long.MAX_VALUE;

  enum State {
    CONNECTING, GREETING, SENDING, AWAITING, ANSWERING, PLAYING, OVER
  }

  private final Plan plan;
  private final Reply reply = new Reply();
  private final List<Action> actions = new ArrayList<>();
  private State state = State.CONNECTING;
  private Outcome outcome = Outcome.ANSWERED;
  private @Nullable ApiError lastError;
  private @Nullable String responseId;
  private @Nullable Response response;
  private Session.Shape spoken = Session.Shape.GA;
  private long sentSamples;
  private long wakeAt = NEVER;
  private long now;

  public Turn(Plan plan) {
    this.plan = plan;
  }

  /// Takes what happened at `now` and says what to do.
  public List<Action> on(Signal signal, long now) {
    actions.clear();
    this.now = now;
    if (state != State.OVER)
      step(signal, now);
    return List.copyOf(actions);
  }

  /// The instant at which a [Signal.Tick] is due, or [#NEVER].
  public long wakeAt() {
    return wakeAt;
  }

  public String transcript() {
    return reply.words();
  }

  /// Whole samples of the answer received so far.
  public long replySamples() {
    return reply.samples();
  }

  /// The response as it was when it was done, if it was.
  public @Nullable Response response() {
    return response;
  }

  private void step(Signal signal, long now) {
    switch (signal) {
      case Signal.Opened s -> opened(now);
      case Signal.Heard s -> heard(s.event(), now);
      case Signal.SpeechRead s -> {
        sentSamples += s.samples();
        expect(State.SENDING, plan.patience(), now);
      }
      case Signal.SpeechSent s -> {
        if (state == State.SENDING)
          wakeAt = NEVER;
      }
      case Signal.SpeechEnded s -> speechEnded(now);
      case Signal.SpeechFailed s -> fail(s.failure());
      case Signal.Played s -> {
        if (state == State.PLAYING)
          end();
      }
      case Signal.SinkFailed s -> fail(s.failure());
      case Signal.Closed s -> closed(s);
      case Signal.Broken s -> ended(s.failure());
      case Signal.Interrupted s -> interrupted();
      case Signal.Tick s -> {
        if (now >= wakeAt)
          waited();
      }
    }
  }

  private void opened(long now) {
    if (state != State.CONNECTING)
      return;
    if (plan.shape() != null)
      begin(plan.shape());
    else {
      state = State.GREETING;
      wakeAt = now + GREETING_PATIENCE.toNanos();
    }
  }

  private void begin(Session.Shape shape) {
    state = State.SENDING;
    wakeAt = NEVER;
    spoken = shape;
    actions.add(new Action.Spell(shape));
    actions.add(new Action.Send(new ClientEvent.UpdateSession(UPDATE, plan.settings())));
    actions.add(new Action.StartSpeech());
  }

  /// A greeting that came late still tells how the server is spoken to.
  private void greeted(Session.Shape shape) {
    if (state == State.GREETING)
      begin(shape);
    else if (plan.shape() == null && state == State.SENDING && shape != spoken) {
      spoken = shape;
      actions.add(new Action.Spell(shape));
      actions.add(new Action.Send(new ClientEvent.UpdateSession(UPDATE, plan.settings())));
    }
  }

  private void speechEnded(long now) {
    if (state != State.SENDING)
      return;
    if (sentSamples == 0) {
      fail(new Failure.UnreadableInput("holds no audio", "record something first"));
      return;
    }
    if (sentSamples < LEAST_SAMPLES) {
      Pcm padding = Pcm.silence((int) (LEAST_SAMPLES - sentSamples));
      actions.add(new Action.Send(new ClientEvent.AppendAudio(PADDING, padding)));
    }
    actions.add(new Action.Send(new ClientEvent.CommitAudio(COMMIT)));
    actions.add(new Action.Send(new ClientEvent.CreateResponse(RESPONSE, ResponseSettings.AS_SESSION)));
    state = State.AWAITING;
    wakeAt = now + plan.patience().toNanos();
  }

  private void heard(ServerEvent event, long now) {
    if (state == State.AWAITING || state == State.ANSWERING)
      wakeAt = now + plan.patience().toNanos();
    switch (event) {
      case ServerEvent.SessionCreated e -> {
        greeted(e.session().shape());
      }
      case ServerEvent.OfSession e -> {
      }
      case ServerEvent.OfInput e -> {
      }
      case ServerEvent.OfReply e -> replied(e);
      case ServerEvent.Fault e -> faulted(e.error(), now);
      case ServerEvent.Unrecognized e -> {
      }
      case ServerEvent.Malformed e ->
        actions.add(
            new Action.Warn(new ApiError("", null, "a message that is not understood: " + e.problem(), null, null)));
    }
  }

  private void replied(ServerEvent.OfReply event) {
    if (state == State.PLAYING)
      return;
    if (state == State.AWAITING) {
      state = State.ANSWERING;
      if (lastError != null)
        actions.add(new Action.Warn(lastError));
    }
    switch (event) {
      case ServerEvent.ResponseCreated e -> responseId = e.response().id();
      case ServerEvent.AudioDelta e -> {
        Pcm samples = reply.hear(e.audio());
        if (!samples.isEmpty())
          actions.add(new Action.Play(samples));
      }
      case ServerEvent.TranscriptDelta e -> show(reply.read(e.place(), e.delta()));
      case ServerEvent.TranscriptDone e -> show(reply.readWhole(e.place(), e.transcript()));
      case ServerEvent.TextDelta e -> show(reply.read(e.place(), e.delta()));
      case ServerEvent.TextDone e -> show(reply.readWhole(e.place(), e.text()));
      case ServerEvent.ResponseDone e -> done(e.response());
      case ServerEvent.AudioDone e -> {
      }
      case ServerEvent.OutputItemAdded e -> {
      }
      case ServerEvent.OutputItemDone e -> {
      }
      case ServerEvent.ContentPartAdded e -> {
      }
      case ServerEvent.ContentPartDone e -> {
      }
      case ServerEvent.FunctionArgumentsDelta e -> {
      }
      case ServerEvent.FunctionArgumentsDone e -> {
      }
      case ServerEvent.McpCall e -> {
      }
      case ServerEvent.McpArgumentsDelta e -> {
      }
      case ServerEvent.McpArgumentsDone e -> {
      }
    }
  }

  private void show(String text) {
    if (!text.isEmpty())
      actions.add(new Action.Show(text));
  }

  private void done(Response done) {
    if (state != State.ANSWERING)
      return;
    response = done;
    switch (done.status()) {
      case COMPLETED, UNKNOWN, IN_PROGRESS -> hearOut(Outcome.ANSWERED);
      case CANCELLED, FAILED, INCOMPLETE ->
        hearOut(Outcome.of(new Failure.ResponseUnfinished(done.status(), done.reason(), done.error())));
    }
  }

  private void faulted(ApiError error, long now) {
    lastError = error;
    boolean unanswered = state != State.ANSWERING && state != State.PLAYING;
    if (Faults.endsSession(error) || (unanswered && Faults.endsTurn(error))) {
      fail(new Failure.ServerError(error));
      return;
    }
    if (state != State.AWAITING)
      actions.add(new Action.Warn(error));
    else
      wakeAt = now + Math.min(plan.patience().toNanos(), ERROR_PATIENCE.toNanos());
  }

  private void closed(Signal.Closed close) {
    ended(lastError != null && state != State.ANSWERING
        ? new Failure.ServerError(lastError)
        : new Failure.ClosedEarly(close.code(), close.reason()));
  }

  /// The wire is gone: nothing more will come. What was heard of a whole answer is not touched by it.
  private void ended(Failure failure) {
    if (state != State.PLAYING)
      fail(failure);
  }

  private void interrupted() {
    actions.add(new Action.Hush());
    if (state == State.AWAITING || state == State.ANSWERING)
      actions.add(new Action.Send(new ClientEvent.CancelResponse(null, responseId)));
    outcome = Outcome.of(new Failure.Interrupted());
    actions.add(new Action.HangUp());
    end();
  }

  private void waited() {
    switch (state) {
      case GREETING -> begin(Session.Shape.GA);
      case SENDING -> fail(new Failure.Silence(plan.patience(), "to take the audio"));
      case AWAITING -> fail(lastError != null
          ? new Failure.ServerError(lastError)
          : new Failure.Silence(plan.patience(), "to answer"));
      case ANSWERING -> fail(new Failure.Silence(plan.patience(), "to go on with its answer"));
      case PLAYING -> {
        actions.add(new Action.Hush());
        end();
      }
      case CONNECTING, OVER -> wakeAt = NEVER;
    }
  }

  private void expect(State where, Duration patience, long now) {
    if (state == where)
      wakeAt = now + patience.toNanos();
  }

  private void fail(Failure failure) {
    if (state == State.PLAYING && outcome.failure() != null)
      return;
    hearOut(Outcome.of(failure));
  }

  /// Ends the turn once everything that came is heard; the wire is not needed for that.
  private void hearOut(Outcome how) {
    outcome = how;
    if (state != State.PLAYING)
      actions.add(new Action.HangUp());
    wakeAt = NEVER;
    boolean deviceGone = how.failure() instanceof Failure.MissingDevice || how.failure() instanceof Failure.Unsaved;
    if (!reply.hasSound() || deviceGone) {
      end();
      return;
    }
    if (state != State.PLAYING)
      actions.add(new Action.FinishPlayback());
    state = State.PLAYING;
    wakeAt = now + PLAYING_PATIENCE.toNanos() + (long) (Pcm.millis(reply.samples(), LEAST_RATE) * 1e6);
  }

  private void end() {
    state = State.OVER;
    wakeAt = NEVER;
    actions.add(new Action.End(outcome));
  }
}
