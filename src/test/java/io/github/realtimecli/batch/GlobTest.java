package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "*.wav          | q.wav       | true", "*.wav          | a/b/q.wav   | true",
      "*.wav          | q.wave      | false",
      "q?.wav         | a/q1.wav    | true", "q?.wav         | a/q12.wav   | false",
      "de             | de/q.wav    | true",
      "de             | a/de/q.wav  | true", "de             | a/den/q.wav | false",
      "de/*.wav       | de/q.wav    | true",
      "de/*.wav       | x/de/q.wav  | false", "de/*.wav       | de/x/q.wav  | false",
      "de/**/*.wav    | de/q.wav    | true",
      "de/**/*.wav    | de/x/y/q.wav | true", "**/*.wav       | q.wav       | true",
      "de/**          | de/x/y.au   | true",
      "d[ae]/q.wav    | da/q.wav    | true", "d[!ae]/q.wav   | da/q.wav    | false",
      "d[!ae]/q.wav   | db/q.wav    | true",
      "[a-c].wav      | b.wav       | true", "*.{wav,aiff}   | q.aiff      | true",
      "*.{wav,aiff}   | q.au        | false",
      "a+b (1).wav    | a+b (1).wav | true", "a,b.wav        | a,b.wav     | true",
      "x\\*.wav       | x*.wav      | true",
      "x\\*.wav       | xy.wav      | false", "de             | de.wav      | false",
      "a}              | a}          | true"})
  void fits(String pattern, String path, boolean fits) {
    assertThat(Glob.of(pattern).covers(path)).isEqualTo(fits);
  }

  @Test
  void ofAPathDoesNotFitDeeperNames() {
    assertThat(Glob.ofPath("*.wav").covers("q.wav")).isTrue();
    assertThat(Glob.ofPath("*.wav").covers("a/q.wav")).isFalse();
    assertThat(Glob.ofPath("2026-*").covers("2026-11/a/q.wav")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a.wav", "{a,b.wav", "[b-a].wav", "x["})
  void refusesWhatIsNone(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(PlanException.class).hasMessageContaining(pattern);
  }

  @Test
  void selectsWhatIsIncludedAndNotExcluded() {
    Selection selection = Selection.of(List.of("*.wav", "de"), List.of("old", "de/x*"));
    assertThat(selection.takes("a/q.wav")).isTrue();
    assertThat(selection.takes("de/q.au")).isTrue();
    assertThat(selection.takes("q.au")).isFalse();
    assertThat(selection.takes("old/q.wav")).isFalse();
    assertThat(selection.takes("a/old/b/q.wav")).isFalse();
    assertThat(selection.takes("de/x1.wav")).isFalse();
    assertThat(Selection.ALL.takes("anything")).isTrue();
  }
}
