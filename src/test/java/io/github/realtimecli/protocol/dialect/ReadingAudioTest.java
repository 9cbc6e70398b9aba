package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.AppendAudio;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.AudioDelta;
import io.github.realtimecli.protocol.ServerEvent.Malformed;
import io.github.realtimecli.protocol.ServerEvent.Place;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Audio is read where it lies; whatever the order and the escapes, the same samples come out.
class ReadingAudioTest {
  static IntStream lengths() {
    Random random = new Random(7);
    return IntStream.concat(IntStream.of(0, 1, 2, 3, 4, 5, 9600, 100_000),
        IntStream.generate(() -> random.nextInt(100_000)).limit(20));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void the_samples_are_the_same_in_any_order_of_members_and_with_any_escapes(int length) {
    Random random = new Random(length);
    byte[] samples = new byte[length];
    random.nextBytes(samples);
    String base64 = Base64.getEncoder().encodeToString(samples);
    for (String delta : List.of(base64, base64.replace("/", "\\/"), escaped(base64, random),
        base64.replace("=", ""))) {
      List<String> members = new ArrayList<>(List.of("\"type\":\"response.output_audio.delta\"",
          "\"event_id\":\"event_1\"", "\"response_id\":\"resp_1\"", "\"item_id\" : \"item_2\"", "\"output_index\":0",
          "\"content_index\":0", "\"later\":{\"delta\":[1,{\"x\":\"}\"}]}"));
      String last = "{" + String.join(",", members) + ",\"delta\":\"" + delta + "\" } \n";
      assertThat(read(last)).isEqualTo(new AudioDelta(Samples.PLACE, Pcm.of(samples)));
      members.add("\"delta\":\"" + delta + "\"");
      for (int i = 0; i < 8; i++) {
        Collections.shuffle(members, random);
        assertThat(read("{" + String.join(", ", members) + "}"))
            .isEqualTo(new AudioDelta(Samples.PLACE, Pcm.of(samples)));
      }
    }
  }

  private static String escaped(String base64, Random random) {
    StringBuilder text = new StringBuilder();
    for (char c : base64.toCharArray())
      if (random.nextInt(1000) == 0)
        text.append("\\u").append(String.format("%04x", (int) c));
      else
        text.append(c);
    return text.toString();
  }

  @Test
  void the_bytes_around_the_message_are_not_looked_at() {
    byte[] message = new Ga().write(new AudioDelta(Samples.PLACE, Samples.AUDIO), "event_1");
    byte[] around = ("\"},{" + new String(message, UTF_8) + "\"},{").getBytes(UTF_8);
    assertThat(Reading.serverEvent(around, 4, message.length).event())
        .isEqualTo(new AudioDelta(Samples.PLACE, Samples.AUDIO));
  }

  @Test
  void the_bytes_are_not_kept() {
    byte[] message = new Ga().write(new AudioDelta(Samples.PLACE, Samples.AUDIO), "event_1");
    ServerEvent event = Reading.serverEvent(message, 0, message.length).event();
    java.util.Arrays.fill(message, (byte) 'x');
    assertThat(event).isEqualTo(new AudioDelta(Samples.PLACE, Samples.AUDIO));
  }

  @Test
  void what_is_missing_is_empty_or_zero() {
    assertThat(read("{\"type\":\"response.audio.delta\"}"))
        .isEqualTo(new AudioDelta(new Place("", "", 0, 0), Pcm.EMPTY));
  }

  @Test
  void of_two_deltas_the_last_counts() {
    assertThat(read("{\"type\":\"response.audio.delta\",\"delta\":\"AAAA\",\"delta\":\"AQD+/ywBAID/fw==\"}"))
        .isEqualTo(new AudioDelta(new Place("", "", 0, 0), Samples.AUDIO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "====", "AAAA*AAA", "AA==AA==", "AAA\u00e9", "AAAA\\n", "AA AA"})
  void what_is_not_base64_is_malformed(String delta) {
    assertThat(read("{\"type\":\"response.output_audio.delta\",\"delta\":\"" + delta + "\"}"))
        .isEqualTo(new Malformed("audio that is not base64"));
    assertThat(read("{\"type\":\"response.output_audio.delta\",\"delta\":\"" + delta + "\",\"item_id\":\"i\"}"))
        .isEqualTo(new Malformed("audio that is not base64"));
    assertThat(read("{\"delta\":\"" + delta + "\",\"type\":\"response.output_audio.delta\"}"))
        .isEqualTo(new Malformed("audio that is not base64"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "\"}", "{}", ",", "x"})
  void what_follows_the_event_makes_it_malformed(String tail) {
    String event = "{\"type\":\"response.output_audio.delta\",\"delta\":\"AQD+/ywBAID/fw==\"}";
    assertThat(read(event)).isInstanceOf(AudioDelta.class);
    assertThat(read(event + tail)).isInstanceOf(Malformed.class);
  }

  @Test
  void appended_audio_is_read_in_any_order_too() {
    AppendAudio expected = new AppendAudio("e", Samples.AUDIO);
    assertThat(append("{\"type\":\"input_audio_buffer.append\",\"event_id\":\"e\",\"audio\":\"AQD+/ywBAID/fw==\"}"))
        .isEqualTo(expected);
    assertThat(append("{\"audio\":\"AQD+\\/ywBAID\\/fw==\",\"event_id\":\"e\",\"type\":\"input_audio_buffer.append\"}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"audio\":\"?\"", "\"audio\":\"?\",\"x\":\"y\""})
  void appended_audio_that_is_not_base64_is_refused_by_its_name(String member) {
    assertThat(append("{\"type\":\"input_audio_buffer.append\",\"event_id\":\"e\"," + member + "}"))
        .isInstanceOfSatisfying(ClientEvent.Unrecognized.class, event -> {
          ApiError fault = event.fault();
          assertThat(List.of(String.valueOf(fault.code()), String.valueOf(fault.param()),
              String.valueOf(fault.eventId()))).containsExactly("invalid_value", "audio", "e");
        });
  }

  private static ServerEvent read(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Reading.serverEvent(bytes, 0, bytes.length).event();
  }

  private static ClientEvent append(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Reading.clientEvent(bytes, 0, bytes.length);
  }
}
