package io.github.realtimecli.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeTest {
  private static final Endpoint ENDPOINT = new Endpoint(URI.create("ws://127.0.0.1:1/"),
      List.of(new Endpoint.Header("Authorization", "Bearer sk-secret")), Duration.ofSeconds(1));
  @TempDir
  private Path folder;
  private final List<String> heard = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  /// The other end: keeps what is sent, overwrites it as a real wire does, and says one thing back.
  private Transport open(Endpoint endpoint, Transport.Listener listener) {
    listener.opened();
    return new Transport() {
      @Override
      public boolean send(byte[] message, Runnable full) {
        sent.add(new String(message, HEADROOM, message.length - HEADROOM, StandardCharsets.UTF_8));
        Arrays.fill(message, (byte) 'x');
        return true;
      }

      @Override
      public boolean post(byte[] message) {
        return send(message, () -> {});
      }

      @Override
      public void close(int code, String reason) {
        listener.ended(new Ending.Closed(code, reason, false));
      }

      @Override
      public void abort() {
        listener.ended(new Ending.Aborted());
      }
    };
  }

  private final class Ear implements Transport.Listener {
    @Override
    public void opened() {
      heard.add("opened");
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
      heard.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void lull() {}

    @Override
    public void ended(Ending ending) {
      heard.add(ending.toString());
    }
  }

  private static byte[] message(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[Transport.HEADROOM + utf8.length];
    System.arraycopy(utf8, 0, message, Transport.HEADROOM, utf8.length);
    return message;
  }

  /// What stands on the tape behind the time, line by line.
  private static List<String> lines(Path tape) throws IOException {
    return Files.readAllLines(tape)
        .stream()
        .map(line -> line.replaceFirst("^\\{\"at_ms\":\\d+\\.\\d{3},", "{"))
        .toList();
  }

  @Test
  void keepsBothDirectionsAndHandsThemOnUnchanged() throws Exception {
    Path file = folder.resolve("wire.jsonl");
    String append = "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAAAAA=\"}";
    try (Tape tape = Tape.toFile(file, Tape.Audio.SIZE, "")) {
      Transport wire = new RecordedWire(this::open, tape).open(ENDPOINT, new Ear());
      assertThat(wire.send(message(append), () -> {})).isTrue();
      assertThat(wire.post(message("{\"type\":\"input_audio_buffer.commit\"}"))).isTrue();
      wire.close(1000, "bye");
    }
    assertThat(sent).containsExactly(append, "{\"type\":\"input_audio_buffer.commit\"}");
    assertThat(heard).containsExactly("opened", new Ending.Closed(1000, "bye", false).toString());
    assertThat(lines(file)).containsExactly("{\"from\":\"client\",\"call\":1,\"opened\":true}",
        "{\"from\":\"client\",\"call\":1,\"event\":{\"type\":\"input_audio_buffer.append\",\"audio\":{\"bytes\":5}}}",
        "{\"from\":\"client\",\"call\":1,\"event\":{\"type\":\"input_audio_buffer.commit\"}}",
        "{\"from\":\"client\",\"call\":1,\"ended\":{\"how\":\"closed\",\"code\":1000,\"reason\":\"bye\",\"by\":\"client\"}}");
  }

  private String recorded(Tape.Audio audio, String text) throws Exception {
    Path file = folder.resolve("one.jsonl");
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try (Tape tape = Tape.toFile(file, audio, "sk-secret")) {
      tape.event(1, Tape.Side.SERVER, utf8, 0, utf8.length);
    }
    return lines(file).getFirst();
  }

  @Test
  void putsTheSizeInThePlaceOfSoundAndLeavesWordsAlone() throws Exception {
    assertThat(recorded(Tape.Audio.SIZE, "{\"type\":\"response.audio.delta\",\"delta\":\"AAAA\"}"))
        .isEqualTo(
            "{\"from\":\"server\",\"call\":1,\"event\":{\"type\":\"response.audio.delta\",\"delta\":{\"bytes\":3}}}");
    assertThat(recorded(Tape.Audio.SIZE, "{\"type\":\"response.output_audio_transcript.delta\",\"delta\":\"AAAA\"}"))
        .endsWith("\"delta\":\"AAAA\"}}");
  }

  @Test
  void keepsTheSoundWhenItIsAskedTo() throws Exception {
    assertThat(recorded(Tape.Audio.WHOLE, "{\"type\":\"response.audio.delta\",\"delta\":\"AAAA\"}"))
        .endsWith("\"delta\":\"AAAA\"}}");
  }

  @Test
  void concealsTheKeyAndKeepsWhatIsNoJsonAsText() throws Exception {
    assertThat(recorded(Tape.Audio.SIZE, "your key sk-secret is \"bad\""))
        .isEqualTo("{\"from\":\"server\",\"call\":1,\"event\":\"your key … is \\\"bad\\\"\"}");
  }

  @Test
  void concealsWhatIsSecretByItsName() throws Exception {
    assertThat(recorded(Tape.Audio.WHOLE, "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\","
        + "\"authorization\":\"t0ps3cret\",\"headers\":{\"X-Key\":\"1234\",\"Deep\":{\"er\":[\"5\"]}},"
        + "\"server_url\":\"https://x\"}],\"client_secret\":{\"value\":\"ek\",\"expires_at\":7},"
        + "\"api_key\":\"abc\",\"Api-Key\":\"abc\"}}"))
        .endsWith("{\"tools\":[{\"type\":\"mcp\",\"authorization\":\"…\",\"headers\":{\"X-Key\":\"…\","
            + "\"Deep\":{\"er\":[\"…\"]}},\"server_url\":\"https://x\"}],"
            + "\"client_secret\":{\"value\":\"…\",\"expires_at\":7},\"api_key\":\"…\",\"Api-Key\":\"…\"}}}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"use sk-proj-AbC_123-xyz now|use … now", "ek_68af296e8e408191a1120ab6383263c2|…",
      "Authorization: Bearer abcdefgh.ijkl|Authorization: Bearer …", "bearer  QWxhZGRpbjpv/+==|bearer  …",
      "key=xai-0123456789abcdef;|key=…;", "a eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJ b|a … b",
      "sk-1 and task-forces-are-fine|sk-1 and task-forces-are-fine", "the bearer of news|the bearer of news"})
  void concealsWhateverLooksLikeAKey(String said, String kept) throws Exception {
    for (String member : List.of("instructions", "delta"))
      assertThat(recorded(Tape.Audio.SIZE, "{\"" + member + "\":\"" + said + "\"}"))
          .endsWith("{\"" + member + "\":\"" + kept + "\"}}");
    assertThat(recorded(Tape.Audio.SIZE, said + " {")).endsWith("\"" + kept + " {\"}");
  }

  @Test
  void keepsHalfOfACharacterThatAServerCut() throws Exception {
    String text = "{\"delta\":\"\\ud83d\"}";
    assertThat(recorded(Tape.Audio.SIZE, text)).endsWith(text + "}");
    assertThat(recorded(Tape.Audio.SIZE, "{\"delta\":\"\\ud83d\\ude00\"}")).endsWith("{\"delta\":\"😀\"}}");
  }

  @Test
  void saysAtItsEndThatItCouldNotBeWritten() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
    assertThatThrownBy(() -> {
      try (Tape tape = Tape.toFile(full, Tape.Audio.SIZE, "")) {
        byte[] utf8 = "{\"type\":\"session.created\"}".getBytes(StandardCharsets.UTF_8);
        tape.event(1, Tape.Side.SERVER, utf8, 0, utf8.length);
      }
    }).isInstanceOf(IOException.class);
  }
}
