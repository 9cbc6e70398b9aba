package io.github.realtimecli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Silence;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import io.github.realtimecli.turn.Plan.After;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConversationTest {
  private static final Place PLACE = new Place("resp_1", "item_1", 0, 0);
  private static final Endpoint ENDPOINT = new Endpoint(URI.create("ws://127.0.0.1:1/"), List.of(),
      Duration.ofSeconds(1));
  private static final Plan PLAN = new Plan(SessionSettings.NONE, Session.Shape.GA, Duration.ofSeconds(20));
  private static final Ending REFUSED = new Ending.Unreachable(Ending.Unreachable.Step.CONNECT, "refused");
  private static final Ending EXPIRED = new Ending.Closed(1001, "going away", true);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final ScriptedWire wire = new ScriptedWire();
  private final List<Duration> waits = new ArrayList<>();
  private final CountDownLatch waiting = new CountDownLatch(1);

  private final Observer watching = new Observer() {
    @Override
    public void retrying(Failure failure, int attempt, Duration wait) {
      waits.add(wait);
      waiting.countDown();
    }
  };

  private Conversation conversation(Duration first) {
    return new Conversation(new Route(wire, ENDPOINT, new Retries(2, first), Route.PLATFORM), PLAN, () -> NOON,
        RandomGenerator.of("L64X128MixRandom"));
  }

  private CompletableFuture<Result> ask(Conversation conversation, After then) {
    conversation.begin(new Utterance(() -> Speeches.of(Pcm.silence(2_400))), then, watching);
    return CompletableFuture.supplyAsync(() -> {
      try {
        return conversation.run(new Silence(24_000));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static Result get(CompletableFuture<Result> result) throws Exception {
    return result.get(10, TimeUnit.SECONDS);
  }

  private void hearQuestion() throws InterruptedException {
    ClientEvent sent = wire.nextSent();
    while (!(sent instanceof ClientEvent.CreateResponse))
      sent = wire.nextSent();
  }

  private static void answer(Transport.Listener server, String words) {
    ScriptedWire.say(server, new ServerEvent.TranscriptDelta(PLACE, words));
    ScriptedWire.say(server, new ServerEvent.ResponseDone(new Response("resp_1", Response.Status.COMPLETED, null, null,
        List.of(), null, null, SessionSettings.NONE)));
  }

  private static void greet(Transport.Listener server, long expiresAt) {
    ScriptedWire.say(server, new ServerEvent.SessionCreated(
        new Session("sess_1", "m", Session.Shape.GA, expiresAt, SessionSettings.NONE)));
  }

  @Test
  void triesAgainWhatMayPass() throws Exception {
    CompletableFuture<Result> result = ask(conversation(Duration.ofMillis(2)), After.HANG_UP);
    wire.listener().ended(REFUSED);
    wire.listener().ended(new Ending.Closed(1011, "", true));
    Transport.Listener server = wire.listener();
    server.opened();
    hearQuestion();
    answer(server, "hello");
    assertThat(get(result).outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(get(result).attempts()).isEqualTo(3);
    assertThat(waits).hasSize(2).allMatch(wait -> wait.toMillis() <= 4);
  }

  @Test
  void givesUpAfterTheLastAttempt() throws Exception {
    CompletableFuture<Result> result = ask(conversation(Duration.ofMillis(2)), After.HANG_UP);
    for (int i = 0; i < 3; i++)
      wire.listener().ended(REFUSED);
    assertThat(get(result).outcome().failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(get(result).attempts()).isEqualTo(3);
  }

  @Test
  void doesNotAskAgainWhatWasBegunToBeAnswered() throws Exception {
    CompletableFuture<Result> result = ask(conversation(Duration.ofMillis(2)), After.HANG_UP);
    Transport.Listener server = wire.listener();
    server.opened();
    hearQuestion();
    ScriptedWire.say(server, new ServerEvent.TranscriptDelta(PLACE, "hel"));
    server.ended(new Ending.Closed(1011, "", true));
    assertThat(get(result).outcome().failure()).isEqualTo(new Failure.ClosedEarly(1011, ""));
    assertThat(get(result).attempts()).isEqualTo(1);
  }

  @Test
  void doesNotTryAgainWhatWillBeRefusedAgain() throws Exception {
    CompletableFuture<Result> result = ask(conversation(Duration.ofMillis(2)), After.HANG_UP);
    wire.listener().ended(new Ending.Refused(401, Map.of(), ""));
    assertThat(get(result).outcome().kind()).isEqualTo(Outcome.Kind.UNAUTHORIZED);
    assertThat(waits).isEmpty();
  }

  @Test
  void doesNotWaitLongerThanItMakesSense() throws Exception {
    CompletableFuture<Result> result = ask(conversation(Duration.ofMillis(2)), After.HANG_UP);
    wire.listener().ended(new Ending.Refused(429, Map.of("retry-after", "3600"), ""));
    assertThat(get(result).outcome().kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(waits).isEmpty();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    Conversation conversation = conversation(Duration.ofHours(1));
    CompletableFuture<Result> result = ask(conversation, After.HANG_UP);
    wire.listener().ended(REFUSED);
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    conversation.interrupt();
    assertThat(get(result).outcome()).isEqualTo(Outcome.of(new Failure.Interrupted()));
  }

  @Test
  void carriesTheNextTurnOverTheSameConnection() throws Exception {
    Conversation conversation = conversation(Duration.ofMillis(2));
    CompletableFuture<Result> first = ask(conversation, After.STAY);
    Transport.Listener server = wire.listener();
    server.opened();
    assertThat(wire.nextSent()).isInstanceOf(ClientEvent.UpdateSession.class);
    hearQuestion();
    answer(server, "one");
    assertThat(get(first).transcript()).isEqualTo("one");
    CompletableFuture<Result> second = ask(conversation, After.HANG_UP);
    assertThat(wire.nextSent()).isInstanceOf(ClientEvent.AppendAudio.class);
    hearQuestion();
    answer(server, "two");
    assertThat(get(second).transcript()).isEqualTo("two");
    assertThat(get(second).latency().connect()).isNull();
  }

  @Test
  void goesOnInANewSessionThatIsToldTheWords() throws Exception {
    Conversation conversation = conversation(Duration.ofMillis(2));
    CompletableFuture<Result> first = ask(conversation, After.STAY);
    Transport.Listener server = wire.listener();
    server.opened();
    hearQuestion();
    ScriptedWire.say(server, new ServerEvent.InputTranscriptCompleted("user_1", 0, "I said", null));
    answer(server, "one");
    get(first);
    CompletableFuture<Result> second = ask(conversation, After.STAY);
    server.ended(EXPIRED);
    Transport.Listener renewed = wire.listener();
    renewed.opened();
    List<String> told = new ArrayList<>();
    ClientEvent sent = wire.nextSent();
    for (; !(sent instanceof ClientEvent.CreateResponse); sent = wire.nextSent())
      if (sent instanceof ClientEvent.CreateItem create
          && create.item().content().getFirst() instanceof Content.Text(String text))
        told.add(create.item().role() + ": " + text);
    answer(renewed, "two");
    assertThat(get(second).transcript()).isEqualTo("two");
    assertThat(told).containsExactly("user: I said", "assistant: one");
    assertThat(waits).containsExactly(Duration.ZERO);
  }

  @Test
  void doesNotBeginATurnInASessionThatIsAboutToEnd() throws Exception {
    Conversation conversation = conversation(Duration.ofMillis(2));
    CompletableFuture<Result> first = ask(conversation, After.STAY);
    Transport.Listener server = wire.listener();
    server.opened();
    greet(server, NOON.getEpochSecond() + 60);
    hearQuestion();
    answer(server, "one");
    get(first);
    CompletableFuture<Result> second = ask(conversation, After.HANG_UP);
    Transport.Listener renewed = wire.listener();
    renewed.opened();
    hearQuestion();
    answer(renewed, "two");
    assertThat(get(second).transcript()).isEqualTo("two");
  }

  @Test
  void saysGoodbyeOnAConnectionThatWasKeptInVain() throws Exception {
    Conversation conversation = conversation(Duration.ofMillis(2));
    CompletableFuture<Result> first = ask(conversation, After.STAY);
    Transport.Listener server = wire.listener();
    server.opened();
    hearQuestion();
    answer(server, "one");
    get(first);
    assertThat(wire.closed()).isFalse();
    conversation.close();
    assertThat(wire.closed()).isTrue();
  }
}
