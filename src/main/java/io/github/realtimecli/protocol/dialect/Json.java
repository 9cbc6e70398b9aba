package io.github.realtimecli.protocol.dialect;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// JSON as nested maps, lists, strings, numbers, booleans and
/// [io.github.realtimecli.protocol.SessionSettings#JSON_NULL]. Members keep their order.
public final class Json {
  private Json() {}

  /// @throws IllegalArgumentException when the text is not one JSON value; the message says where
  public static Object read(byte[] utf8) {
    try (Cursor cursor = new Cursor(utf8, 0, utf8.length)) {
      Object value = cursor.value();
      if (!cursor.atEnd())
        throw new IllegalArgumentException("not JSON: something follows the value");
      return value;
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("not JSON: " + problem(broken), broken);
    }
  }

  /// @throws IllegalArgumentException when the text is not one JSON value
  public static Object read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String write(@Nullable Object value) {
    return new JsonText().value(value).toString();
  }

  /// A copy of `below` with `over` laid over it: objects are merged member by member, anything else is replaced.
  public static Map<String, Object> merge(Map<String, ?> below, Map<String, ?> over) {
    Map<String, Object> merged = new LinkedHashMap<>(below);
    for (Map.Entry<String, ?> member : over.entrySet()) {
      Object present = merged.get(member.getKey());
      merged.put(member.getKey(), present instanceof Map<?, ?> a && member.getValue() instanceof Map<?, ?> b
          ? merge(members(a), members(b))
          : member.getValue());
    }
    return merged;
  }

  /// The nested map of one member: `audio.output.speed` and `1.2` make `{"audio":{"output":{"speed":1.2}}}`.
  public static Map<String, Object> at(String path, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    int dot = path.indexOf('.');
    map.put(dot < 0 ? path : path.substring(0, dot), dot < 0 ? value : at(path.substring(dot + 1), value));
    return map;
  }

  /// Names of members are always strings.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> members(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /// What is wrong with a text and where.
  static String problem(JacksonException broken) {
    String message = broken.getOriginalMessage();
    var at = broken.getLocation();
    return (message == null ? "broken" : message)
        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }
}
