package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.turn.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ReportsTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource(Format.class)
  void haveTheSameBytesHoweverManyShardsMadeTheRows(Format format) throws IOException {
    Path one = Files.createDirectories(folder.resolve("one"));
    FakeRun.write(one, 0, 60, 1);
    make(List.of(one), one);
    Path merged = Files.createDirectories(folder.resolve("merged"));
    List<Path> shards = Stream.of("s2", "s0", "s1").map(folder::resolve).toList();
    for (int i = 0; i < 60; i++)
      FakeRun.write(shards.get(i % 3), i, i + 1, 1);
    make(shards, merged);
    assertThat(merged.resolve(format.file())).hasSameBinaryContentAs(one.resolve(format.file()));
    make(List.of(one), one);
    assertThat(merged.resolve(format.file())).hasSameBinaryContentAs(one.resolve(format.file()));
  }

  @Test
  void leaveNothingBehindUntilTheyAreFinished() throws IOException {
    Files.writeString(folder.resolve("junit.xml"), "before");
    try (Reports reports = Reports.in(Sounds.of(folder, null), 5)) {
      reports.add(ReadingTest.row(FakeRun.row(1, 1)));
    }
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("junit.xml"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("junit.xml"));
    }
    assertThat(folder.resolve("junit.xml")).hasContent("before");
  }

  @Test
  void sortTheRowsByTheirFile() throws IOException {
    for (String file : List.of("b.wav", "a/z.wav", "a.x.wav", "B.wav", "a.wav"))
      item(file.replace(".wav", "") + ".json", file, "answered");
    make(List.of(folder), folder);
    assertThat(Files.readAllLines(folder.resolve("results.jsonl")))
        .extracting(line -> ReadingTest.row(line).file())
        .containsExactly("B.wav", "a.wav", "a.x.wav", "a/z.wav", "b.wav");
  }

  @Test
  void tellOfNothingWhenThereIsNothing() throws IOException {
    Summary summary = make(List.of(folder), folder);
    assertThat(summary.items()).isZero();
    assertThat(folder.resolve("results.jsonl")).isEmptyFile();
    assertThat(folder.resolve("results.csv")).hasContent(CsvReport.head());
    assertThat(junit().getAttribute("tests")).isEqualTo("0");
    assertThat(folder.resolve("summary.json")).content().contains("\"failure_rate\": null", "\"cost_usd\": 0,");
  }

  @Test
  void takeTheAnsweredOneOfTwoAndSaySo() throws IOException {
    item("s1/a.json", "a.wav", "refused");
    item("s2/a.json", "a.wav", "answered");
    item("s3/a.json", "a.wav", "answered");
    item("s1/b.json", "b.wav", "timed_out");
    item("s2/b.json", "b.wav", "refused");
    Rows rows = Rows.of(Stream.of("s1", "s2", "s3").map(folder::resolve).toList());
    assertThat(rows.size()).isEqualTo(2);
    Path real = folder.toRealPath();
    assertThat(rows.twice()).containsExactly(
        new Rows.Twice("a.wav", real.resolve("s2/a.json"), real.resolve("s1/a.json")),
        new Rows.Twice("b.wav", real.resolve("s1/b.json"), real.resolve("s2/b.json")),
        new Rows.Twice("a.wav", real.resolve("s2/a.json"), real.resolve("s3/a.json")));
    make(Stream.of("s1", "s2", "s3").map(folder::resolve).toList(), folder);
    assertThat(Files.readString(folder.resolve("results.jsonl"))).containsSubsequence(
        "\"a.wav\",\"outcome\":\"answered\"",
        "\"b.wav\",\"outcome\":\"timed_out\"");
  }

  @Test
  void passOverWhatIsNoRow() throws IOException {
    FakeRun.write(folder, 0, 3, 1);
    Files.writeString(folder.resolve("broken.json"), "{\"schema\":1,\"fi");
    Files.writeString(folder.resolve("package.json"), "{\"name\":\"other\"}");
    Files.writeString(folder.resolve(".hidden.json"), "{");
    Files.writeString(Files.createDirectories(folder.resolve(".state")).resolve("a.json"), "{");
    make(List.of(folder), folder);
    Rows again = Rows.of(List.of(folder));
    assertThat(again.size()).isEqualTo(3);
    assertThat(again.damaged()).containsExactly(
        new Rows.Bad(folder.toRealPath().resolve("broken.json"), "is not a whole JSON object"));
  }

  @Test
  void goOnWhenAnItemBreaksWhileTheyAreMade() throws IOException {
    FakeRun.write(folder, 0, 5, 1);
    Rows rows = Rows.of(List.of(folder));
    Files.writeString(folder.resolve(FakeRun.name(2) + ".json"), "");
    Files.delete(folder.resolve(FakeRun.name(3) + ".json"));
    try (Reports reports = Reports.in(Sounds.of(folder, null), 5)) {
      rows.forEach((row, item) -> reports.add(row));
      assertThat(reports.finish().items()).isEqualTo(3);
    }
    assertThat(rows.damaged()).extracting(Rows.Bad::why).containsExactlyInAnyOrder("is empty", "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"})
  void writeNoFormulaIntoTheTable(String text) {
    assertThat(CsvReport.text(text)).startsWith("\"'").endsWith("\"");
  }

  @Test
  void quoteTextsInTheTable() {
    assertThat(CsvReport.text("a \"b\", c\nd")).isEqualTo("\"a \"\"b\"\", c\nd\"");
    assertThat(CsvReport.text("\u0000\u001b[31m")).isEqualTo("\"\uFFFD\uFFFD[31m\"");
    assertThat(CsvReport.text("")).isEqualTo("\"\"");
  }

  @Test
  void leaveACellEmptyForWhatIsUnknown() throws IOException {
    item("a.json", "a,b.wav", "refused");
    make(List.of(folder), folder);
    assertThat(folder.resolve("results.csv"))
        .hasContent(CsvReport.head() + "\r\n\"a,b.wav\",\"refused\"" + ",".repeat(43) + "\r\n");
    assertThat(CsvReport.head().split(",")).hasSize(45).doesNotHaveDuplicates();
  }

  @Test
  void areWhatJenkinsReads() throws Exception {
    FakeRun.write(folder, 0, 200, 1);
    item("evil.json", "x/<&\\\"'>\\u0000\\u001b\\ud800\\uffff\\n.wav", "refused");
    Summary summary = make(List.of(folder), folder);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(getClass().getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(Files.readString(folder.resolve("junit.xml")))));
    Element suite = junit();
    assertThat(suite.getAttribute("tests")).isEqualTo("201");
    assertThat(suite.getAttribute("failures"))
        .isEqualTo(Integer.toString(summary.count(Outcome.Kind.REFUSED)))
        .isEqualTo(Integer.toString(suite.getElementsByTagName("failure").getLength()));
    assertThat(suite.getAttribute("errors"))
        .isEqualTo(Integer.toString(summary.failed() - summary.count(Outcome.Kind.REFUSED)))
        .isEqualTo(Integer.toString(suite.getElementsByTagName("error").getLength()));
    Element evil = (Element) suite.getElementsByTagName("testcase").item(200);
    assertThat(evil.getAttribute("classname")).isEqualTo("x");
    assertThat(evil.getAttribute("name")).isEqualTo("<&\"'>\\u0000\\u001b\\ud800\\uffff\n.wav");
  }

  @Test
  void sumUp() throws IOException {
    item("a.json", "a.wav", "answered", "\"cost_usd\":0.1,\"sent\":{\"audio_ms\":0.1,\"bytes\":5},"
        + "\"usage\":{\"input\":{\"text\":1,\"audio\":20,\"cached\":5},\"output\":{\"text\":3,\"audio\":40}},"
        + "\"wer\":{\"errors\":1,\"words\":4,\"rate\":0.25},\"latency_ms\":{\"done\":10.5}");
    item("b.json", "b.wav", "answered", "\"cost_usd\":0.2,\"sent\":{\"audio_ms\":0.2,\"bytes\":5},"
        + "\"reply\":{\"audio_ms\":7},\"latency_ms\":{\"done\":20}");
    item("c.json", "c.wav", "refused", "\"latency_ms\":{\"done\":9999},\"sent\":{\"bytes\":0}");
    Summary summary = make(List.of(folder), folder);
    String json = Files.readString(folder.resolve("summary.json"));
    assertThat(json.replaceAll("\\s", "")).isEqualTo(SummaryJson.line(summary))
        .startsWith(
            """
                {"schema":1,"items":3,"failed":1,"failure_rate":0.333333,"outcomes":{"answered":2,"disconnected":0,\
                "interrupted":0,"refused":1,"timed_out":0,"unauthorized":0,"unreadable":0},"audio_ms":{"sent":0.3,"received":7},\
                "tokens":{"input":{"text":1,"audio":20,"cached":5},"output":{"text":3,"audio":40},"unknown_items":1},\
                "cost_usd":0.3,"cost":{"known_usd":0.3,"unknown_items":0},"wer":{"items":1,"errors":1,"words":4,"rate":0.25},\
                "latency_ms":{"connect":{"n":0,"p50":null,"p95":null,"p99":null,"min":null,"max":null,"mean":null},""")
        .contains("\"done\":{\"n\":2,\"p50\":10.5,\"p95\":20,\"p99\":20,\"min\":10.5,\"max\":20,\"mean\":15.25}");
    item("d.json", "d.wav", "answered", "\"cost_usd\":null");
    assertThat(SummaryJson.line(make(List.of(folder), folder)))
        .contains("\"cost_usd\":null,\"cost\":{\"known_usd\":0.3,\"unknown_items\":1}");
  }

  private void item(String json, String file, String outcome) throws IOException {
    item(json, file, outcome, "\"model\":null");
  }

  private void item(String json, String file, String outcome, String rest) throws IOException {
    Path path = folder.resolve(json);
    Files.createDirectories(path.getParent());
    Files.writeString(path,
        "{\"schema\":1,\"file\":\"%s\",\"outcome\":\"%s\",%s}".formatted(file, outcome, rest), StandardCharsets.UTF_8);
  }

  private Element junit() throws IOException {
    try {
      return (Element) DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(folder.resolve("junit.xml").toFile())
          .getElementsByTagName("testsuite")
          .item(0);
    } catch (javax.xml.parsers.ParserConfigurationException
        | org.xml.sax.SAXException e) {
      throw new AssertionError(e);
    }
  }

  private static Summary make(List<Path> runs, Path out) throws IOException {
    try (Reports reports = Reports.in(Sounds.of(out, null), 5)) {
      Rows.of(runs).forEach((row, item) -> reports.add(row));
      return reports.finish();
    }
  }
}
