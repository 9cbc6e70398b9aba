package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/// The end of a connection as an object on the tape: `{"how":"closed","code":1011,"reason":"…","by":"server"}`.
final class EndingText {
  /// Of a refusal's headers, those that say why or when to try again.
  private static final Set<String> TELLING = Set.of("retry-after", "retry-after-ms", "x-request-id", "apim-request-id",
      "content-type", "date", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests",
      "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens",
      "x-ratelimit-reset-tokens");

  private EndingText() {}

  static String write(Ending ending, Secrets secrets) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Tape.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      switch (ending) {
        case Ending.Closed e -> {
          out.writeStringProperty("how", "closed");
          out.writeNumberProperty("code", e.code());
          out.writeStringProperty("reason", secrets.masked(e.reason()));
          out.writeStringProperty("by", (e.byPeer() ? Tape.Side.SERVER : Tape.Side.CLIENT).word());
        }
        case Ending.Refused e -> {
          out.writeStringProperty("how", "refused");
          out.writeNumberProperty("status", e.status());
          out.writeObjectPropertyStart("headers");
          e.headers()
              .entrySet()
              .stream()
              .filter(header -> TELLING.contains(header.getKey()))
              .sorted(Map.Entry.comparingByKey())
              .forEach(header -> out.writeStringProperty(header.getKey(), secrets.masked(header.getValue())));
          out.writeEndObject();
          out.writeStringProperty("body", secrets.masked(e.body()));
        }
        case Ending.Unreachable e -> {
          out.writeStringProperty("how", "unreachable");
          out.writeStringProperty("step", word(e.step()));
          if (e.objection() != null)
            out.writeStringProperty("objection", word(e.objection()));
          out.writeStringProperty("detail", secrets.masked(e.detail()));
        }
        case Ending.Lost e -> detail(out, "lost", secrets.masked(e.detail()));
        case Ending.Faulty e -> detail(out, "faulty", secrets.masked(e.detail()));
        case Ending.Aborted _ -> out.writeStringProperty("how", "aborted");
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void detail(JsonGenerator out, String how, String detail) {
    out.writeStringProperty("how", how);
    out.writeStringProperty("detail", detail);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// Reads the value that the parser stands on.
  ///
  /// @throws IllegalArgumentException when it is no ending, in a clause
  static Ending read(JsonParser in) {
    Map<String, String> members = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    if (in.currentToken() != JsonToken.START_OBJECT)
      throw new IllegalArgumentException("its ending is not an object");
    for (String name; (name = in.nextName()) != null;)
      if (in.nextToken().isScalarValue())
        members.put(name, in.getString());
      else if (name.equals("headers") && in.currentToken() == JsonToken.START_OBJECT)
        for (String header; (header = in.nextName()) != null;)
          headers.put(header, in.nextToken().isScalarValue() ? in.getString() : skipped(in));
      else
        in.skipChildren();
    return ending(members, headers);
  }

  private static String skipped(JsonParser in) {
    in.skipChildren();
    return "";
  }

  private static Ending ending(Map<String, String> members, Map<String, String> headers) {
    String detail = members.getOrDefault("detail", "");
    String how = members.getOrDefault("how", "");
    return switch (how) {
      case "closed" -> new Ending.Closed(number(members, "code"), members.getOrDefault("reason", ""),
          !Tape.Side.CLIENT.word().equals(members.get("by")));
      case "refused" -> new Ending.Refused(number(members, "status"), headers, members.getOrDefault("body", ""));
      case "unreachable" -> new Ending.Unreachable(step(members.get("step")),
          known(Objection.class, members.get("objection")), detail);
      case "lost" -> new Ending.Lost(detail);
      case "faulty" -> new Ending.Faulty(detail);
      case "aborted" -> new Ending.Aborted();
      default -> throw new IllegalArgumentException("its ending is of no known kind: '" + how + "'");
    };
  }

  private static int number(Map<String, String> members, String name) {
    try {
      return Integer.parseInt(members.getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its ending has no " + name, e);
    }
  }

  private static Step step(@Nullable String word) {
    Step step = known(Step.class, word);
    return step == null ? Step.CONNECT : step;
  }

  /// A word of a newer program is none.
  private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable String word) {
    for (E value : type.getEnumConstants())
      if (word(value).equals(word))
        return value;
    return null;
  }
}
