package io.github.realtimecli.provider;

import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.provider.Tariff.PerMillion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a table of prices. Whatever is not as [Prices#of] describes it is an `IllegalArgumentException` that names the
/// member: a misspelt one must not become an unknown price.
final class PriceReading {
  private final Map<String, Tariff> models = new HashMap<>();
  private @Nullable LocalDate date;

  void read(byte[] utf8) {
    Map<?, ?> table = object(Json.read(utf8), "the table");
    for (Map.Entry<?, ?> member : table.entrySet())
      switch ((String) member.getKey()) {
        case "date" -> date = date(member.getValue());
        case "models" ->
          object(member.getValue(), "models").forEach((name, model) -> model((String) name, "models." + name, model));
        default -> throw new IllegalArgumentException(member.getKey() + " is not one of date and models");
      }
    if (!table.containsKey("models"))
      throw new IllegalArgumentException("models is missing");
  }

  @Nullable
  LocalDate date() {
    return date;
  }

  /// With their snapshots.
  Map<String, Tariff> models() {
    return models;
  }

  private void model(String name, String path, @Nullable Object value) {
    PerMillion text = PerMillion.UNKNOWN;
    PerMillion audio = PerMillion.UNKNOWN;
    PerMillion image = PerMillion.UNKNOWN;
    Double minute = null;
    List<?> snapshots = List.of();
    for (Map.Entry<?, ?> member : object(value, path).entrySet()) {
      String at = path + "." + member.getKey();
      switch ((String) member.getKey()) {
        case "text" -> text = perMillion(member.getValue(), at);
        case "audio" -> audio = perMillion(member.getValue(), at);
        case "image" -> image = perMillion(member.getValue(), at);
        case "minute" -> minute = price(member.getValue(), at);
        case "snapshots" -> snapshots = names(member.getValue(), at);
        default ->
          throw new IllegalArgumentException(at + " is not one of text, audio, image, minute and snapshots");
      }
    }
    Tariff tariff = new Tariff(text, audio, image, minute);
    models.put(name, tariff);
    for (Object snapshot : snapshots)
      models.put((String) snapshot, tariff);
  }

  private static PerMillion perMillion(@Nullable Object value, String path) {
    Double in = null;
    Double cached = null;
    Double out = null;
    for (Map.Entry<?, ?> member : object(value, path).entrySet()) {
      String at = path + "." + member.getKey();
      switch ((String) member.getKey()) {
        case "in" -> in = price(member.getValue(), at);
        case "cached" -> cached = price(member.getValue(), at);
        case "out" -> out = price(member.getValue(), at);
        default -> throw new IllegalArgumentException(at + " is not one of in, cached and out");
      }
    }
    return new PerMillion(in, cached, out);
  }

  private static Double price(@Nullable Object value, String path) {
    double price = value instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(price >= 0) || Double.isInfinite(price))
      throw new IllegalArgumentException(path + " is not a price: write dollars as a number");
    return price;
  }

  private static LocalDate date(@Nullable Object value) {
    try {
      return LocalDate.parse(value instanceof String text ? text : "");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("date is not a day: write it like 2026-11-22", e);
    }
  }

  private static List<?> names(@Nullable Object value, String path) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance))
      return list;
    throw new IllegalArgumentException(path + " is not a list of models");
  }

  private static Map<?, ?> object(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> members)
      return members;
    throw new IllegalArgumentException(path + " is not an object");
  }
}
