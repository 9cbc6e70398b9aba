package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent.AudioDelta;
import io.github.realtimecli.protocol.ServerEvent.Malformed;
import io.github.realtimecli.protocol.ServerEvent.Place;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What is read without the parser is what the parser reads, and what a tree and Java's own base64 make of it: our reading
/// with the parser decodes the last audio as the scan does.
class AudioDeltaScanTest {
  private static final ObjectMapper TREES = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final String USUAL = "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_1\","
      + "\"response_id\":\"resp_1\",\"item_id\":\"item_2\",\"output_index\":0,\"content_index\":12,"
      + "\"delta\":\"AQD+/ywBAID/fw==\"}";
  private static final String INSERTED = "{}[]\",:\\ \n0123456789-.eAx\u0001\u00e9nulltrue";

  @ParameterizedTest
  @ValueSource(strings = {USUAL,
      " { \"type\" : \"response.audio.delta\" , \"output_index\" : 7 , \"delta\" : \"AQD+\" } \r\n",
      "{\"item_id\":\"i\",\"response_id\":\"\",\"type\":\"response.output_audio.delta\",\"delta\":\"\"}"})
  void the_usual_form_is_read_without_the_parser(String event) {
    byte[] bytes = event.getBytes(UTF_8);
    assertThat(AudioDeltaScan.read(bytes, 0, bytes.length)).isNotNull()
        .isEqualTo(Reading.parsed(bytes, 0, bytes.length))
        .isEqualTo(judged(bytes));
  }

  @Test
  void the_form_in_which_our_server_sends_it_is_a_usual_one() {
    for (Dialect dialect : new Dialect[]{new Ga(), new Beta()}) {
      byte[] message = dialect.write(new AudioDelta(Samples.PLACE, Samples.AUDIO), "event_1");
      assertThat(AudioDeltaScan.read(message, 0, message.length)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"item_id\":null", "\"item_id\":5", "\"item_id\":\"a\\u0041\"", "\"item_id\":\"\u00e9\"",
      "\"output_index\":\"1\"", "\"output_index\":01", "\"output_index\":1.5", "\"output_index\":1e2",
      "\"output_index\":12345678901", "\"output_index\":-1", "\"type\":\"response.done\"", "\"delta\":\"AAAA\"",
      "\"x\":{\"delta\":\"AAAA\"}", "\"x\":[1]", "\"x\":true"})
  void everything_else_is_left_to_the_parser(String member) {
    byte[] bytes = with(member);
    assertThat(AudioDeltaScan.read(bytes, 0, bytes.length)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {50_000, 50_001})
  void how_long_a_name_may_be_is_the_parsers_to_say(int length) {
    byte[] bytes = with("\"" + "x".repeat(length) + "\":\"\"");
    assertThat(AudioDeltaScan.read(bytes, 0, bytes.length)).isNull();
    assertThat(Reading.serverEvent(bytes, 0, bytes.length)).isEqualTo(Reading.parsed(bytes, 0, bytes.length));
    assertThat(Reading.serverEvent(bytes, 0, bytes.length).event())
        .isInstanceOf(length > 50_000 ? Malformed.class : AudioDelta.class);
  }

  @Test
  void a_text_is_read_up_to_a_thousand_bytes() {
    for (String form : List.of("\"%s\":\"\"", "\"x\":\"%s\"")) {
      byte[] longest = with(form.formatted("x".repeat(1000)));
      byte[] longer = with(form.formatted("x".repeat(1001)));
      assertThat(AudioDeltaScan.read(longest, 0, longest.length)).isNotNull();
      assertThat(AudioDeltaScan.read(longer, 0, longer.length)).isNull();
    }
  }

  private static byte[] with(String member) {
    return USUAL.replace("\"delta\"", member + ",\"delta\"").getBytes(UTF_8);
  }

  @Test
  void nothing_is_read_otherwise_than_by_the_parser_however_the_event_is_damaged() {
    Random random = new Random(11);
    int scanned = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = damaged(random).getBytes(ISO_8859_1);
      Reading.FromServer read = AudioDeltaScan.read(bytes, 0, bytes.length);
      if (read == null)
        continue;
      scanned++;
      assertThat(read).as(new String(bytes, ISO_8859_1))
          .isEqualTo(Reading.parsed(bytes, 0, bytes.length))
          .isEqualTo(judged(bytes));
    }
    assertThat(scanned).isGreaterThan(20_000);
  }

  private static Reading.FromServer judged(byte[] event) {
    JsonNode members = TREES.readTree(event);
    Place place = new Place(members.path("response_id").asString(), members.path("item_id").asString(),
        members.path("output_index").asInt(0), members.path("content_index").asInt(0));
    byte[] audio = Base64.getDecoder().decode(members.get("delta").stringValue());
    return new Reading.FromServer(members.get("type").stringValue(), new AudioDelta(place, Pcm.of(audio)));
  }

  private static String damaged(Random random) {
    StringBuilder text = new StringBuilder(USUAL);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, INSERTED.charAt(random.nextInt(INSERTED.length())));
        default -> text.setCharAt(at, INSERTED.charAt(random.nextInt(INSERTED.length())));
      }
    }
    return text.toString();
  }
}
