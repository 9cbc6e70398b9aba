package io.github.realtimecli.provider;

import io.github.realtimecli.protocol.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What models cost, in US dollars, as of a day. A price that is not in the table is unknown, and so is every sum that it
/// would be part of: never 0.
public final class Prices {
  /// How the vendor counts sound, in tokens a second.
  private static final int TOKENS_IN = 10;
  private static final int TOKENS_OUT = 20;

  private final @Nullable LocalDate date;
  private final Map<String, Tariff> models;

  private Prices(@Nullable LocalDate date, Map<String, Tariff> models) {
    this.date = date;
    this.models = Map.copyOf(models);
  }

  /// The table that the program brings along: the vendor's list prices.
  public static Prices builtIn() {
    return Table.BUILT_IN;
  }

  /// The table that the program brings along, with the models of a file in its place or beside it. The file is JSON,
  /// dollars for a million tokens and for a minute:
  ///
  /// ```json
  /// {"date": "2026-11-22",
  ///  "models": {
  ///    "gpt-realtime": {
  ///      "snapshots": ["gpt-realtime-2025-08-28"],
  ///      "text": {"in": 4, "cached": 0.4, "out": 16},
  ///      "audio": {"in": 32, "cached": 0.4, "out": 64},
  ///      "image": {"in": 5, "cached": 0.5}},
  ///    "gpt-realtime-whisper": {"minute": 0.017}}}
  /// ```
  ///
  /// A snapshot costs what its model costs. Of a model, everything may be left out; `date` may be too.
  ///
  /// @throws IllegalArgumentException when something in the file is not as it has to be, in a clause that names it
  /// @throws IOException              when it cannot be read
  public static Prices of(Path file) throws IOException {
    Table table = Table.read(Files.readAllBytes(file));
    Map<String, Tariff> models = new HashMap<>(builtIn().models);
    models.putAll(table.models());
    return new Prices(table.date(), models);
  }

  /// The day on which the prices were so; `null` when a file's author did not say.
  public @Nullable LocalDate date() {
    return date;
  }

  /// Dollars for a response and for the transcript of what the user said; `null` when that is not known.
  ///
  /// @param model         what answered, as the server names it
  /// @param usage         `null` when the server did not tell; [Usage#NOTHING] when nothing answered
  /// @param transcriber   the transcriber's model, `null` without one
  /// @param transcription what the transcriber used, `null` when the server did not tell
  public @Nullable Double cost(@Nullable String model, @Nullable Usage usage, @Nullable String transcriber,
      @Nullable Usage transcription) {
    Double answered = cost(model, usage);
    if (transcriber == null || answered == null)
      return answered;
    Double transcribed = cost(transcriber, transcription);
    return transcribed == null ? null : Double.valueOf(answered + transcribed);
  }

  /// Dollars for what a model used; `null` when that is not known.
  public @Nullable Double cost(@Nullable String model, @Nullable Usage usage) {
    if (usage == null)
      return null;
    if (usage.equals(Usage.NOTHING))
      return 0.0;
    return tariff(model).of(usage);
  }

  /// Dollars for speech of that length and an answer of that length, when nothing is cached and nothing but sound is
  /// counted; `null` when that is not known.
  public @Nullable Double estimate(@Nullable String model, double inputSeconds, double outputSeconds) {
    return tariff(model).of(estimate(inputSeconds, outputSeconds));
  }

  /// Tokens for speech of that length and an answer of that length.
  public static Usage estimate(double inputSeconds, double outputSeconds) {
    return new Usage(0, tokens(inputSeconds, TOKENS_IN), 0, 0, 0, 0, 0, tokens(outputSeconds, TOKENS_OUT), 0);
  }

  /// A token that has begun is one.
  private static long tokens(double seconds, int perSecond) {
    return (long) Math.ceil(seconds * perSecond);
  }

  private Tariff tariff(@Nullable String model) {
    Tariff tariff = model == null ? null : models.get(model);
    return tariff == null ? Tariff.UNKNOWN : tariff;
  }

  /// A table as it is written.
  private record Table(@Nullable LocalDate date, Map<String, Tariff> models) {
    static final Prices BUILT_IN = builtIn();

    static Table read(byte[] utf8) {
      PriceReading reading = new PriceReading();
      reading.read(utf8);
      return new Table(reading.date(), reading.models());
    }

    private static Prices builtIn() {
      try (InputStream in = Prices.class.getResourceAsStream("prices.json")) {
        if (in == null)
          throw new IllegalStateException("no prices.json");
        Table table = read(in.readAllBytes());
        return new Prices(table.date, table.models);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
