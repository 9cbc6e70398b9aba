package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.report.Threshold.Verdict;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
  @ParameterizedTest
  @CsvSource({
      "p95_done>200, p95_done>200: it is 300.5", "p50_done > 100, p50_done>100: it is 200",
      "min_done<=100, min_done<=100: it is 100", "max_done>=300.5, max_done>=300.5: it is 300.5",
      "mean_done!=1e2, mean_done!=1e2: it is 200.166667", "answered==3, answered==3: it is 3",
      "failed>0, failed>0: it is 1", "failure_rate>24%, failure_rate>24%: it is 0.25",
      "refused>.5, refused>.5: it is 1", "items<5, items<5: it is 4", "cost_usd>0.05, cost_usd>0.05: it is 0.06",
      "wer>10%, wer>10%: it is 0.125", "max_pacing_p99>3, max_pacing_p99>3: it is 4",
      "P95_DONE>200, P95_DONE>200: it is 300.5"})
  void isMissedWhenItsComparisonHolds(String expression, String sentence) {
    assertThat(Threshold.ofRun(expression).judge(run())).isEqualTo(new Verdict.Missed(sentence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p99_done>300.5", "failed>1", "failure_rate>=26%", "answered!=3", "wer>0.125",
      "cost_usd<0.06", "timed_out>0", "sent_ms<4000", "received_ms>0"})
  void isKeptOtherwise(String expression) {
    assertThat(Threshold.ofRun(expression).judge(run())).isEqualTo(new Verdict.Kept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"p95_speech_end_to_first_audio>1200", "p95_upload<1", "mean_connect!=0"})
  void isMissedWithoutData(String expression) {
    assertThat(Threshold.ofRun(expression).judge(run()))
        .isEqualTo(new Verdict.Missed(expression + ": there is no data, which counts as missed"));
    assertThat(Threshold.ofRun("cost_usd>9").judge(withUnknownCost()))
        .isEqualTo(new Verdict.Missed("cost_usd>9: there is no data, which counts as missed"));
    assertThat(Threshold.ofRun("failure_rate>0").judge(new Summary()))
        .isEqualTo(new Verdict.Missed("failure_rate>0: there is no data, which counts as missed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p95_done", "p95_done=>3", "p95_done>", ">3", "p95_done>3>4", "p95 done>3", "p95_done>1.2.3",
      "p95_done>3ms", "p95_done>NaN", ""})
  void mustBeAComparison(String expression) {
    assertThatThrownBy(() -> Threshold.ofRun(expression)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + expression + "' is not METRIC OP NUMBER with one of > >= < <= == !=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p95_latency", "p90_done", "done", "p95_", "_done", "speed"})
  void listsWhatCanBeNamed(String metric) {
    assertThatThrownBy(() -> Threshold.ofRun(metric + ">3")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no figure '" + metric + "'; there are items, answered, refused, ")
        .hasMessageContaining("failure_rate, wer, cost_usd, ")
        .hasMessageContaining("p50|p95|p99|min|max|mean followed by _ and connect, ")
        .hasMessageEndingWith("done, pacing_p50, pacing_p99, pacing_max");
  }

  private static Summary run() {
    Summary run = new Summary();
    double[] done = {300.5, 100, 200};
    for (double millis : done)
      run.add(ReadingTest.row("""
          {"schema":1,"file":"%s.wav","outcome":"answered","cost_usd":0.02,"sent":{"audio_ms":1333.5},
           "wer":{"errors":1,"words":8},"latency_ms":{"done":%s},"pacing_ms":{"p99":4}}"""
          .formatted(millis, String.format(Locale.ROOT, "%.1f", millis))));
    run.add(ReadingTest.row("""
        {"schema":1,"file":"r.wav","outcome":"refused","cost_usd":0,"latency_ms":{"done":9999}}"""));
    return run;
  }

  private static Summary withUnknownCost() {
    Summary run = run();
    run.add(ReadingTest.row("{\"schema\":1,\"file\":\"u.wav\",\"outcome\":\"answered\",\"cost_usd\":null}"));
    return run;
  }
}
