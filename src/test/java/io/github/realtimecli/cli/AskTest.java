package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.server.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AskTest {
  private static final int HEADER = 44;
  @TempDir
  private Path folder;

  private static Pcm noise(int samples) {
    byte[] bytes = new byte[samples * 2];
    new Random(4).nextBytes(bytes);
    return Pcm.of(bytes);
  }

  private Path wav(String name, Pcm samples) throws Exception {
    Path file = folder.resolve(name);
    try (WavWriter wav = WavWriter.toFile(file, Pcm.RATE)) {
      wav.write(samples);
      wav.commit();
    }
    return file;
  }

  private static Map<?, ?> json(String line) {
    return (Map<?, ?>) Json.read(line);
  }

  private static Object member(Map<?, ?> object, String path) {
    Object value = object;
    for (String name : path.split("\\."))
      value = Objects.requireNonNull(((Map<?, ?>) value).get(name), path);
    return value;
  }

  @Test
  void savesTheEchoSampleForSample() throws Exception {
    Path question = wav("q.wav", noise(30_000));
    Path answer = folder.resolve("a.wav");
    Run run = Run.of("--local", "--mute", "-o", answer.toString(), question.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isNotBlank().endsWith("\n");
    assertThat(run.out().strip()).doesNotContain("\n");
    assertThat(run.err()).isEqualTo(question + ": 1.3 s sent, 1.3 s answered, saved in " + answer + "\n");
    assertThat(Files.readAllBytes(answer)).isEqualTo(Files.readAllBytes(question));
  }

  @Test
  void speaksBetaToTheSameServer() throws Exception {
    Path question = wav("q.wav", noise(5_000));
    Path answer = folder.resolve("a.wav");
    Run run = Run.of("--local", "--dialect", "beta", "-v", "--mute", "-o", answer.toString(), question.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("response.audio.delta ").doesNotContain("output_audio");
    assertThat(Files.readAllBytes(answer)).isEqualTo(Files.readAllBytes(question));
  }

  @Test
  void padsTheShortestSpeechToWhatTheServerTakes() throws Exception {
    Path question = wav("q.wav", noise(1_200));
    Path answer = folder.resolve("a.wav");
    Run run = Run.of("--local", "--mute", "-o", answer.toString(), question.toString());
    assertThat(run.exitCode()).isZero();
    byte[] echoed = Files.readAllBytes(answer);
    byte[] asked = Files.readAllBytes(question);
    assertThat(echoed).hasSize(HEADER + 4_800);
    assertThat(Arrays.copyOfRange(echoed, HEADER, asked.length))
        .isEqualTo(Arrays.copyOfRange(asked, HEADER, asked.length));
  }

  @Test
  void writesTheAnswerToStdoutAndItsWordsToStderr() throws Exception {
    Path question = wav("q.wav", noise(5_000));
    Run run = Run.of("--local", "--mute", "-o", "-", question.toString());
    assertThat(run.exitCode()).isZero();
    byte[] asked = Files.readAllBytes(question);
    assertThat(run.sound().slice(HEADER, run.sound().length())).isEqualTo(Pcm.of(asked, HEADER, asked.length - HEADER));
    assertThat(run.err()).contains("seconds");
  }

  @Test
  void readsStandardInput() throws Exception {
    byte[] question = Files.readAllBytes(wav("q.wav", noise(5_000)));
    Run run = Run.with(Map.of(), question, "--local", "--mute", "--json", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(member(json(run.out()), "file")).isEqualTo("-");
    assertThat(member(json(run.out()), "sent.bytes")).isEqualTo(10_000);
  }

  @Test
  void reportsEveryMemberOfTheResult() throws Exception {
    Path question = wav("q.wav", noise(24_000));
    Path answer = folder.resolve("a.wav");
    Run run = Run.of("--local", "--mute", "--json", "-o", answer.toString(), question.toString());
    assertThat(run.exitCode()).isZero();
    Map<?, ?> result = json(run.out());
    assertThat(result.keySet().stream().map(Object::toString).toList()).containsExactly("schema", "file", "outcome",
        "error", "model", "voice", "session_id", "response_id", "attempts", "input", "sent", "reply", "heard", "usage",
        "cost_usd", "latency_ms", "pacing_ms", "playback");
    assertThat(member(result, "schema")).isEqualTo(1);
    assertThat(member(result, "outcome")).isEqualTo("answered");
    assertThat(member(result, "model")).isEqualTo("gpt-realtime-2.1");
    assertThat(member(result, "voice")).isEqualTo("marin");
    assertThat(member(result, "input.encoding")).isEqualTo("pcm_s16le");
    assertThat(member(result, "input.rate")).isEqualTo(24_000);
    assertThat(member(result, "input.duration_ms")).isEqualTo(1000.0);
    assertThat(member(result, "reply.audio_ms")).isEqualTo(1000.0);
    assertThat(member(result, "reply.path")).isEqualTo(answer.toString());
    assertThat(member(result, "input.sha256")).as("an echo of the same header")
        .isEqualTo(member(result, "reply.sha256"));
    assertThat(member(result, "usage.input.audio")).isEqualTo(10);
    assertThat(member(result, "usage.output.audio")).isEqualTo(20);
    assertThat((Double) member(result, "latency_ms.commit_to_first_audio")).isNotNegative();
  }

  @Test
  void asksEveryFileAndKeepsTheFirstFailure() throws Exception {
    Path text = Files.writeString(folder.resolve("text.wav"), "four score and seven years ago\n".repeat(9));
    Path question = wav("q.wav", noise(5_000));
    Path missing = folder.resolve("missing.wav");
    Run run = Run.of("--local", "--mute", "--json", text.toString(), missing.toString(), question.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    List<String> outcomes = run.out().lines().map(line -> member(json(line), "outcome").toString()).toList();
    assertThat(outcomes).containsExactly("unreadable", "unreadable", "answered");
    assertThat(run.err().lines().filter(line -> line.startsWith("error: "))).hasSize(2);
    assertThat(run.err().lines().filter(line -> line.startsWith("hint: "))).hasSize(2);
  }

  @Test
  void savesTheAnswersToSeveralFilesInAFolder() throws Exception {
    Path one = wav("one.wav", noise(5_000));
    Path two = wav("two.wav", noise(6_000));
    Path answers = Files.createDirectory(folder.resolve("answers"));
    Run run = Run.of("--local", "--mute", "-q", "-o", answers.toString(), one.toString(), two.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(answers.resolve("one.reply.wav")).hasSameBinaryContentAs(one);
    assertThat(answers.resolve("two.reply.wav")).hasSameBinaryContentAs(two);
  }

  @Test
  void showsALineForEveryEventWithoutTheSound() throws Exception {
    Path question = wav("q.wav", noise(24_000));
    Run run = Run.of("--local", "--mute", "-v", question.toString());
    assertThat(run.err().lines().toList()).contains("connected", "session.created", "> session.update",
        "session.updated", "> input_audio_buffer.commit", "> response.create", "response.output_audio.done",
        "response.done completed");
    assertThat(run.err()).containsPattern("\nresponse.output_audio.delta \\d+ bytes\n")
        .containsPattern("\n> input_audio_buffer.append \\d+ bytes\n");
    assertThat(run.err().lines()).allMatch(line -> line.length() < 200);
  }

  @Test
  void keepsTheWireWithoutSoundAndWithoutKey() throws Exception {
    Path question = wav("q.wav", noise(24_000));
    Path tape = folder.resolve("wire.jsonl");
    try (LocalServer server = LocalServer.start()) {
      Run run = Run.with(Map.of("OPENAI_API_KEY", "sk-secret-1234567890"), new byte[0], "--url",
          server.uri().toString(),
          "--mute", "--events", tape.toString(), question.toString());
      assertThat(run.exitCode()).isZero();
    }
    List<String> lines = Files.readAllLines(tape);
    assertThat(lines).allSatisfy(line -> assertThat(json(line).keySet().toString()).startsWith("[at_ms, from, "));
    assertThat(String.join("\n", lines)).doesNotContain("secret")
        .contains("\"audio\":{\"bytes\":")
        .contains("\"delta\":{\"bytes\":")
        .contains("\"opened\":true")
        .contains("\"ended\":{\"how\":\"closed\",\"code\":1000");
    assertThat(lines).allMatch(line -> line.length() < 4_000);
  }

  @Test
  void namesAFieldThatTheServerRefuses() throws Exception {
    Path question = wav("q.wav", noise(5_000));
    Run run = Run.of("--local", "--mute", "--set", "temperature=0.8", question.toString());
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + question + ": the server reports unknown_parameter")
        .contains("temperature")
        .contains("\nhint: ");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    Path question = wav("q.wav", noise(5_000));
    int port;
    try (LocalServer server = LocalServer.start()) {
      port = server.uri().getPort();
    }
    Run run = Run.of("--url", "ws://127.0.0.1:" + port + "/v1/realtime", "--mute", question.toString());
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out()).isEmpty();
    String sentence = question + ": 127.0.0.1:" + port + " cannot be reached: ";
    assertThat(run.err().lines()).hasSize(4);
    assertThat(run.err().lines().limit(2))
        .allMatch(line -> line.startsWith(sentence) && line.contains("; trying again"));
    assertThat(run.err().lines().skip(2).findFirst().orElseThrow()).startsWith("error: " + sentence);
  }

  @Test
  void takesAnEmptyFileForUnreadable() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.wav"));
    Run run = Run.of("--local", "--mute", empty.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: " + empty + ": ").contains("empty");
  }

  @Test
  void recordsBothSidesOnOneTimeAxis() throws Exception {
    Path question = wav("q.wav", noise(24_000));
    Path both = folder.resolve("both.wav");
    Run run = Run.of("--local", "--mute", "--record", both.toString(), question.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    byte[] frames = Files.readAllBytes(both);
    byte[] asked = Files.readAllBytes(question);
    for (int i = 0; i < 24_000; i++) {
      assertThat(frames[HEADER + 4 * i]).isEqualTo(asked[HEADER + 2 * i]);
      assertThat(frames[HEADER + 4 * i + 2]).isZero();
    }
    int answer = frames.length - 24_000 * 4;
    assertThat(answer).isGreaterThanOrEqualTo(HEADER + 24_000 * 4);
    for (int i = 0; i < 24_000; i++)
      assertThat(frames[answer + 4 * i + 2]).isEqualTo(asked[HEADER + 2 * i]);
  }

  @Test
  void doesNotShowAKeyThatTheServerRepeats() throws Exception {
    String key = "sk-secret-1234567890";
    Path question = wav("q.wav", noise(5_000));
    Path tape = folder.resolve("wire.jsonl");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> refuse(server, key));
      Run run = Run.with(Map.of("OPENAI_API_KEY", key), new byte[0], "--json", "--events", tape.toString(), "--mute",
          "--url", "ws://127.0.0.1:" + server.getLocalPort() + "/v1/realtime", question.toString());
      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.err()).contains("Incorrect API key provided: …").doesNotContain(key);
      assertThat(run.out()).contains("unauthorized").doesNotContain(key);
    }
    assertThat(Files.readString(tape)).contains("provided: …").doesNotContain(key);
  }

  private static void refuse(ServerSocket server, String key) {
    try (Socket socket = server.accept()) {
      String body = "{\"error\":{\"message\":\"Incorrect API key provided: " + key + "\"}}";
      BufferedReader head = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = head.readLine(); line != null && !line.isEmpty();)
        line = head.readLine();
      socket.getOutputStream()
          .write(("HTTP/1.1 401 Unauthorized\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void listsDevicesAsOneJsonObject() {
    Run run = Run.of("devices", "--json");
    assertThat(run.exitCode()).isZero();
    assertThat(json(run.out()).keySet().toString()).isEqualTo("[speakers, microphones]");
  }

  @Test
  void refusesTwoAnswersOfOneName() throws Exception {
    Path one = wav("q.wav", noise(5_000));
    Path two = Files.copy(one, Files.createDirectory(folder.resolve("other")).resolve("q.wav"));
    Path answers = Files.createDirectory(folder.resolve("answers"));
    Run run = Run.of("--local", "--mute", "-o", answers.toString(), one.toString(), two.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: -o: two answers would be named " + answers.resolve("q.reply.wav") + "\n");
    assertThat(answers).isEmptyDirectory();
  }

  @Test
  void leavesNothingOfARecordingWhenTheAnswerHasNoPlace() throws Exception {
    Path question = wav("q.wav", noise(5_000));
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    Path answers = Files.createDirectory(folder.resolve("answers"));
    Files.createDirectory(answers.resolve("q.reply.wav"));
    Run run = Run.of("--local", "--mute", "-o", answers.toString(), "--record", recordings.toString(),
        question.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: " + question + ": the answer's file cannot be made: ");
    assertThat(recordings).isEmptyDirectory();
  }

  @Test
  void keepsControlCharactersOutOfTheResultLine() {
    Run run = Run.of("--local", "--mute", "--json", "\u009b2J\u202e.wav");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).doesNotContain("\u009b", "\u202e");
    assertThat(member(json(run.out()), "file")).isEqualTo("\u009b2J\u202e.wav");
  }
}
