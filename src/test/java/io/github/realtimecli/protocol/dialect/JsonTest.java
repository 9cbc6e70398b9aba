package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "true", "\"\"", "{\"a\":[1,2.5,{\"b\":null},[],{}],\"c\":\"x\"}",
      "123456789012", "123456789012345678901234567890", "-0.001", "1.0E300", "{\"b\":1,\"a\":2}", "1E+400"})
  void what_is_read_is_written_the_same(String text) {
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
  }

  @Test
  void every_character_survives() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0xffff; c++)
      all.append((char) c).append('.');
    all.appendCodePoint(0x1f600).appendCodePoint(0x10ffff).append('\ud83d');
    String text = Json.write(all.toString());
    assertThat(Json.read(text)).isEqualTo(all.toString());
    assertThat(text.chars()).noneMatch(c -> c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029);
    assertThat(text).isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
  }

  @Test
  void half_a_surrogate_pair_is_written_as_an_escape() {
    assertThat(Json.write("a\ud83db\ude00\ud83d\ude00")).isEqualTo("\"a\\ud83db\\ude00\ud83d\ude00\"");
  }

  @Test
  void control_characters_quotes_and_backslashes_are_escaped() {
    assertThat(Json.write("\u0000\u001b\n\t\r\b\"\\\u007f\u2028/é€"))
        .isEqualTo("\"\\u0000\\u001b\\n\\t\\r\\u0008\\\"\\\\\\u007f\\u2028/é€\"");
  }

  @Test
  void what_is_no_json_is_null() {
    List<Object> odd = new ArrayList<>(List.of(Double.NaN, Float.NEGATIVE_INFINITY, SessionSettings.JSON_NULL));
    odd.add(null);
    assertThat(Json.write(odd)).isEqualTo("[null,null,null,null]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{} {}", "[1,]", "'a'", "01", "{\"a\":1", "\"\n\""})
  void what_is_not_one_value_is_refused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @Test
  void the_place_of_the_mistake_is_told() {
    assertThatThrownBy(() -> Json.read("{\n \"a\": ?}")).hasMessageContaining("line 2, column 7");
  }

  @Test
  void merging_goes_down_into_objects_and_replaces_the_rest() {
    Map<String, Object> below = Map.of("a", Map.of("x", 1, "y", 2), "b", List.of(1), "c", 3);
    Map<String, Object> over = Map.of("a", Map.of("y", 5), "b", List.of(2), "c", Map.of("z", 1));
    assertThat(Json.merge(below, over))
        .isEqualTo(Map.of("a", Map.of("x", 1, "y", 5), "b", List.of(2), "c", Map.of("z", 1)));
  }

  @Test
  void a_path_makes_nested_objects() {
    assertThat(Json.write(Json.at("audio.output.speed", 1.2))).isEqualTo("{\"audio\":{\"output\":{\"speed\":1.2}}}");
  }

  @Test
  void extra_settings_are_laid_over_the_others() {
    SessionSettings settings = new SessionSettings(Kind.REALTIME, null, null, "marin", null, null,
        new TurnDetection.None(), null, null, null, null, null,
        Json.merge(Json.at("audio.input.turn_detection", Map.of("type", "semantic_vad")),
            Json.at("audio.output.speed", 1.2)));
    assertThat(new String(new Ga().write(new ClientEvent.UpdateSession(null, settings), 0), UTF_8))
        .isEqualTo("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":"
            + "{\"turn_detection\":{\"type\":\"semantic_vad\"}},\"output\":{\"voice\":\"marin\",\"speed\":1.2}}}}");
  }

  @Test
  void a_text_is_written_member_by_member() {
    JsonText text = new JsonText().open()
        .member("a", 1L)
        .present("b", null)
        .open("c")
        .close()
        .list("d")
        .value("x")
        .value(null)
        .open()
        .close()
        .closeList()
        .member("e", 0.5)
        .close();
    assertThat(text).hasToString("{\"a\":1,\"c\":{},\"d\":[\"x\",null,{}],\"e\":0.5}");
    assertThat(text.toUtf8()).asString(UTF_8).isEqualTo(text.toString());
  }
}
