package io.github.realtimecli.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures worked out by hand from the vendor's list of 2026-11-22.
class PricesTest {
  /// 119 text in, 64 of them cached; 13 audio in; 30 text and 91 audio out.
  private static final Usage TURN = new Usage(119, 13, 0, 64, 0, 0, 30, 91, 0);

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({
      // 55·4 + 64·0.4 + 30·24 + 13·32 + 91·64 millionths
      "gpt-realtime-2.1, 0.0072056", "gpt-realtime-2, 0.0072056",
      // 55·0.6 + 64·0.06 + 30·2.4 + 13·10 + 91·20
      "gpt-realtime-2.1-mini, 0.00205884", "gpt-realtime-mini, 0.00205884",
      // 55·4 + 64·0.4 + 30·16 + 13·32 + 91·64
      "gpt-realtime-1.5, 0.0069656", "gpt-realtime, 0.0069656"})
  void a_turn_costs_what_its_tokens_cost(String model, double dollars) {
    assertThat(Prices.builtIn().cost(model, TURN)).isCloseTo(dollars, within(1e-12));
  }

  @Test
  void cached_tokens_are_among_the_others_and_cheaper() {
    // 10·4 + 90·0.4 + 200·32 + 800·0.4 + 20·5 + 30·0.5
    Usage usage = new Usage(100, 1000, 50, 90, 800, 30, 0, 0, 0);
    assertThat(Prices.builtIn().cost("gpt-realtime-2.1", usage)).isCloseTo(0.006911, within(1e-12));
    // 10·0.6 + 90·0.06 + 200·10 + 800·0.3 + 20·0.8 + 30·0.08
    assertThat(Prices.builtIn().cost("gpt-realtime-2.1-mini", usage)).isCloseTo(0.0022698, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"gpt-realtime-2025-08-28, gpt-realtime", "gpt-realtime-mini-2025-12-15, gpt-realtime-mini",
      "gpt-realtime-mini-2025-10-06, gpt-realtime-mini"})
  void a_snapshot_that_is_listed_costs_what_its_model_costs(String snapshot, String model) {
    assertThat(Prices.builtIn().cost(snapshot, TURN)).isEqualTo(Prices.builtIn().cost(model, TURN)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-realtime-9", "gpt-realtime-2.1-2027-01-01", "GPT-REALTIME-2.1", "my-deployment", ""})
  void a_model_that_is_not_listed_costs_nobody_knows_what(String model) {
    assertThat(Prices.builtIn().cost(model, TURN)).isNull();
    assertThat(Prices.builtIn().estimate(model, 1, 1)).isNull();
  }

  @Test
  void what_is_unknown_is_never_nothing() {
    Prices prices = Prices.builtIn();
    assertThat(prices.cost("gpt-realtime-2.1", null)).isNull();
    assertThat(prices.cost(null, TURN)).isNull();
    assertThat(prices.cost("gpt-realtime-mini", new Usage(0, 0, 1, 0, 0, 0, 0, 0, 0))).as("no price of images")
        .isNull();
    assertThat(prices.cost("gpt-realtime-2.1", new Usage(5, 0, 0, 6, 0, 0, 0, 0, 0))).as("more cached than put in")
        .isNull();
    assertThat(prices.cost("gpt-realtime-2.1", new Usage(5, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0))).as("of no kind")
        .isNull();
    assertThat(prices.cost("gpt-realtime-2.1", new Usage(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))).as("of no kind")
        .isNull();
    assertThat(prices.cost("gpt-realtime-2.1", new Usage(0, 0, 0, 0, 0, 0, 0, 0, 1))).as("no price of time").isNull();
  }

  @Test
  void nothing_costs_nothing_whoever_does_it() {
    assertThat(Prices.builtIn().cost("anybody", Usage.NOTHING)).isZero();
    assertThat(Prices.builtIn().cost(null, Usage.NOTHING, null, null)).isZero();
  }

  @Test
  void a_transcriber_is_paid_by_the_minute() {
    Usage minuteAndAHalf = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 90);
    Prices prices = Prices.builtIn();
    // 1.5 · 0.017
    assertThat(prices.cost(null, Usage.NOTHING, "gpt-realtime-whisper", minuteAndAHalf)).isCloseTo(0.0255,
        within(1e-12));
    assertThat(prices.cost("gpt-realtime-2.1", TURN, "gpt-live-transcribe", minuteAndAHalf)).isCloseTo(0.0327056,
        within(1e-12));
    assertThat(prices.cost("gpt-realtime-2.1", TURN, null, null)).isCloseTo(0.0072056, within(1e-12));
    assertThat(prices.cost("gpt-realtime-2.1", TURN, "whisper-1", minuteAndAHalf)).isNull();
    assertThat(prices.cost("gpt-realtime-2.1", TURN, "gpt-realtime-whisper", null)).isNull();
    assertThat(prices.cost("gpt-realtime-2.1", TURN, "gpt-realtime-whisper", TURN)).as("billed in tokens").isNull();
    assertThat(prices.cost("anybody", TURN, "gpt-realtime-whisper", minuteAndAHalf)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"gpt-realtime-2.1, 60, 0, 0.0192", "gpt-realtime-2.1, 0, 60, 0.0768",
      "gpt-realtime-2.1-mini, 60, 60, 0.03",
      "gpt-realtime-2.1, 0.01, 0, 0.000032", "gpt-realtime-2.1, 0, 0, 0"})
  void speech_is_estimated_by_its_length(String model, double in, double out, double dollars) {
    assertThat(Prices.builtIn().estimate(model, in, out)).isCloseTo(dollars, within(1e-12));
  }

  @Test
  void the_prices_have_a_day() throws IOException {
    assertThat(Prices.builtIn().date()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(prices("{'models':{}}").date()).isNull();
    assertThat(prices("{'date':'2027-01-02','models':{}}").date()).isEqualTo(LocalDate.of(2027, 1, 2));
  }

  @Test
  void a_file_adds_models_and_replaces_them_whole() throws IOException {
    Prices prices = prices("{'models':{'mine':{'audio':{'in':1,'out':2},'snapshots':['mine-1','mine-2']},"
        + "'gpt-realtime-2.1':{'text':{'in':100,'cached':100,'out':100}},'whisper-1':{'minute':0.006}}}");
    assertThat(prices.cost("mine", new Usage(0, 1_000_000, 0, 0, 0, 0, 0, 500_000, 0))).isEqualTo(2.0);
    assertThat(prices.cost("mine-2", new Usage(0, 1_000_000, 0, 0, 0, 0, 0, 500_000, 0))).isEqualTo(2.0);
    assertThat(prices.cost("mine", TURN)).as("no price of text").isNull();
    assertThat(prices.cost("gpt-realtime-2.1", TURN)).as("no price of audio any more").isNull();
    assertThat(prices.cost("gpt-realtime-2.1", new Usage(1_000_000, 0, 0, 0, 0, 0, 0, 0, 0))).isEqualTo(100.0);
    assertThat(prices.cost("gpt-realtime-2", TURN)).isEqualTo(Prices.builtIn().cost("gpt-realtime-2", TURN));
    assertThat(prices.cost("whisper-1", new Usage(0, 0, 0, 0, 0, 0, 0, 0, 60))).isEqualTo(0.006);
  }

  @Test
  void a_price_of_nothing_is_a_price() throws IOException {
    assertThat(prices("{'models':{'free':{'text':{'in':0},'audio':{'in':0}}}}").estimate("free", 60, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"{}|models is missing", "[]|the table is not an object",
      "{'models':[]}|models is not an object", "{'models':{'m':1}}|models.m is not an object",
      "{'model':{}}|model is not one of date and models",
      "{'models':{'m':{'sound':{}}}}|models.m.sound is not one of text, audio, image, minute and snapshots",
      "{'models':{'m':{'audio':{'input':1}}}}|models.m.audio.input is not one of in, cached and out",
      "{'models':{'m':{'audio':{'in':'1'}}}}|models.m.audio.in is not a price: write dollars as a number",
      "{'models':{'m':{'audio':{'in':-1}}}}|models.m.audio.in is not a price: write dollars as a number",
      "{'models':{'m':{'minute':null}}}|models.m.minute is not a price: write dollars as a number",
      "{'models':{'m':{'minute':1e999}}}|models.m.minute is not a price: write dollars as a number",
      "{'models':{'m':{'text':4}}}|models.m.text is not an object",
      "{'models':{'m':{'snapshots':[1]}}}|models.m.snapshots is not a list of models",
      "{'date':'today','models':{}}|date is not a day: write it like 2026-11-22",
      "{'date':20261122,'models':{}}|date is not a day: write it like 2026-11-22"})
  void a_mistake_is_named(String table, String problem) {
    assertThatThrownBy(() -> prices(table)).isInstanceOf(IllegalArgumentException.class).hasMessage(problem);
  }

  @Test
  void a_file_that_is_no_json_or_not_there_is_refused() {
    assertThatThrownBy(() -> prices("{'models':{")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON: ");
    assertThatThrownBy(() -> Prices.of(folder.resolve("none.json"))).isInstanceOf(NoSuchFileException.class);
  }

  private Prices prices(@Nullable String table) throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, String.valueOf(table).replace('\'', '"'));
    return Prices.of(file);
  }
}
