package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Played;
import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.source.Unreadable;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallTest {
  private static final Place PLACE = new Place("resp_1", "item_1", 0, 0);
  private static final Endpoint ENDPOINT = new Endpoint(URI.create("ws://127.0.0.1:1/"), List.of(),
      Duration.ofSeconds(1));
  private static final Plan PLAN = new Plan(SessionSettings.NONE, Session.Shape.GA, Duration.ofSeconds(20));

  private final ScriptedWire wire = new ScriptedWire();
  private final Heard sink = new Heard();

  /// Keeps what it is given; heard at once.
  private static final class Heard implements Sink {
    private final List<Pcm> samples = new ArrayList<>();
    private boolean full;

    @Override
    public void play(Pcm pcm) throws IOException {
      if (full)
        throw new IOException("No space left on device");
      samples.add(pcm);
    }

    @Override
    public void finish(Runnable heard) {
      heard.run();
    }

    @Override
    public double flush() {
      return 0;
    }

    @Override
    public Played played() {
      return Played.NOTHING;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private Call dial(Utterance.Opening opening) {
    return dial(wire, opening);
  }

  private static Call dial(Transport.Wire wire, Utterance.Opening opening) {
    return Call.dial(new Route(wire, ENDPOINT, Retries.NONE, Route.PLATFORM), PLAN, new Utterance(opening),
        Observer.NOBODY);
  }

  private CompletableFuture<Result> run(Call call) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return call.run(sink);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static Result get(CompletableFuture<Result> result) throws Exception {
    return result.get(10, TimeUnit.SECONDS);
  }

  private static Response completed() {
    Usage usage = new Usage(1, 2, 0, 0, 0, 0, 3, 4, 0);
    return new Response("resp_1", Response.Status.COMPLETED, null, null, List.of(), usage, null, SessionSettings.NONE);
  }

  @Test
  void carriesATurnFromTheFirstSampleSentToTheLastHeard() throws Exception {
    Pcm chunk = Pcm.silence(2_400);
    CompletableFuture<Result> result = run(
        dial(() -> Speeches.of(chunk, chunk)));
    Transport.Listener server = wire.listener();
    server.opened();
    assertThat(wire.nextSent()).isInstanceOf(ClientEvent.UpdateSession.class);
    assertThat(wire.nextSent()).isEqualTo(new ClientEvent.AppendAudio(null, chunk));
    assertThat(wire.nextSent()).isEqualTo(new ClientEvent.AppendAudio(null, chunk));
    assertThat(wire.nextSent()).isInstanceOf(ClientEvent.CommitAudio.class);
    assertThat(wire.nextSent()).isInstanceOf(ClientEvent.CreateResponse.class);
    ScriptedWire.say(server, new ServerEvent.TranscriptDelta(PLACE, "hello"));
    Pcm answer = Pcm.ofSamples((short) 1, (short) 2);
    ScriptedWire.say(server, new ServerEvent.AudioDelta(PLACE, answer));
    ScriptedWire.say(server, new ServerEvent.ResponseDone(completed()));
    Result got = get(result);
    assertThat(got.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(got.transcript()).isEqualTo("hello");
    assertThat(got.sent()).isEqualTo(new Result.Sent(200.0, 9_600, 2, null));
    assertThat(got.responseId()).isEqualTo("resp_1");
    assertThat(got.usage()).isEqualTo(new Usage(1, 2, 0, 0, 0, 0, 3, 4, 0));
    assertThat(got.latency().commitToFirstAudio()).isNotNull().isNotNegative();
    assertThat(got.latency().session()).as("no session.created came").isNull();
    assertThat(sink.samples).containsExactly(answer);
  }

  @Test
  void callsABadFileBadEvenWithoutANetwork() throws Exception {
    Call call = dial((endpoint, listener) -> {
      listener.ended(new Ending.Unreachable(Ending.Unreachable.Step.CONNECT, "connection refused"));
      return new ScriptedWire().open(endpoint, new Deaf());
    }, () -> {
      throw new Unreadable("is text", "convert it");
    });
    assertThat(get(run(call)).outcome().failure()).isEqualTo(new Failure.UnreadableInput("is text", "convert it"));
  }

  @Test
  void reportsThatNoConnectionCameAbout() throws Exception {
    CompletableFuture<Result> result = run(
        dial(() -> Speeches.of(Pcm.silence(9))));
    wire.listener().ended(new Ending.Unreachable(Ending.Unreachable.Step.NAME, "unknown host"));
    assertThat(get(result).outcome())
        .isEqualTo(Outcome.of(new Failure.Unreachable(Failure.Unreachable.Step.NAME, "unknown host")));
  }

  @Test
  void endsWhenTheUserWantsOut() throws Exception {
    Call call = dial(() -> Speeches.of(Pcm.silence(2_400)));
    CompletableFuture<Result> result = run(call);
    Transport.Listener server = wire.listener();
    server.opened();
    ScriptedWire.say(server, new ServerEvent.AudioDelta(PLACE, Pcm.silence(100)));
    call.interrupt();
    assertThat(get(result).outcome().kind()).isEqualTo(Outcome.Kind.INTERRUPTED);
  }

  @Test
  void failsTheTurnWhenTheAnswerCannotBeSaved() throws Exception {
    sink.full = true;
    CompletableFuture<Result> result = run(
        dial(() -> Speeches.of(Pcm.silence(2_400))));
    Transport.Listener server = wire.listener();
    server.opened();
    ScriptedWire.say(server, new ServerEvent.AudioDelta(PLACE, Pcm.silence(100)));
    assertThat(get(result).outcome()).isEqualTo(Outcome.of(new Failure.Unsaved("No space left on device")));
  }

  private static final class Deaf implements Transport.Listener {
    @Override
    public void opened() {
      // nobody listens
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      // nobody listens
    }

    @Override
    public void lull() {}

    @Override
    public void ended(Ending ending) {
      // nobody listens
    }
  }
}
