package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Converted;
import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.dialect.Beta;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import io.github.realtimecli.source.Source;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Action;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import io.github.realtimecli.turn.Signal;
import io.github.realtimecli.turn.Turn;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn over one connection of its own. Dialling begins with [#dial], speech is read meanwhile, [#run] carries the turn
/// to its end on the thread that calls it.
///
/// Three threads meet here: the caller's, which owns the turn; the wire's, which reads what the server says; the speech's.
/// They share the [Mailbox] and nothing else.
public final class Call {
  /// Opens the speech; called on a thread of the call's own.
  @FunctionalInterface
  public interface Opening { Source open() throws IOException; }

  /// How long a peer may take to answer our closing before the process may go.
  private static final long CLOSING_MS = 300;
  /// How long a broken connection waits for the news that the speech is unreadable anyway.
  private static final long FIRST_READ_MS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final Turn turn;
  private final Plan plan;
  private final Observer observer;
  private final Mailbox mailbox = new Mailbox();
  private final Timeline timeline;
  private final Speech speech;
  private final SessionFacts facts = new SessionFacts();
  private final CountDownLatch wireEnded = new CountDownLatch(1);
  private final Transport transport;
  private volatile Dialect dialect = new Ga();

  private Call(Transport.Wire wire, Endpoint endpoint, Plan plan, Opening opening, Observer observer) {
    this.plan = plan;
    this.observer = observer;
    turn = new Turn(plan);
    speech = new Speech(this, opening);
    timeline = new Timeline(System.nanoTime());
    LOG.debug("dialling {}", endpoint.uri().getRawAuthority());
    transport = wire.open(endpoint, new Ear());
  }

  /// Starts to connect and to read the speech, and returns at once.
  public static Call dial(Transport.Wire wire, Endpoint endpoint, Plan plan, Opening opening, Observer observer) {
    Call call = new Call(wire, endpoint, plan, opening, observer);
    Thread.ofPlatform().daemon().name("speech").start(call.speech);
    return call;
  }

  /// Ends the turn from outside, on any thread: an interrupt of the user's.
  public void interrupt() {
    mailbox.put(new Signal.Interrupted());
  }

  /// Ends the turn because its sound has nowhere to go; on any thread.
  public void fail(Failure failure) {
    mailbox.put(new Signal.SinkFailed(failure));
  }

  /// Gives the call up before it was run.
  public void drop() {
    speech.stop();
    mailbox.close();
    transport.abort();
  }

  /// Runs the turn to its end. The sink is used, not closed.
  public Result run(Sink sink) throws InterruptedException {
    try {
      Outcome outcome = converse(new Converted(sink));
      return new Result(outcome, facts.model(), facts.voice(plan), facts.id(), facts.responseId(), 1,
          speech.recording(),
          sent(), turn.transcript(), Pcm.millis(turn.replySamples(), facts.rate()), facts.heard(), facts.usage(),
          timeline.latency(), sink.played());
    } finally {
      speech.stop();
      mailbox.close();
      if (!wireEnded.await(CLOSING_MS, TimeUnit.MILLISECONDS))
        transport.abort();
    }
  }

  private Result.Sent sent() {
    return new Result.Sent(Pcm.millis(speech.bytes() / Pcm.SAMPLE_BYTES, Pcm.RATE), speech.bytes(), speech.events(),
        null);
  }

  private Outcome converse(Converted sink) throws InterruptedException {
    while (true) {
      Mailbox.Letter letter = mailbox.take(turn.wakeAt());
      Signal signal = letter == null ? new Signal.Tick() : letter.signal();
      long at = letter == null ? System.nanoTime() : letter.at();
      note(signal, letter == null ? "" : letter.type(), at);
      sink.rate(facts.rate());
      if (signal instanceof Signal.Broken)
        speech.awaitFirstRead(FIRST_READ_MS);
      for (Action action : turn.on(mailbox.preferSpeechFailure(signal), at)) {
        Outcome outcome = carryOut(action, sink);
        if (outcome != null)
          return outcome;
      }
    }
  }

  private void note(Signal signal, String type, long at) {
    if (signal instanceof Signal.Heard heard) {
      timeline.heard(heard.event(), at);
      facts.heard(heard.event());
      observer.heard(type, heard.event());
    } else if (signal instanceof Signal.Opened) {
      timeline.opened(at);
      observer.opened();
    }
  }

  private @Nullable Outcome carryOut(Action action, Converted sink) {
    try {
      switch (action) {
        case Action.Spell a -> dialect = a.shape() == Session.Shape.GA ? new Ga() : new Beta();
        case Action.Send a -> post(a.event());
        case Action.StartSpeech a -> speech.start();
        case Action.Play a -> sink.play(a.samples());
        case Action.FinishPlayback a -> sink.finish(() -> mailbox.put(new Signal.Played()));
        case Action.Hush a -> sink.flush();
        case Action.Show a -> observer.shown(a.text());
        case Action.Warn a -> observer.warned(a.error());
        case Action.HangUp a -> transport.close(1000, "");
        case Action.End a -> {
          LOG.debug("over: {}", a.outcome().kind());
          return a.outcome();
        }
      }
    } catch (IOException e) {
      String message = e.getMessage();
      mailbox.put(new Signal.SinkFailed(new Failure.Unsaved(message == null ? e.toString() : message)));
    }
    return null;
  }

  void signal(Signal signal) {
    mailbox.put(signal);
  }

  /// Spells and sends speech; waits while the wire is full.
  boolean send(ClientEvent.AppendAudio speech) throws InterruptedException {
    Dialect spelling = dialect;
    timeline.appended();
    boolean taken = transport.send(spelling.write(speech, Transport.HEADROOM));
    if (taken)
      observer.sent(spelling.type(speech), speech);
    return taken;
  }

  /// Spells and sends what the turn says between the speech, and never waits: the thread that owns the turn has to hear of
  /// interrupts and of time.
  private void post(ClientEvent event) {
    Dialect spelling = dialect;
    boolean taken = transport.post(spelling.write(event, Transport.HEADROOM));
    if (event instanceof ClientEvent.CommitAudio)
      timeline.committed();
    if (taken)
      observer.sent(spelling.type(event), event);
  }

  /// What the wire says, on the wire's thread.
  private final class Ear implements Transport.Listener {
    @Override
    public void opened() {
      mailbox.put(new Signal.Opened());
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      Reading.FromServer read = Reading.serverEvent(bytes, offset, length);
      mailbox.putHeard(read.type(), new Signal.Heard(read.event()));
    }

    @Override
    public void ended(Ending ending) {
      LOG.debug("the wire ended: {}", ending.getClass().getSimpleName());
      wireEnded.countDown();
      mailbox.put(Endings.signal(ending));
    }
  }
}
