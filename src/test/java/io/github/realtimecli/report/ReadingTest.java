package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  @TempDir
  private Path folder;

  @Test
  void keepsWhatItDoesNotKnowAsItWasWritten() {
    Row row = row("""
        {
          "schema": 1, "file": "a b.wav", "outcome": "answered",
          "new": {"list": [1, 2.50, {"x": " \\" \\\\"}], "big": 123456789012345678901234567890.10}
        }
        """);
    assertThat(row.line()).isEqualTo("{\"schema\":1,\"file\":\"a b.wav\",\"outcome\":\"answered\","
        + "\"new\":{\"list\":[1,2.50,{\"x\":\" \\\" \\\\\"}],\"big\":123456789012345678901234567890.10}}");
    assertThat(Reading.of(row.line())).hasToString(row.line());
  }

  @Test
  void takesAMemberOfAnotherTypeForUnknown() {
    Row row = row("""
        {"schema":1,"file":"a.wav","outcome":"answered","error":7,"cost_usd":"free","attempts":null,
         "latency_ms":[1],"reply":{"transcript":{"text":"x"},"audio_ms":1e999},"reply.path":"/etc/passwd"}""");
    assertThat(row.text("error")).isNull();
    assertThat(row.cost()).isNull();
    assertThat(row.number("attempts")).isNull();
    assertThat(row.number("latency_ms.done")).isNull();
    assertThat(row.text("reply.transcript")).isNull();
    assertThat(row.number("reply.audio_ms")).isNull();
    assertThat(row.text("reply.path")).isNull();
    assertThat(row.wer()).isNull();
  }

  @Test
  void knowsThatWhatWasNotSentCostsNothing() {
    assertThat(row("{\"schema\":1,\"file\":\"a\",\"outcome\":\"unreadable\"}").cost()).isZero();
    assertThat(row("{\"schema\":1,\"file\":\"a\",\"outcome\":\"refused\",\"sent\":{\"bytes\":0}}").cost()).isZero();
    assertThat(row("{\"schema\":1,\"file\":\"a\",\"outcome\":\"refused\",\"sent\":{\"bytes\":9}}").cost()).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "``                                               | is empty",
      "[]                                               | is not a whole JSON object",
      "{\"schema\":1,\"file\":\"a.wav\",\"outc          | is not a whole JSON object",
      "{\"schema\":1,\"file\":\"a\",\"outcome\":\"x\"}} | is not a whole JSON object",
      "{\"schema\":1,\"file\":\"a\",\"outcome\":NaN}    | is not a whole JSON object",
      "{\"schema\":1,\"file\":7,\"outcome\":\"x\"}      | names no file or no outcome",
      "{\"schema\":1,\"file\":\"\",\"outcome\":\"x\"}   | names no file or no outcome",
      "{\"schema\":1,\"file\":\"a\"}                    | names no file or no outcome",
      "{\"file\":\"a\",\"outcome\":\"x\"}               | names no schema",
      "{\"schema\":2,\"file\":\"a\",\"outcome\":\"x\"}  | is of another schema than 1, which is all that this version reads"})
  void saysWhatIsWrong(String json, String why) {
    assertThat(Reading.of(json == null ? "" : json)).isEqualTo(new Reading.Damaged(why));
  }

  @Test
  void leavesTheJsonOfOthersAlone() {
    assertThat(Reading.of("{\"name\":\"package\",\"version\":1}")).isEqualTo(new Reading.Foreign());
  }

  @Test
  void survivesAFileOfAnyBytes() throws IOException {
    Path file = folder.resolve("a.json");
    assertThat(Reading.of(file)).isEqualTo(new Reading.Damaged("cannot be read"));
    Files.write(file, new byte[]{'{', (byte) 0xff, (byte) 0xfe, 0});
    assertThat(Reading.of(file)).isEqualTo(new Reading.Damaged("is not UTF-8"));
    Files.writeString(file, "[".repeat(100_000));
    assertThat(Reading.of(file)).isEqualTo(new Reading.Damaged("is not a whole JSON object"));
    Files.writeString(file, "{\"a\":".repeat(100_000));
    assertThat(Reading.of(file)).isEqualTo(new Reading.Damaged("is not a whole JSON object"));
    Files.write(file, new byte[4096]);
    assertThat(Reading.of(file)).isEqualTo(new Reading.Damaged("is not a whole JSON object"));
  }

  @Test
  void readsEveryPrefixOfARowAsDamaged() {
    String json = FakeRun.row(3, 1);
    assertThat(Reading.of(json)).isInstanceOf(Row.class);
    for (int i = 1; i < json.length(); i++)
      assertThat(Reading.of(json.substring(0, i))).isInstanceOf(Reading.Damaged.class);
  }

  static Row row(String json) {
    assertThat(Reading.of(json)).isInstanceOf(Row.class);
    return (Row) Reading.of(json);
  }
}
