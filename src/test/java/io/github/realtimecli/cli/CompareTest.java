package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {
  @TempDir
  private Path temporary;
  private Path before = Path.of("");
  private Path now = Path.of("");

  @BeforeEach
  void makeTwoRuns() throws IOException {
    before = temporary.toRealPath().resolve("before");
    now = temporary.toRealPath().resolve("now");
    item(before, "same", "answered", 500, "Hello, there!", "0.01");
    item(now, "same", "answered", 599, "hello there", "0.012");
    item(before, "slow", "answered", 500, "One two three", "0.01");
    item(now, "slow", "answered", 601, "One two three", "0.01");
    item(before, "fast", "answered", 500, "yes", "0.01");
    item(now, "fast", "answered", 200, "no", "0.02");
    item(before, "lost", "answered", 500, "yes", "0.01");
    ReportTest.row(now.resolve("lost.json"), "lost.wav", "timed_out", "\"error\":\"nothing \\u001b[31mwas heard\"");
    ReportTest.row(before.resolve("found.json"), "found.wav", "refused", "\"error\":\"no\"");
    item(now, "found", "answered", 500, "yes", "0.01");
    item(before, "gone", "answered", 500, "yes", "0.01");
    item(now, "new", "answered", 500, "yes", "0.01");
  }

  @Test
  void saysWhatChangedTheWorstFirst() {
    Run run = Run.of("compare", before.toString(), now.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("""
                                               before          now
        items                                       6            6
        answered                                    5            5
        p50 commit to first audio              500 ms       500 ms      same
        p95 commit to first audio              500 ms       601 ms   +20.2 %
        p99 commit to first audio              500 ms       601 ms   +20.2 %
        cost                                  ≥ $0.05     ≥ $0.062

        not answered any more: 1
          lost.wav  timed out: nothing �[31mwas heard

        slower by more than 20%: 1
          slow.wav   500 ms →  601 ms  +20.2 %

        other words: 1
          fast.wav  1 of 1 words differ

        dearer by more than 20%: 1
          fast.wav  $0.01 → $0.02  +100.0 %

        answered again: 1
          found.wav  was refused: no

        faster by more than 20%: 1
          fast.wav   500 ms →  200 ms  -60.0 %

        new: 1
          new.wav  answered

        gone: 1
          gone.wav  answered
        """);
  }

  @Test
  void saysThatNothingChanged() {
    Run run = Run.of("compare", before.toString(), before.toString(), "--max-failed", "0", "--max-slower", "0",
        "--fail-if", "ratio_timed_out>1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("\n\nnothing changed\n");
  }

  @Test
  void tellsPrograms() {
    Run run = Run.of("compare", "--json", before.toString(), now.toString(), "--slower-than", "50ms");
    assertThat(run.out()).hasLineCount(1)
        .startsWith(
            "{\"schema\":1,\"common\":5,\"metric\":\"commit_to_first_audio\",\"counts\":{\"failed\":1,\"slower\":2,"
                + "\"changed\":1,\"dearer\":1,\"recovered\":1,\"faster\":1,\"cheaper\":0,\"appeared\":1,\"vanished\":1},"
                + "\"before\":{\"schema\":1,")
        .contains("{\"file\":\"fast.wav\",\"changes\":[\"changed\",\"dearer\",\"faster\"],"
            + "\"before\":{\"outcome\":\"answered\",\"error\":null,\"latency_ms\":500,\"cost_usd\":0.01},"
            + "\"now\":{\"outcome\":\"answered\",\"error\":null,\"latency_ms\":200,\"cost_usd\":0.02},"
            + "\"words_changed\":1}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "--max-failed 0              | --max-failed 0 missed: there are 1",
      "--max-slower 0              | --max-slower 0 missed: there are 1",
      "--max-changed 0             | --max-changed 0 missed: there are 1",
      "--max-vanished 0            | --max-vanished 0 missed: there are 1",
      "--fail-if newly_failed>0    | --fail-if missed: newly_failed>0: it is 1",
      "--fail-if timed_out>0       | --fail-if missed: timed_out>0: it is 1",
      "--fail-if delta_timed_out>0 | --fail-if missed: delta_timed_out>0: it is 1",
      "--fail-if delta_p95_commit_to_first_audio>100 | --fail-if missed: delta_p95_commit_to_first_audio>100: it is 101",
      "--fail-if ratio_p95_commit_to_first_audio>1.2 | --fail-if missed: ratio_p95_commit_to_first_audio>1.2: it is 1.202",
      "--fail-if delta_p95_done>9  | --fail-if missed: delta_p95_done>9: there is no data, which counts as missed"})
  void endsWithEightForAThresholdThatWasMissed(String options, String sentence) {
    Run run = Run.of(("compare " + before + " " + now + " " + options).split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.ITEMS);
    assertThat(run.err()).isEqualTo(sentence + "\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "RUN                         | two runs are compared, not 1",
      "RUN RUN RUN                 | two runs are compared, not 3",
      "RUN RUN --metric speed      | --metric: 'speed' is not measured",
      "RUN RUN --slower-than 20    | --slower-than: '20' is neither a percentage nor a time",
      "RUN RUN --dearer-than 20ms  | --dearer-than: a price grows by a percentage",
      "RUN RUN --max-failed some   | --max-failed: 'some' is not a whole number from 0 to 1000000000",
      "RUN RUN --fail-if faster    | --fail-if: 'faster' is not METRIC OP NUMBER with one of > >= < <= == !=",
      "RUN RUN --fail-if delta_x>1 | --fail-if: there is no figure 'delta_x'; there are newly_failed, slower, "})
  void saysWhatCannotBe(String options, String sentence) {
    Run run = Run.of(("compare " + options.replace("RUN", before.toString())).split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + sentence).hasLineCount(2);
  }

  @Test
  void comparesWhatIsWholeOfARun() throws IOException {
    Path broken = Files.writeString(now.resolve("same.json"), "{");
    Run run = Run.of("compare", before.toString(), now.toString());
    assertThat(run.err()).isEqualTo("left out: " + broken + " is not a whole JSON object\n");
    assertThat(run.out()).contains("gone: 2\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void showsTheWorstOfManyOrAll() throws IOException {
    for (int i = 0; i < 30; i++) {
      item(before, "many/%02d".formatted(i), "answered", 100, "yes", "0.01");
      item(now, "many/%02d".formatted(i), "answered", 300 + i, "yes", "0.01");
    }
    String all = Run.of("compare", before.toString(), now.toString(), "--all").out();
    String some = Run.of("compare", before.toString(), now.toString()).out();
    assertThat(some).contains("slower by more than 20%: 31\n  many/29.wav   100 ms →  329 ms  +229.0 %\n",
        "  and 11 more (--all)\n").doesNotContain("slow.wav");
    assertThat(all).contains("  slow.wav      500 ms →  601 ms  +20.2 %\n").doesNotContain("more (--all)");
  }

  private static void item(Path run, String name, String outcome, int millis, String words, String cost)
      throws IOException {
    ReportTest.row(run.resolve(name + ".json"), name + ".wav", outcome,
        "\"cost_usd\":%s,\"reply\":{\"transcript\":\"%s\"},\"latency_ms\":{\"commit_to_first_audio\":%d}"
            .formatted(cost, words, millis));
  }
}
