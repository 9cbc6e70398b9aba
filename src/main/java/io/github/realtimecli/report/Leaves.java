package io.github.realtimecli.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The strings and numbers of a JSON object, each under the names that lead to it, joined by dots. Lists, truths and nulls
/// are left out.
final class Leaves {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private Leaves() {}

  /// @return `null` when the text is not one whole object
  static @Nullable Map<String, Object> of(String json) {
    Map<String, Object> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT)
        return null;
      collect(parser, "", members);
      return parser.nextToken() == null ? members : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static void collect(JsonParser parser, String path, Map<String, Object> into) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      String here = path + name;
      JsonToken token = parser.nextToken();
      if (name.indexOf('.') >= 0) // none of ours, and must not pass for one
        parser.skipChildren();
      else if (token == JsonToken.START_OBJECT)
        collect(parser, here + ".", into);
      else if (token == JsonToken.START_ARRAY)
        parser.skipChildren();
      else if (token == JsonToken.VALUE_STRING)
        into.put(here, parser.getString());
      else if (token.isNumeric())
        into.put(here, parser.getDecimalValue());
    }
  }

  /// The same JSON on one line.
  static String withoutBlanks(String json) {
    StringBuilder line = new StringBuilder(json.length());
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
        continue;
      line.append(c);
      if (c == '"')
        quoted = !quoted;
      else if (c == '\\')
        line.append(json.charAt(++i));
    }
    return line.toString();
  }
}
