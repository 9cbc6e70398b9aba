package io.github.realtimecli.report;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A comparison as one JSON object. What is not known is `null`.
public final class ComparisonJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);

  private ComparisonJson() {}

  /// On one line, without its end.
  public static String of(Comparison comparison) {
    return new ComparisonJson().write(comparison);
  }

  private String write(Comparison comparison) {
    out.writeStartObject();
    out.writeNumberProperty("schema", JsonLine.SCHEMA);
    out.writeNumberProperty("common", comparison.common());
    out.writeStringProperty("metric", comparison.measure().word());
    out.writeObjectPropertyStart("counts");
    for (Change.Kind kind : Change.Kind.values())
      out.writeNumberProperty(kind.word(), comparison.count(kind));
    out.writeEndObject();
    raw("before", SummaryJson.line(comparison.before()));
    raw("now", SummaryJson.line(comparison.now()));
    out.writeArrayPropertyStart("items");
    for (Change change : comparison.changes())
      item(change);
    out.writeEndArray();
    out.writeEndObject();
    out.close();
    return text.toString();
  }

  private void item(Change change) {
    out.writeStartObject();
    out.writeStringProperty("file", change.file());
    out.writeArrayPropertyStart("changes");
    for (Change.Kind kind : change.kinds())
      out.writeString(kind.word());
    out.writeEndArray();
    side("before", change.before());
    side("now", change.now());
    Wer words = change.words();
    raw("words_changed", words == null ? "null" : Long.toString(words.errors()));
    out.writeEndObject();
  }

  private void side(String name, Change.@Nullable Side side) {
    if (side == null) {
      out.writeNullProperty(name);
      return;
    }
    out.writeObjectPropertyStart(name);
    out.writeStringProperty("outcome", side.outcome());
    if (side.error() == null)
      out.writeNullProperty("error");
    else
      out.writeStringProperty("error", side.error());
    raw("latency_ms", Numbers.json(side.latency()));
    raw("cost_usd", side.cost() == null ? "null" : Numbers.plain(side.cost()));
    out.writeEndObject();
  }

  private void raw(String name, String json) {
    out.writeName(name);
    out.writeRawValue(json);
  }
}
