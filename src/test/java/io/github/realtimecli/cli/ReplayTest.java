package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.playback.Played;
import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.session.Conversation;
import io.github.realtimecli.session.Observer;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.session.Retries;
import io.github.realtimecli.session.Route;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.tape.RecordedWire;
import io.github.realtimecli.tape.ReplayWire;
import io.github.realtimecli.tape.Tape;
import io.github.realtimecli.tape.TapeReader;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded of a server is a server for the next time: a tape of a failure is a test of it.
@Timeout(60)
class ReplayTest {
  private static final Endpoint NOWHERE = new Endpoint(URI.create("ws://127.0.0.1:1/"), List.of(),
      Duration.ofSeconds(1));
  private static final Path TAPES = Path.of("src/test/resources/tapes");

  @TempDir
  private Path folder;
  private Path question;
  private final List<Pcm> heard = new ArrayList<>();
  private final List<Double> pauses = new ArrayList<>();

  @BeforeEach
  void speak() throws IOException {
    byte[] noise = new byte[40_000];
    new Random(7).nextBytes(noise);
    question = folder.resolve("q.wav");
    try (WavWriter wav = WavWriter.toFile(question, Pcm.RATE)) {
      wav.write(Pcm.of(noise));
      wav.commit();
    }
  }

  @Test
  void aReplayedServerAnswersAsItDid() throws Exception {
    Path tape = folder.resolve("wire.jsonl");
    Path answer = folder.resolve("a.wav");
    Run run = Run.of("--local", "--mute", "--json", "-o", answer.toString(), "--events", tape.toString(),
        "--events-audio", question.toString());
    assertThat(run.exitCode()).isZero();
    Map<?, ?> result = (Map<?, ?>) Json.read(run.out());

    Result replayed = ask(replay(tape));
    assertThat(replayed.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(replayed.transcript()).isEqualTo(member(result, "reply").get("transcript"));
    assertThat(replayed.responseId()).isEqualTo(result.get("response_id"));
    assertThat(replayed.sessionId()).isEqualTo(result.get("session_id"));
    assertThat(replayed.replyMs()).isEqualTo(20_000 / 24.0);
    assertThat(sound()).isEqualTo(Files.readAllBytes(answer)).hasSize(44 + 40_000);
  }

  @Test
  void aTapeWithoutSoundAnswersWithSilenceOfItsLength() throws Exception {
    Path tape = folder.resolve("wire.jsonl");
    Run run = Run.of("--local", "--mute", "--events", tape.toString(), question.toString());

    Result replayed = ask(replay(tape));
    assertThat(replayed.transcript()).isEqualTo(run.out().strip());
    assertThat(heard).allMatch(chunk -> chunk.equals(Pcm.silence(chunk.samples())));
    assertThat(heard.stream().mapToInt(Pcm::length).sum()).isEqualTo(40_000);
  }

  @Test
  void aClosingInMidAnswerHappensAgain() throws Exception {
    Result replayed = ask(replay(TAPES.resolve("closed-in-mid-answer.jsonl")));
    assertThat(replayed.outcome().failure()).isEqualTo(new Failure.ClosedEarly(1011, "server_error.internal"));
    assertThat(exitCode(replayed)).isEqualTo(ExitCode.NETWORK);
    assertThat(replayed.transcript()).isEqualTo("Four score");
    assertThat(replayed.replyMs()).isEqualTo(200);
  }

  @Test
  void aRefusalHappensAgain() throws Exception {
    Result replayed = ask(replay(TAPES.resolve("refused.jsonl")));
    assertThat(replayed.outcome().failure()).isInstanceOfSatisfying(Failure.HandshakeRefused.class, refused -> {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("rate_limit_exceeded");
      assertThat(refused.message()).isEqualTo("Rate limit reached.");
      assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    });
    assertThat(exitCode(replayed)).isEqualTo(ExitCode.SERVER);
  }

  @Test
  void aTapeOfAReplayIsTheSameTape() throws Exception {
    Path again = folder.resolve("again.jsonl");
    Path first = TAPES.resolve("closed-in-mid-answer.jsonl");
    try (Tape tape = Tape.toFile(again, Tape.Audio.SIZE, "")) {
      ask(new RecordedWire(replay(first), tape));
    }
    assertThat(serverLines(again)).isEqualTo(serverLines(first)).hasSize(6);
  }

  @Test
  void everyDiallingGetsTheNextCallAndThenNobody() throws Exception {
    Path two = folder.resolve("two.jsonl");
    Files.writeString(two, Files.readString(TAPES.resolve("refused.jsonl"))
        + Files.readString(TAPES.resolve("closed-in-mid-answer.jsonl")).replace("\"call\":1", "\"call\":2"));
    ReplayWire wire = replay(two);
    assertThat(ask(wire).outcome().failure()).isInstanceOf(Failure.HandshakeRefused.class);
    assertThat(ask(wire).outcome().failure()).isInstanceOf(Failure.ClosedEarly.class);
    assertThat(ask(wire).outcome().failure()).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void theTimesOfTheTapeAreHonouredByWhoeverKeepsThem() throws Exception {
    ask(new ReplayWire(TapeReader.read(TAPES.resolve("closed-in-mid-answer.jsonl")),
        (over, millis) -> pauses.add(Math.round(millis * 1000) / 1000.0)));
    assertThat(pauses).containsExactly(24.429, 20.077, 141.722, 231.082, 6.565, 271.075);
  }

  private static ReplayWire replay(Path tape) throws IOException {
    return new ReplayWire(TapeReader.read(tape), ReplayWire.Pace.AT_ONCE);
  }

  private Result ask(Transport.Wire wire) throws InterruptedException {
    Plan plan = new Plan(SessionSettings.NONE, Session.Shape.GA, Duration.ofSeconds(20));
    Route route = new Route(wire, NOWHERE, Retries.NONE, Route.PLATFORM);
    try (Conversation conversation = new Conversation(route, plan)) {
      conversation.begin(new Utterance(() -> SpeechFile.open(question, SpeechFile.Digest.NONE, Pcm.RATE)),
          Plan.After.HANG_UP, Observer.NOBODY);
      return conversation.run(new Heard());
    }
  }

  private static int exitCode(Result result) {
    return UserError.of(Objects.requireNonNull(result.outcome().failure()), "server").exitCode();
  }

  private static Map<?, ?> member(Map<?, ?> object, String name) {
    return (Map<?, ?>) Objects.requireNonNull(object.get(name));
  }

  private byte[] sound() throws IOException {
    Path file = folder.resolve("heard.wav");
    try (WavWriter wav = WavWriter.toFile(file, Pcm.RATE)) {
      for (Pcm chunk : heard)
        wav.write(chunk);
      wav.commit();
    }
    return Files.readAllBytes(file);
  }

  private static List<String> serverLines(Path tape) throws IOException {
    return Files.readAllLines(tape)
        .stream()
        .filter(line -> line.contains("\"from\":\"server\""))
        .map(line -> line.substring(line.indexOf(',')))
        .toList();
  }

  /// Keeps what it is given; heard at once.
  private final class Heard implements Sink {
    @Override
    public void play(Pcm samples) {
      heard.add(samples);
    }

    @Override
    public void finish(Runnable whenHeard) {
      whenHeard.run();
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
}
