package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Malformed;
import io.github.realtimecli.protocol.Session;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No text of a peer makes the reading throw.
class HostileTextTest {
  static Stream<String> goldens() {
    return GoldenTest.folders().flatMap(folder -> GoldenTest.Goldens.in(folder).stream());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void an_event_cut_anywhere_is_malformed(String golden) {
    byte[] text = new String(GoldenTest.Goldens.read(golden), UTF_8).strip().getBytes(UTF_8);
    for (int length = 0; length < text.length; length++) {
      byte[] cut = Arrays.copyOf(text, length);
      if (!(Reading.serverEvent(cut, 0, length).event() instanceof Malformed)
          || !(Reading.clientEvent(cut, 0, length) instanceof ClientEvent.Unrecognized))
        fail("taken with " + length + " bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void an_event_with_changed_bytes_is_still_answered(String golden) {
    byte[] text = GoldenTest.Goldens.read(golden);
    Random random = new Random(golden.hashCode());
    byte[] likely = "{}[]\",:\\/0-9eEtfn\u0000\u00ff\u00c3\u00ed \n".getBytes(ISO_8859_1);
    for (int round = 0; round < 300; round++) {
      byte[] changed = text.clone();
      for (int change = random.nextInt(3); change >= 0; change--)
        changed[random.nextInt(changed.length)] = random.nextBoolean()
            ? likely[random.nextInt(likely.length)]
            : (byte) random.nextInt();
      answered(changed);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void members_of_any_type_are_still_answered(String golden) {
    String text = new String(GoldenTest.Goldens.read(golden), UTF_8);
    for (String value : new String[]{"null", "[]", "{}", "[[1]]", "{\"a\":[{}]}", "true", "-1e400", "1e400", "0.5",
        "99999999999999999999", "\"\"", "\"x\"", "\"\\ud800\""})
      for (int colon = text.indexOf("\": "); colon >= 0; colon = text.indexOf("\": ", colon + 1)) {
        int from = colon + 3;
        if (text.charAt(from) == '{' || text.charAt(from) == '[')
          answered((text.substring(0, from) + value + ",\"rest\": " + text.substring(from)).getBytes(UTF_8));
        else {
          int to = text.indexOf('\n', from);
          String rest = text.charAt(to - 1) == ',' ? "," : "";
          byte[] changed = (text.substring(0, from) + value + rest + text.substring(to)).getBytes(UTF_8);
          assertThat(Reading.serverEvent(changed, 0, changed.length).event()).as(new String(changed, UTF_8))
              .satisfiesAnyOf(event -> assertThat(event).isNotInstanceOf(Malformed.class),
                  event -> assertThat(event).isEqualTo(new Malformed("audio that is not base64")));
          answered(changed);
        }
      }
  }

  private static void answered(byte[] text) {
    requireNonNull(Reading.serverEvent(text, 0, text.length).event());
    for (Session.Shape shape : Session.Shape.values())
      requireNonNull(Reading.clientEvent(text, 0, text.length, shape));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "\"{}\"", "1", "{", "}", "{]", "{\"type\"}", "{\"type\":}", "{a:1}",
      "{\"type\":\"error\"}}", "{}{}", "\ufeff", "NaN", "{\"type\":\"\\x\"}"})
  void what_is_no_json_object_is_malformed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(Reading.serverEvent(bytes, 0, bytes.length).event()).isInstanceOf(Malformed.class);
    assertThat(Reading.clientEvent(bytes, 0, bytes.length)).isInstanceOfSatisfying(ClientEvent.Unrecognized.class,
        event -> assertThat(event.fault().code()).isEqualTo("invalid_json"));
  }

  @Test
  void bad_utf8_is_malformed() {
    for (String bad : new String[]{"\u0080", "\u00c3", "\u00c3(", "\u00ed\u00a0\u0080", "\u00ff", "\u00f8\u0088"}) {
      byte[] bytes = ("{\"type\":\"response.text.delta\",\"delta\":\"" + bad + "\"}").getBytes(ISO_8859_1);
      ServerEvent event = Reading.serverEvent(bytes, 0, bytes.length).event();
      assertThat(event).as(bad).isInstanceOf(Malformed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"session\":", "{\"item\":{\"content\":["})
  void deep_nesting_is_malformed(String opening) {
    byte[] text = ("{\"type\":\"session.updated\",\"session\":{\"x\":" + opening.repeat(100_000)).getBytes(UTF_8);
    assertThat(Reading.serverEvent(text, 0, text.length).event()).isInstanceOf(Malformed.class);
    answered(text);
  }

  @Test
  void a_name_of_many_dots_is_one_name() {
    String name = "a.".repeat(20_000);
    String text = "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"" + name
        + "\":1}}}}";
    answered(text.getBytes(UTF_8));
  }
}
