package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WerTest {
  @Test
  void countsEveryKindOfError() {
    assertThat(Wer.of("the cat sat on the mat", "the cat sit on mat now")).isEqualTo(new Wer(1, 1, 1, 6));
    assertThat(Wer.of("a b c", "a b c")).isEqualTo(new Wer(0, 0, 0, 3));
    assertThat(Wer.of("a b c", "")).isEqualTo(new Wer(0, 3, 0, 3));
    assertThat(Wer.of("a", "x a y")).isEqualTo(new Wer(0, 0, 2, 1));
    assertThat(Wer.of("a b c d", "b c d")).isEqualTo(new Wer(0, 1, 0, 4));
  }

  @Test
  void hasNoRateWithoutAReference() {
    assertThat(Wer.of("", "hello there")).isEqualTo(new Wer(0, 0, 2, 0));
    assertThat(Wer.of("…", "hello").rate()).isNull();
    assertThat(Wer.of("one two", "three four five").rate()).isEqualTo(1.5);
  }

  @Test
  void isNeverMoreThanWordsOfEitherSideAndNeverLessThanTheirDifference() {
    var texts = List.of("", "a", "a a b", "b a", "c d e f", "a b a b a b");
    for (String reference : texts)
      for (String heard : texts) {
        Wer wer = Wer.of(reference, heard);
        int longer = Math.max(Wer.words(reference).size(), Wer.words(heard).size());
        assertThat(wer.errors()).isEqualTo(Wer.of(heard, reference).errors())
            .isBetween((long) Math.abs(Wer.words(reference).size() - Wer.words(heard).size()), (long) longer);
      }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Don’t - STOP!                | dont stop",
      "it costs 1,000 or 3.5        | it costs 1000 or 3.5",
      "end. Next, please            | end next please",
      "twenty-five % (approx.)      | twenty five approx",
      "ﬁne ＡＢＣ １２              | fine abc 12",
      "Größe ÉTÉ                    | größe été",
      "e\u0301te\u0301              | été",
      "東京は 3                     | 東 京 は 3",
      "नमस्ते दुनिया                    | नमस्ते दुनिया",
      "\"'quoted'\"                  | quoted",
      "2. 5 and .5                  | 2 5 and 5"})
  void comparesWordsAndNotTheirSpelling(String text, String words) {
    assertThat(Wer.words(text)).containsExactly(words.split(" "));
  }

  @Test
  void comparesALongTalkInLittleMemory() {
    String talk = "one two three four five six seven eight nine ten ".repeat(300);
    assertThat(Wer.of(talk, talk.replaceFirst("five", "fife"))).isEqualTo(new Wer(1, 0, 0, 3000));
  }
}
