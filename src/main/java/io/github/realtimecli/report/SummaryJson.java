package io.github.realtimecli.report;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// The totals of a run as JSON. What is not known is `null`, never 0.
public final class SummaryJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

  private static final Separators SEPARATORS = PrettyPrinter.DEFAULT_SEPARATORS
      .withObjectNameValueSpacing(Separators.Spacing.AFTER);

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;

  private SummaryJson(ObjectWriteContext context) {
    out = JSON.createGenerator(context, text);
  }

  /// On one line, without its end.
  public static String line(Summary summary) {
    return new SummaryJson(ObjectWriteContext.empty()).of(summary);
  }

  /// For people, without the end of the last line.
  static String indented(Summary summary) {
    return new SummaryJson(new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(TWO_BLANKS);
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    }).of(summary);
  }

  private String of(Summary summary) {
    out.writeStartObject();
    out.writeNumberProperty("schema", JsonLine.SCHEMA);
    out.writeNumberProperty("items", summary.items());
    out.writeNumberProperty("failed", summary.failed());
    number("failure_rate", summary.failureRate());
    out.writeObjectPropertyStart("outcomes");
    for (Map.Entry<String, Integer> outcome : summary.outcomes().entrySet())
      out.writeNumberProperty(outcome.getKey(), outcome.getValue());
    out.writeEndObject();
    out.writeObjectPropertyStart("audio_ms");
    raw("sent", Numbers.plain(summary.sentMs()));
    raw("received", Numbers.plain(summary.receivedMs()));
    out.writeEndObject();
    tokens(summary);
    raw("cost_usd", summary.cost() == null ? "null" : Numbers.plain(summary.knownCost()));
    out.writeObjectPropertyStart("cost");
    raw("known_usd", Numbers.plain(summary.knownCost()));
    out.writeNumberProperty("unknown_items", summary.costUnknown());
    out.writeEndObject();
    out.writeObjectPropertyStart("wer");
    out.writeNumberProperty("items", summary.compared());
    out.writeNumberProperty("errors", summary.wer().errors());
    out.writeNumberProperty("words", summary.wer().words());
    number("rate", summary.wer().rate());
    out.writeEndObject();
    measures(summary, "latency_ms");
    measures(summary, "pacing_ms");
    out.writeEndObject();
    out.close();
    return text.toString();
  }

  private void tokens(Summary summary) {
    out.writeObjectPropertyStart("tokens");
    String side = "";
    for (Summary.Tokens kind : Summary.Tokens.values()) {
      if (!kind.side.equals(side)) {
        if (!side.isEmpty())
          out.writeEndObject();
        out.writeObjectPropertyStart(kind.side);
        side = kind.side;
      }
      raw(kind.kind, Numbers.plain(summary.tokens(kind)));
    }
    out.writeEndObject();
    out.writeNumberProperty("unknown_items", summary.usageUnknown());
    out.writeEndObject();
  }

  private void measures(Summary summary, String group) {
    out.writeObjectPropertyStart(group);
    for (Measure measure : Measure.values())
      if (measure.group().equals(group))
        raw(measure.member(), statistics(summary.of(measure)));
    out.writeEndObject();
  }

  /// On one line in both forms: a table of them can be read.
  private static String statistics(Percentiles values) {
    StringBuilder json = new StringBuilder("{\"n\":").append(values.count());
    Metric.statisticsByName()
        .forEach((name, figure) -> json.append(",\"")
            .append(name)
            .append("\":")
            .append(Numbers.json(figure.apply(values))));
    return json.append('}').toString();
  }

  private void number(String name, @Nullable Double value) {
    raw(name, Numbers.json(value));
  }

  private void raw(String name, String json) {
    out.writeName(name);
    out.writeRawValue(json);
  }
}
