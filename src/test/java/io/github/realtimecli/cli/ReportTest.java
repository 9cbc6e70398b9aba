package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.report.FakeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final List<String> REPORTS = List.of("results.jsonl", "results.csv", "junit.xml", "summary.json",
      "report.html");

  @TempDir
  private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void findTheFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void makesTheReportsOfARun() throws IOException {
    Path run = fake("run", 0, 3);
    Run report = Run.of("report", run.toString());
    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(report.out()).startsWith("3 of 3 answered\n")
        .contains("\nspeech end to first audio  p50 763 ms, p95 779 ms, p99 779 ms of 3\n")
        .endsWith("\nreports                    " + run.resolve("report.html") + "\n");
    assertThat(REPORTS).allMatch(name -> Files.exists(run.resolve(name)));
  }

  @Test
  void printsTheSummaryAsOneObject() throws IOException {
    Run report = Run.of("report", "--json", fake("run", 0, 3).toString());
    assertThat(report.out()).startsWith("{\"schema\":1,\"items\":3,\"failed\":0,").endsWith("}\n").hasLineCount(1);
    assertThat(report.err()).isEmpty();
  }

  @Test
  void bringsShardsTogetherWithoutATrace() throws IOException {
    Path one = fake("one", 0, 24);
    Path questions = folder.resolve("questions");
    FakeRun.speak(one, questions, 0, 24);
    for (int i = 0; i < 24; i++)
      FakeRun.speak(fake("s" + i % 3, i, i + 1), questions, i, i + 1);
    String all = folder.resolve("all").toString();
    Run alone = Run.of("report", one.toString(), "--wavs", questions.toString());
    Run merged = Run.of("report", folder.resolve("s1").toString(), folder.resolve("s0").toString(),
        folder.resolve("s2").toString(), "-o", all, "--wavs", questions.toString());
    assertThat(merged.err()).isEmpty();
    assertThat(merged.out()).isEqualTo(alone.out().replace(one.toString(), all));
    assertThat(merged.exitCode()).isEqualTo(alone.exitCode()).isEqualTo(ExitCode.ITEMS);
    theSame(one, Path.of(all));
    // the folder is a run of its own now, which knows where the questions are
    Files.move(folder.resolve("s1"), folder.resolve("elsewhere"));
    Run again = Run.of("report", all);
    assertThat(again.out()).isEqualTo(merged.out());
    theSame(one, Path.of(all));
    assertThat(Files.readString(one.resolve("report.html"))).contains("\"../questions/billing/caller-0000.wav\"",
        "\"billing/caller-0000.reply.wav\"");
  }

  @Test
  void usesTheAnsweredOneOfTwoAndSaysSo() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    row(a.resolve("q.json"), "q.wav", "refused");
    row(b.resolve("q.json"), "q.wav", "answered");
    Run report = Run.of("report", a.toString(), b.toString(), "-o", folder.resolve("all").toString());
    assertThat(report.err()).isEqualTo("q.wav is there twice: " + b.resolve("q.json") + " is used, "
        + a.resolve("q.json") + " is not\n");
    assertThat(report.out()).startsWith("1 of 1 answered\n");
    assertThat(report.exitCode()).isZero();
  }

  @Test
  void goesOnPastADamagedItem() throws IOException {
    Path run = fake("run", 0, 3);
    Path broken = Files.writeString(run.resolve("broken.json"), "{\"schema\":1,");
    Run report = Run.of("report", run.toString());
    assertThat(report.out()).startsWith("3 of 3 answered\n");
    assertThat(report.err()).isEqualTo("left out: " + broken + " is not a whole JSON object\n");
    assertThat(report.exitCode()).isEqualTo(ExitCode.ITEMS);
  }

  @Test
  void endsWithEightForAThresholdThatWasMissed() throws IOException {
    String run = fake("run", 0, 3).toString();
    assertThat(Run.of("report", run, "--fail-if", "failed>0", "--fail-if", "p95_done>9e9").exitCode()).isZero();
    Run report = Run.of("report", run, "--fail-if", "answered == 3", "--fail-if", "wer>5%", "--fail-if", "items<1");
    assertThat(report.exitCode()).isEqualTo(ExitCode.ITEMS);
    assertThat(report.err()).isEqualTo("--fail-if missed: answered==3: it is 3\n");
  }

  @Test
  void refusesTwoRecordingsUnderOneNameBeforeAnythingIsTouched() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    row(a.resolve("q.json"), "q.wav", "answered");
    row(b.resolve("q.json"), "q.aiff", "answered");
    Run report = Run.of("report", a.toString(), b.toString(), "-o", a.toString());
    assertThat(report.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(report.err()).isEqualTo("""
        error: the results of 'q.aiff' and of 'q.wav' have the same name, q.json
        hint: report on these runs one by one
        """);
    assertThat(Files.readString(a.resolve("q.json"))).contains("q.wav");
    assertThat(a.resolve("results.csv")).doesNotExist();
  }

  @Test
  void tellsOfResultsThatAFolderHoldsBesides() throws IOException {
    Path all = fake("all", 5, 8);
    Run report = Run.of("report", fake("a", 0, 2).toString(), fake("b", 2, 4).toString(), "-o", all.toString());
    assertThat(report.err())
        .isEqualTo("warning: " + all + " holds 3 more results, which are not in these reports\n");
    assertThat(Files.readAllLines(all.resolve("results.jsonl"))).hasSize(4);
  }

  @Test
  void saysWhatCannotBe() throws IOException {
    Path run = fake("run", 0, 1);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(ExitCode.USAGE, "no run is named", "report");
    refused(ExitCode.USAGE, "several runs need -o: a folder for what they are together", "report", run.toString(),
        empty.toString());
    refused(ExitCode.INPUT, "there is no folder 'nowhere'", "report", "nowhere");
    refused(ExitCode.INPUT, "'" + file + "' is no folder", "report", file.toString());
    refused(ExitCode.INPUT, "there are no results in " + empty, "report", empty.toString());
    refused(ExitCode.USAGE, "--wavs: nowhere is no folder", "report", run.toString(), "--wavs", "nowhere");
    refused(ExitCode.USAGE, "-o: " + run.resolve("x") + " lies inside of " + run, "report", run.toString(), "-o",
        run.resolve("x").toString());
    refused(ExitCode.USAGE, "--fail-if: 'soon' is not METRIC OP NUMBER with one of > >= < <= == !=", "report",
        run.toString(), "--fail-if", "soon");
    refused(ExitCode.OUR_FAULT, "the reports cannot be written: ", "report", run.toString(), "-o",
        file.resolve("x").toString());
    assertThat(run.resolve("x")).doesNotExist();
  }

  private static void refused(int exitCode, String sentence, String... args) {
    Run run = Run.of(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + sentence).containsPattern("\nhint: .+\n$").hasLineCount(2);
  }

  private static void theSame(Path one, Path other) {
    for (String name : REPORTS)
      assertThat(other.resolve(name)).as(name).hasSameBinaryContentAs(one.resolve(name));
  }

  private Path fake(String name, int from, int to) throws IOException {
    Path run = folder.resolve(name);
    FakeRun.write(run, from, to, 1);
    return run;
  }

  static void row(Path json, String file, String outcome) throws IOException {
    row(json, file, outcome, "\"model\":null");
  }

  static void row(Path json, String file, String outcome, String more) throws IOException {
    Files.createDirectories(json.getParent());
    Files.writeString(json,
        "{\"schema\":1,\"file\":\"%s\",\"outcome\":\"%s\",%s}\n".formatted(file, outcome, more));
  }
}
