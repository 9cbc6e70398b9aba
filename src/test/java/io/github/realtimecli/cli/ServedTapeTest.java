package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.server.ServerObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A tape as a server for any client.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServedTapeTest {
  private static final Path TAPES = Path.of("src/test/resources/tapes");

  @TempDir
  private Path folder;
  private Path question;

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
  void theSameServerAnswersEveryCallAgain() throws Exception {
    Path tape = folder.resolve("wire.jsonl");
    Path first = folder.resolve("first.wav");
    Run recorded = Run.of("--local", "--mute", "-o", first.toString(), "--events", tape.toString(), "--events-audio",
        question.toString());
    assertThat(recorded.exitCode()).isZero();
    try (LocalServer server = serve(tape)) {
      for (String name : List.of("second.wav", "third.wav")) {
        Path answer = folder.resolve(name);
        Run again = ask(server, "-o", answer.toString());
        assertThat(again.err()).contains("saved in " + answer);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(recorded.out());
        assertThat(Files.readAllBytes(answer)).isEqualTo(Files.readAllBytes(first));
      }
    }
  }

  /// Both once kept whoever listened for ever: `--json` listens for voice.
  @ParameterizedTest
  @ValueSource(ints = {50, -1})
  void anAnswerIsHeardWhateverRateTheServerSays(int rate) throws Exception {
    Path tape = folder.resolve("wire.jsonl");
    Run.of("--local", "--mute", "--events", tape.toString(), "--events-audio", question.toString());
    String recorded = Files.readString(tape);
    assertThat(recorded).contains("\"rate\":24000");
    Files.writeString(tape, recorded.replace("\"rate\":24000", "\"rate\":" + rate));
    try (LocalServer server = serve(tape)) {
      Run run = ask(server, "--json");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("\"outcome\":\"answered\"");
    }
  }

  @Test
  void aFailureHappensToEveryClient() throws Exception {
    try (LocalServer server = serve(TAPES.resolve("closed-in-mid-answer.jsonl"))) {
      Run run = ask(server, "--retries", "0");
      assertThat(run.exitCode()).isEqualTo(ExitCode.NETWORK);
      assertThat(run.out().strip()).isEqualTo("Four score");
      assertThat(run.err()).contains("1011").contains("server_error.internal");
    }
  }

  @Test
  void aRefusalComesWithItsHeadersAndItsBody() throws Exception {
    try (LocalServer server = serve(TAPES.resolve("refused.jsonl"))) {
      Run run = ask(server, "--retries", "0");
      assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER);
      assertThat(run.err()).contains("HTTP 429").contains("Rate limit reached.");
    }
  }

  @Test
  void aClientThatOnlyAsksIsToldEverything() throws Exception {
    try (LocalServer server = serve(TAPES.resolve("closed-in-mid-answer.jsonl"))) {
      Ear ear = new Ear();
      try (HttpClient http = HttpClient.newHttpClient()) {
        WebSocket socket = http.newWebSocketBuilder().buildAsync(server.uri(), ear).get(20, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"response.create\"}", true).get(20, TimeUnit.SECONDS);
        assertThat(ear.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1011);
        socket.abort();
      }
      assertThat(ear.texts).hasSize(5);
      assertThat(ear.texts.getFirst()).startsWith("{\"type\":\"session.created\"");
      assertThat(ear.texts.getLast()).contains("\"delta\":\"AAAA").hasSizeGreaterThan(12_800);
    }
  }

  @Test
  void whatIsNoTapeIsRefusedAtOnce() throws Exception {
    Run none = Run.of("serve", "--replay", "no/tape.jsonl");
    assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err()).isEqualTo("error: --replay: no/tape.jsonl does not exist\nhint: check the path\n");
    Run directory = Run.of("serve", "--replay", folder.toString());
    assertThat(directory.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(directory.err()).startsWith("error: --replay: " + folder + " cannot be read: ");
    Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"a\":1}\n{\"b\":2}\n");
    Run wrong = Run.of("serve", "--replay", other.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).isEqualTo("error: --replay: " + other + " line 1 is not of a tape: it has no event\n"
        + "hint: name a file that --events has written\n");
  }

  private static LocalServer serve(Path tape) throws IOException {
    return LocalServer.reciting(0, 1, Replay.of(tape.toString(), Replay.Pace.AT_ONCE), ServerObserver.NOBODY);
  }

  private Run ask(LocalServer server, String... options) {
    URI uri = server.uri();
    List<String> arguments = new ArrayList<>(List.of("--url", uri.toString(), "--mute"));
    arguments.addAll(List.of(options));
    arguments.add(question.toString());
    return Run.of(arguments.toArray(String[]::new));
  }

  /// A client that has nothing in common with ours.
  private static final class Ear implements WebSocket.Listener {
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        texts.add(partial.toString());
        partial.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }
  }
}
