package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Converted;
import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Action;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import io.github.realtimecli.turn.Signal;
import io.github.realtimecli.turn.Turn;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn over one connection, tried once. Dialling begins with [#dial], speech is read meanwhile, [#run] carries the turn
/// to its end on the thread that calls it.
///
/// Three threads meet here: the caller's, which owns the turn; the wire's, which reads what the server says; the speech's.
/// They share the [Mailbox] and nothing else.
final class Call {
  /// How long a broken connection waits for the news that the speech is unreadable anyway.
  private static final long FIRST_READ_MS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final Wired wired;
  private final Plan plan;
  private final Turn turn;
  private final Observer observer;
  private final Timeline timeline;
  private final Speech speech;
  private final TurnFacts facts = new TurnFacts();
  private volatile boolean over;
  /// Only the speech's thread knows.
  private boolean stalled;

  private Call(Wired wired, Plan plan, Turn turn, Utterance utterance, Observer observer) {
    this.wired = wired;
    this.plan = plan;
    this.turn = turn;
    this.observer = observer;
    timeline = new Timeline(utterance.listening() == Utterance.Listening.ON);
    speech = new Speech(this, utterance, plan.inputRate());
  }

  /// Starts to connect and to read the speech, and returns at once.
  static Call dial(Route route, Plan plan, Utterance utterance, Observer observer) {
    Wired wired = new Wired(route.wire(), route.endpoint());
    Call call = new Call(wired, plan, new Turn(plan), utterance, observer);
    call.timeline.dialled(wired.dialledAt());
    route.threads().newThread(call.speech).start();
    return call;
  }

  /// Starts the next turn on the connection that this one has left to it.
  Call next(Route route, Plan then, Utterance utterance, Observer watching) {
    Call call = new Call(wired, then, Turn.following(turn, then), utterance, watching);
    route.threads().newThread(call.speech).start();
    wired.mailbox().put(new Signal.Opened());
    return call;
  }

  /// Whether another turn can follow on the connection.
  boolean leavesTheWire() {
    return turn.leavesTheWire();
  }

  SessionFacts session() {
    return wired.facts();
  }

  /// Ends the turn from outside, on any thread: an interrupt of the user's.
  void interrupt() {
    signal(new Signal.Interrupted());
  }

  /// Ends the turn because its sound has nowhere to go; on any thread.
  void fail(Failure failure) {
    signal(new Signal.SinkFailed(failure));
  }

  /// Gives the call up, whether it was run or not.
  void drop() {
    speech.stop();
    wired.drop();
  }

  /// Says goodbye on a connection that was kept for a turn that does not come.
  void hangUp() {
    wired.transport().close(1000, "");
    try {
      wired.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wired.drop();
    }
  }

  /// Runs the turn to its end. The sink is used, not closed.
  Result run(Sink sink) throws InterruptedException {
    Converted converted = new Converted(sink);
    try {
      Outcome outcome = converse(converted);
      SessionFacts session = wired.facts();
      return new Result(outcome, session.model(), session.voice(plan), session.id(), facts.responseId(), 1,
          speech.recording(), speech.sent(), turn.transcript(),
          Pcm.millis(turn.replySamples(), session.rate(plan)), facts.calls(), facts.heard(), facts.usage(),
          facts.transcription(), timeline.latency(), speech.lateness(), sink.played());
    } finally {
      over = true;
      speech.stop();
      converted.leave();
      if (!turn.leavesTheWire())
        wired.leave();
    }
  }

  private Outcome converse(Converted sink) throws InterruptedException {
    while (true) {
      Mailbox.Letter letter = wired.mailbox().take(turn.wakeAt());
      Signal signal = letter == null ? new Signal.Tick() : letter.signal();
      long at = letter == null ? System.nanoTime() : letter.at();
      note(signal, letter == null ? "" : letter.type(), at);
      sink.rate(wired.facts().rate(plan));
      if (signal instanceof Signal.Broken)
        speech.awaitFirstRead(FIRST_READ_MS);
      for (Action action : turn.on(wired.mailbox().preferSpeechFailure(signal), at)) {
        Outcome outcome = carryOut(action, sink);
        if (outcome != null)
          return outcome;
      }
    }
  }

  private void note(Signal signal, String type, long at) {
    if (signal instanceof Signal.Heard heard) {
      wired.facts().heard(heard.event());
      facts.heard(heard.event());
      timeline.heard(heard.event(), at, wired.facts().rate(plan));
      observer.heard(type, heard.event());
    } else if (signal instanceof Signal.Opened) {
      timeline.opened(at);
      observer.opened();
    }
  }

  private @Nullable Outcome carryOut(Action action, Converted sink) {
    try {
      switch (action) {
        case Action.Spell a -> wired.spell(a.shape());
        case Action.Send a -> post(a.event());
        case Action.StartSpeech a -> speech.start();
        case Action.Play a -> sink.play(a.samples());
        case Action.FinishPlayback a -> sink.finish(() -> signal(new Signal.Played()));
        case Action.Hush a -> signal(new Signal.Hushed(sink.flush(), wired.facts().rate(plan)));
        case Action.Show a -> observer.shown(a.text());
        case Action.Warn a -> observer.warned(a.error());
        case Action.HangUp a -> wired.transport().close(1000, "");
        case Action.End a -> {
          LOG.debug("over: {}", a.outcome().kind());
          return a.outcome();
        }
      }
    } catch (IOException e) {
      String message = e.getMessage();
      signal(new Signal.SinkFailed(new Failure.Unsaved(message == null ? e.toString() : message)));
    }
    return null;
  }

  /// From any thread; what comes when the turn is over is nobody's any more.
  void signal(Signal signal) {
    if (!over)
      wired.mailbox().put(signal);
  }

  /// Voice went out up to here.
  void voiceEnded(long at) {
    timeline.voiceEnded(at);
  }

  /// Spells and sends speech; waits while the wire is full.
  boolean send(ClientEvent.AppendAudio speech) throws InterruptedException {
    Dialect spelling = wired.dialect();
    timeline.appended();
    boolean taken = wired.transport().send(spelling.write(speech, Transport.HEADROOM), this::stall);
    if (stalled) {
      stalled = false;
      signal(new Signal.SpeechFlowing());
    }
    if (taken)
      observer.sent(spelling.type(speech), speech);
    return taken;
  }

  private void stall() {
    stalled = true;
    signal(new Signal.SpeechStalled());
  }

  /// Spells and sends what the turn says between the speech, and never waits: the thread that owns the turn has to hear of
  /// interrupts and of time.
  private void post(ClientEvent event) {
    Dialect spelling = wired.dialect();
    boolean taken = wired.transport().post(spelling.write(event, Transport.HEADROOM));
    if (event instanceof ClientEvent.CommitAudio)
      timeline.committed();
    if (taken)
      observer.sent(spelling.type(event), event);
  }
}
