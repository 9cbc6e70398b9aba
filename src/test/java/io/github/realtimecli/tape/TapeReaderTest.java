package io.github.realtimecli.tape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.tape.TapeReader.Recording;
import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TapeReaderTest {
  @TempDir
  private Path folder;

  static Stream<Ending> endings() {
    return Stream.of(new Ending.Closed(1011, "server \"error\"", true), new Ending.Closed(1000, "", false),
        new Ending.Refused(429, Map.of("retry-after", "3", "x-request-id", "req_1"), "{\"error\":{\"code\":\"x\"}}"),
        new Ending.Unreachable(Step.NAME, "unknown host"),
        new Ending.Unreachable(Step.TLS, Objection.EXPIRED, "the certificate expired"), new Ending.Lost("reset"),
        new Ending.Faulty("no memory"), new Ending.Aborted());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void an_ending_reads_as_it_was(Ending ending) throws IOException {
    Path file = folder.resolve("wire.jsonl");
    try (Tape tape = Tape.toFile(file, Tape.Audio.SIZE, "")) {
      tape.ended(tape.dialled(), ending);
    }
    assertThat(TapeReader.read(file)).singleElement()
        .satisfies(call -> assertThat(call.moments()).singleElement()
            .isInstanceOfSatisfying(Moment.Ended.class, moment -> assertThat(moment.ending()).isEqualTo(ending)));
  }

  @Test
  void of_a_refusal_s_headers_only_the_telling_ones_are_kept_and_no_key_in_its_body() throws IOException {
    Path file = folder.resolve("wire.jsonl");
    try (Tape tape = Tape.toFile(file, Tape.Audio.SIZE, "")) {
      tape.ended(tape.dialled(), new Ending.Refused(401, Map.of("set-cookie", "a=b", "retry-after", "1"),
          "Incorrect API key provided: sk-abcdefghijkl."));
    }
    assertThat(Files.readString(file)).doesNotContain("cookie")
        .contains("\"headers\":{\"retry-after\":\"1\"}")
        .contains("Incorrect API key provided: ….\"");
  }

  @Test
  void the_calls_are_told_apart() throws IOException {
    Path file = folder.resolve("wire.jsonl");
    try (Tape tape = Tape.toFile(file, Tape.Audio.SIZE, "")) {
      int first = tape.dialled();
      int second = tape.dialled();
      tape.opened(second);
      tape.opened(first);
      say(tape, first, Tape.Side.SERVER, "{\"type\":\"a\"}");
      say(tape, second, Tape.Side.CLIENT, "{\"type\":\"b\"}");
      say(tape, first, Tape.Side.SERVER, "{\"type\":\"c\"}");
    }
    List<Recording> calls = TapeReader.read(file);
    assertThat(calls).hasSize(2);
    assertThat(texts(calls.get(0))).containsExactly("{\"type\":\"a\"}", "{\"type\":\"c\"}");
    assertThat(calls.get(1).moments().getLast())
        .isInstanceOfSatisfying(Moment.Asked.class, asked -> assertThat(asked.type()).isEqualTo("b"));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "9600"})
  void sound_of_which_only_the_size_was_kept_is_silence(int bytes) throws IOException {
    String sound = Base64.getEncoder().encodeToString(new byte[bytes]);
    String delta = "{\"type\":\"response.output_audio.delta\",\"delta\":\"" + sound + "\",\"item_id\":\"i\"}";
    String item = "{\"type\":\"conversation.item.retrieved\",\"item\":{\"content\":[{\"audio\":\"" + sound + "\"}]}}";
    String session = "{\"type\":\"session.created\",\"session\":{\"audio\":{\"input\":{\"x\":[1,{}]},\"b\":{}},\"a\":1}}";
    Path file = folder.resolve("wire.jsonl");
    try (Tape tape = Tape.toFile(file, Tape.Audio.SIZE, "")) {
      for (String text : List.of(delta, item, session))
        say(tape, 1, Tape.Side.SERVER, text);
      say(tape, 1, Tape.Side.CLIENT, "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + sound + "\"}");
    }
    Recording call = TapeReader.read(file).getFirst();
    assertThat(texts(call)).containsExactly(delta, item, session);
    assertThat(call.moments().getLast()).isInstanceOfSatisfying(Moment.Asked.class,
        asked -> assertThat(asked.audioBytes()).isEqualTo(bytes));
  }

  @Test
  void words_are_read_as_they_were_said() throws IOException {
    List<String> said = List.of("{\"type\":\"response.output_text.delta\",\"delta\":\"\\ud83d\"}",
        "{\"n\":1.5,\"big\":123456789012345678901234567890,\"z\":[null,true,{}]}", "no JSON \u2028 \"at\" all", "[1]");
    Path file = folder.resolve("wire.jsonl");
    try (Tape tape = Tape.toFile(file, Tape.Audio.WHOLE, "")) {
      for (String text : said)
        say(tape, 1, Tape.Side.SERVER, text);
    }
    List<String> read = new ArrayList<>(texts(TapeReader.read(file).getFirst()));
    assertThat(read.removeFirst()).endsWith("\ud83d\"}");
    assertThat(read).isEqualTo(said.subList(1, 4));
  }

  @Test
  void a_last_line_that_was_cut_is_passed_over() throws IOException {
    assertThat(read(UTF_8, "{\"at_ms\":1,\"from\":\"client\",\"opened\":true}\n{\"at_ms\":2,\"from\":\"ser")
        .getFirst()
        .moments()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"|holds no message", "hello|line 1 is not JSON",
      "[]|line 1 is not of a tape: it is not an object", "{}|line 1 is not of a tape: it has no event",
      "{'event':{}}|line 1 is not of a tape: it does not say from whom it is",
      "{'opened':true}{}|line 1 is not of a tape: something follows the object",
      "{'ended':'closed'}|line 1 is not of a tape: its ending is not an object",
      "{'ended':{'how':'melted'}}|line 1 is not of a tape: its ending is of no known kind: 'melted'",
      "{'ended':{'how':'closed'}}|line 1 is not of a tape: its ending has no code",
      "{'opened':true}~{'opened'~{}|line 2 is not JSON"})
  void what_is_no_tape_is_refused(@Nullable String text, String problem) {
    String lines = text == null ? "" : text.replace('\'', '"').replace('~', '\n');
    assertThatThrownBy(() -> read(UTF_8, lines)).isInstanceOf(IllegalArgumentException.class).hasMessage(problem);
  }

  @Test
  void what_is_no_text_or_not_there_is_refused() {
    assertThatThrownBy(() -> read(ISO_8859_1, "\u00e9\u00e9")).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is not text in UTF-8");
    assertThatThrownBy(() -> TapeReader.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void what_a_later_program_adds_is_passed_over() throws IOException {
    assertThat(read(UTF_8, "{\"later\":{\"a\":[1]},\"from\":\"server\",\"event\":{\"type\":\"x\"},\"at_ms\":\"?\"}\n\n")
        .getFirst()
        .moments()).containsExactly(new Moment.Said(0, "{\"type\":\"x\"}"));
  }

  private List<Recording> read(Charset charset, String text) throws IOException {
    return TapeReader.read(Files.writeString(folder.resolve("wire.jsonl"), text, charset));
  }

  private static void say(Tape tape, int call, Tape.Side from, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    tape.event(call, from, utf8, 0, utf8.length);
  }

  private static List<String> texts(Recording call) {
    return call.moments()
        .stream()
        .filter(Moment.Said.class::isInstance)
        .map(moment -> ((Moment.Said) moment).text())
        .toList();
  }
}
