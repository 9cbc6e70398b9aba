package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavBytes;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.batch.RunFolder;
import io.github.realtimecli.batch.Shard;
import io.github.realtimecli.report.Digests;
import io.github.realtimecli.report.Reading;
import io.github.realtimecli.report.Row;
import io.github.realtimecli.server.Behaviour;
import io.github.realtimecli.server.FaultPlan;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.server.ServerObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  @TempDir
  private Path folder;
  private Path wavs;
  private Path run;

  @BeforeEach
  void speak() throws IOException {
    wavs = folder.resolve("wavs");
    run = folder.resolve("run");
    recording("a/q1.wav", 300);
    recording("a/q2.wav", 400);
    recording("q3.wav", 500);
  }

  @Test
  void leavesARowAndAnAnswerForEveryRecordingAndReportsOnAll() throws IOException {
    Run ran = batch();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("3 of 3 answered\n").endsWith("results: " + run + "\n");
    assertThat(visible()).containsExactly("a/q1.json", "a/q1.reply.wav", "a/q2.json", "a/q2.reply.wav", "junit.xml",
        "q3.json", "q3.reply.wav", "report.html", "results.csv", "results.jsonl", "summary.json");
    assertThat(Files.readAllLines(run.resolve("results.jsonl"))).hasSize(3);
    Row row = row("a/q2");
    assertThat(row.file()).isEqualTo("a/q2.wav");
    assertThat(row.answered()).isTrue();
    assertThat(row.text("reply.path")).isEqualTo("a/q2.reply.wav");
    assertThat(row.text("reply.sha256")).isEqualTo(Digests.ofFile(run.resolve("a/q2.reply.wav")));
    assertThat(row.text("input.sha256")).isEqualTo(Digests.ofFile(wavs.resolve("a/q2.wav")));
    assertThat(row.number("sent.audio_ms")).isEqualTo(400);
    assertThat(row.number("latency_ms.speech_end_to_first_audio")).isNotNull();
  }

  @Test
  void asksNothingTwice() throws IOException {
    batch();
    List<String> before = rows();
    Run again = batch();
    assertThat(again.exitCode()).isZero();
    assertThat(again.err())
        .isEqualTo("skipped: 3 answered before, with the same recording and settings; --fresh asks again\n");
    assertThat(again.out()).startsWith("3 of 3 answered\n");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void asksAgainWhatHasChangedAndSaysWhy() throws IOException {
    recording("q4.wav", 600);
    batch();
    recording("a/q1.wav", 350);
    Files.writeString(run.resolve("a/q2.reply.wav"), "somebody else's");
    Files.writeString(run.resolve("q3.json"), "{half of");
    recording("q5.wav", 200);
    Run again = batch();
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).isEqualTo("""
        skipped: 1 answered before, with the same recording and settings
        asked again: 1 changed since, 1 with a missing or damaged answer, 1 with a damaged row
        """);
    assertThat(again.out()).startsWith("5 of 5 answered\n");
    assertThat(row("a/q1").number("sent.audio_ms")).isEqualTo(350);
    assertThat(row("a/q2").text("reply.sha256")).isEqualTo(Digests.ofFile(run.resolve("a/q2.reply.wav")));
  }

  @Test
  void doesNotMindATouchedRecording() throws IOException {
    batch();
    Files.setLastModifiedTime(wavs.resolve("q3.wav"), FileTime.fromMillis(1_000_000));
    assertThat(batch().err()).startsWith("skipped: 3 answered before");
  }

  @Test
  void asksAgainWithOtherSettingsOrWhenToldTo() throws IOException {
    batch();
    String id = row("q3").text("session_id");
    assertThat(batch("--voice", "cedar").err()).isEqualTo("asked again: 3 asked with other settings\n");
    assertThat(row("q3").text("session_id")).isNotEqualTo(id);
    assertThat(batch("--voice", "cedar", "--timeout", "50s", "-j", "1", "--retries", "1").err())
        .startsWith("skipped: 3");
    id = row("q3").text("session_id");
    assertThat(batch("--voice", "cedar", "--fresh").err()).isEmpty();
    assertThat(row("q3").text("session_id")).isNotEqualTo(id);
  }

  @Test
  void saysThatTheReportsTellOfRecordingsThatAreGone() throws IOException {
    batch();
    Files.delete(wavs.resolve("q3.wav"));
    Run again = batch();
    assertThat(again.err()).isEqualTo("""
        skipped: 2 answered before, with the same recording and settings; --fresh asks again
        1 result is of a recording that this command does not name; the reports tell of all
        """);
    assertThat(again.out()).startsWith("3 of 3 answered\n");
  }

  @Test
  void makesARowOfEveryFailure() throws IOException {
    Files.writeString(wavs.resolve("text.wav"), "no sound at all");
    Files.writeString(wavs.resolve("notes.txt"), "no recording");
    Run ran = batch();
    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(ran.out()).startsWith("3 of 4 answered, 1 unreadable\n");
    assertThat(row("text").outcome()).isEqualTo("unreadable");
    assertThat(row("text").text("error")).isEqualTo("is text");
    assertThat(batch().err()).isEqualTo("""
        skipped: 3 answered before, with the same recording and settings
        asked again: 1 not answered before
        """);
  }

  @Test
  void callsNobodyForARecordingWithoutSound() throws IOException {
    Path silent = Files.createDirectory(folder.resolve("silent"));
    Files.write(silent.resolve("nothing.wav"), WavBytes.riff().format(1, 1, 24_000, 16).data().bytes());
    AtomicInteger calls = new AtomicInteger();
    try (LocalServer server = LocalServer.start(0, 1, Behaviour.USUAL, new ServerObserver() {
      @Override
      public void came(long connection, String path) {
        calls.incrementAndGet();
      }
    })) {
      Run ran = Run.of("batch", "--url", server.uri().toString(), "-o", run.toString(), silent.toString());
      assertThat(ran.exitCode()).isEqualTo(8);
    }
    assertThat(row("nothing").text("error")).isEqualTo("holds no sound");
    assertThat(calls).hasValue(0);
  }

  @Test
  void triesAgainWhatMayPassAndKeepsWhatDoesNot() throws IOException {
    try (LocalServer server = server("refuse=503,times=2", "failed=server_error@delta=1,every=3")) {
      Run ran = Run.of("batch", "--url", server.uri().toString(), "-j", "1", "-o", run.toString(), wavs.toString());
      assertThat(ran.out()).startsWith("2 of 3 answered, 1 refused\n");
      assertThat(ran.exitCode()).isEqualTo(8);
      assertThat(Stream.of("a/q1", "a/q2", "q3").map(this::row).map(row -> row.number("attempts")))
          .containsExactly(2.0, 2.0, 1.0);
      String refused = Stream.of("a/q1", "a/q2", "q3").filter(stem -> !row(stem).answered()).findFirst().orElseThrow();
      assertThat(row(refused).outcome()).isEqualTo("refused");
      assertThat(row(refused).text("reply.path")).isEqualTo(refused + ".partial.wav");
      assertThat(visible()).contains(refused + ".partial.wav").doesNotContain(refused + ".reply.wav");
      assertThat(Run.of("batch", "--url", server.uri().toString(), "-o", run.toString(), wavs.toString()).exitCode())
          .isZero();
      assertThat(visible()).contains(refused + ".reply.wav").doesNotContain(refused + ".partial.wav");
    }
  }

  @Test
  void waitsForAServerThatLimitsIt() throws IOException {
    try (LocalServer server = server("refuse=429,retry-after=1,times=3")) {
      Run ran = Run.of("batch", "--url", server.uri().toString(), "--retries", "1", "-o", run.toString(),
          wavs.toString());
      assertThat(ran.out()).startsWith("3 of 3 answered\n");
      assertThat(Stream.of("a/q1", "a/q2", "q3").map(this::row).map(row -> row.number("attempts"))).containsOnly(2.0);
    }
  }

  @Test
  void stopsWhenTheAccountIsEmpty() throws IOException {
    for (int i = 10; i < 20; i++)
      recording("more/q" + i + ".wav", 100);
    try (LocalServer server = server("error=insufficient_quota@created")) {
      Run ran = Run.of("batch", "--url", server.uri().toString(), "-j", "2", "-o", run.toString(), wavs.toString());
      assertThat(ran.exitCode()).isEqualTo(8);
      assertThat(ran.err()).startsWith("error: the server has nothing left for us (insufficient_quota); ")
          .contains(" items were not asked\nhint: ");
      assertThat(Files.readAllLines(run.resolve("results.jsonl"))).hasSizeBetween(1, 3);
    }
  }

  @Test
  void stopsWhenNobodyIsLetIn() throws IOException {
    for (int i = 10; i < 50; i++)
      recording("more/q" + i + ".wav", 100);
    try (LocalServer server = server("refuse=401:invalid_api_key")) {
      Run ran = Run.of("batch", "--url", server.uri().toString(), "-j", "2", "-o", run.toString(), wavs.toString());
      assertThat(ran.exitCode()).isEqualTo(4);
      assertThat(Files.readAllLines(run.resolve("results.jsonl"))).hasSizeBetween(10, 12);
    }
  }

  @Test
  void stopsWhereTheUserWantsIt() throws IOException {
    for (int i = 10; i < 30; i++)
      recording("more/q" + i + ".wav", 1000);
    Run cheap = batch("--max-cost", "0.01", "-j", "1");
    assertThat(cheap.exitCode()).isEqualTo(9);
    assertThat(cheap.err()).startsWith("error: --max-cost: $0.01").contains(" are spent; ").contains("hint: ");
    int answered = Files.readAllLines(run.resolve("results.jsonl")).size();
    assertThat(answered).isBetween(2, 20);
    Run rest = batch();
    assertThat(rest.exitCode()).isZero();
    assertThat(rest.err()).startsWith("skipped: " + answered + " answered before");
    assertThat(rest.out()).startsWith("23 of 23 answered\n");
  }

  @Test
  void stopsAfterSoManyFailures() throws IOException {
    for (int i = 10; i < 30; i++)
      Files.writeString(wavs.resolve("bad" + i + ".wav"), "bad");
    Run ran = batch("--max-failures", "3", "-j", "1");
    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(ran.err()).startsWith("error: --max-failures: 3 failed; 18 items were not asked\n");
    assertThat(ran.out()).startsWith("2 of 5 answered, 3 unreadable\n");
  }

  @Test
  void stopsWhenTheTimeIsUp() throws IOException {
    recording("q4.wav", 30_000);
    Run ran = batch("--max-duration", "1ms", "-j", "1");
    assertThat(ran.exitCode()).isEqualTo(9);
    assertThat(ran.err()).startsWith("error: --max-duration: 0.001 s are over; ");
  }

  @Test
  void failsWhenABoundIsMissed() {
    Run ran = batch("--fail-if", "failed>0", "--fail-if", "p95_commit_to_first_audio > 0");
    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(ran.err()).startsWith("--fail-if missed: p95_commit_to_first_audio>0: it is ");
    assertThat(batch("-q", "--fail-if", "items<3").exitCode()).isZero();
  }

  @Test
  void comparesWhatWasHeardWithWhatWasSaid() throws IOException {
    Files.writeString(wavs.resolve("q3.txt"), "\ufeffI heard half a second of audio.\n");
    assertThat(batch().err()).startsWith("1 recording has a reference text; there is no word error rate");
    assertThat(row("q3").text("reference")).isEqualTo("I heard half a second of audio.");
    assertThat(row("q3").wer()).isNull();
    batch("--transcribe");
    assertThat(row("q3").text("heard")).isEqualTo("0.50 seconds of audio.");
    assertThat(row("q3").number("wer.errors")).isEqualTo(5);
    assertThat(row("q3").number("wer.words")).isEqualTo(7);
    assertThat(row("a/q1").text("reference")).isNull();
  }

  @Test
  void printsTheSummaryAsJson() {
    Run ran = batch("--json", "-q");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("{\"schema\":1,\"items\":3,\"failed\":0,").hasLineCount(1);
  }

  @Test
  void answersInWritingOnlyLeaveNoSound() throws IOException {
    assertThat(batch("--text").exitCode()).isZero();
    assertThat(visible()).noneMatch(name -> name.endsWith(".wav"));
    assertThat(batch("--text").err()).startsWith("skipped: 3");
  }

  @Test
  void sharesTheFolderAmongParts() throws IOException {
    for (int i = 10; i < 30; i++)
      recording("more/q" + i + ".wav", 100);
    int items = 0;
    for (int i = 1; i <= 3; i++) {
      Run ran = batch("--shard", i + "/3");
      assertThat(ran.err()).matches("shard " + i + "/3: \\d+ of 23 items\n");
      items += Integer.parseInt(ran.err().replaceAll("\\D+\\d+\\D+\\d+\\D+(\\d+) of 23 items\n", "$1"));
    }
    assertThat(items).isEqualTo(23);
    assertThat(Files.readAllLines(run.resolve("results.jsonl"))).hasSize(23);
    assertThat(batch().err()).startsWith("skipped: 23 answered before");
  }

  @Test
  void takesItsPartFromTheEnvironment() {
    Map<String, String> task = Map.of("SLURM_ARRAY_TASK_ID", "1", "SLURM_ARRAY_TASK_MIN", "0", "SLURM_ARRAY_TASK_MAX",
        "1");
    Run ran = Run.with(task, new byte[0], "batch", "--local", "-o", run.toString(), wavs.toString());
    assertThat(ran.err()).matches("shard 2/2 of Slurm's array: \\d of 3 items\n");
    Run without = Run.with(Map.of("JOB_COMPLETION_INDEX", "1"), new byte[0], "batch", "--local", "-o", run.toString(),
        wavs.toString());
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).startsWith("error: this is a task of a job array, but JOB_COMPLETIONS is not set\nhint:");
  }

  @Test
  void doesNotWorkWhereSomebodyElseDoes() throws IOException {
    try (RunFolder held = RunFolder.open(run, Shard.WHOLE)) {
      Run ran = batch();
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).startsWith("error: another run is working in " + held.path() + "\nhint: ");
    }
    assertThat(batch().exitCode()).isZero();
  }

  @Test
  void removesWhatAKilledRunLeftHalfWritten() throws IOException {
    batch();
    Files.writeString(run.resolve("a/.q1.reply.wav.4711-0.part"), "half");
    Files.writeString(run.resolve(".gone.json.4711-12.part"), "half");
    assertThat(batch().err()).contains("removed 2 unfinished files of a run that was killed\n");
    assertThat(all()).noneMatch(name -> name.endsWith(".part"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "batch -o run                          | 2 | no PATH is given",
      "batch samples                         | 2 | no folder for the results is given",
      "batch -o run -                        | 2 | a batch cannot read standard input",
      "batch --local -o run no/folder        | 3 | 'no/folder' does not exist",
      "batch --local -o run src/main/dist    | 3 | there is no recording in src/main/dist",
      "batch --local -o pom.xml samples      | 2 | -o: pom.xml is no folder",
      "batch --local -o pom.xml/run samples  | 2 | -o: pom.xml/run cannot be written",
      "batch -o run -j 0 samples             | 2 | -j: '0' is not a whole number",
      "batch -o run --shard 0/4 samples      | 2 | --shard: '0/4' is not a shard",
      "batch -o run --max-cost free samples  | 2 | --max-cost: 'free' is not an amount in dollars",
      "batch -o run --max-cost 0 samples     | 2 | --max-cost: '0' is not an amount in dollars",
      "batch -o run --max-failures 0 samples | 2 | --max-failures: '0' is not a whole number",
      "batch -o run --max-duration x samples | 2 | --max-duration: 'x' is not a duration",
      "batch -o run --fail-if slow samples   | 2 | --fail-if: 'slow' is not METRIC OP NUMBER",
      "batch -o run --fail-if slow>1 samples | 2 | --fail-if: there is no figure 'slow'",
      "batch -o run --include [ samples      | 2 | '[' is not a pattern of files",
      "batch -o run samples                  | 4 | no API key"})
  void refusesWhatCannotBeMeant(String arguments, int exitCode, String sentence) {
    Run ran = Run.of(arguments.strip().split(" +"));
    assertThat(ran.exitCode()).isEqualTo(exitCode);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("error: " + sentence).containsPattern("\nhint: .+\n$");
    assertThat(Path.of("run")).doesNotExist();
  }

  private Run batch(String... options) {
    List<String> words = new ArrayList<>(List.of("batch", "--local", "-o", run.toString(), wavs.toString()));
    words.addAll(List.of(options));
    return Run.of(words.toArray(String[]::new));
  }

  private static LocalServer server(String... faults) throws IOException {
    return LocalServer.start(0, 2, Behaviour.USUAL.withFaults(FaultPlan.of(List.of(faults))));
  }

  private void recording(String name, int millis) throws IOException {
    Path file = wavs.resolve(name);
    Files.createDirectories(file.getParent());
    short[] samples = new short[Pcm.RATE / 1000 * millis];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (short) (8_000 * Math.sin(i * 0.1));
    try (WavWriter wav = WavWriter.toFile(file, Pcm.RATE)) {
      wav.write(Pcm.ofSamples(samples));
      wav.commit();
    }
  }

  private Row row(String stem) {
    Reading reading = Reading.of(run.resolve(stem + ".json"));
    assertThat(reading).as(stem).isInstanceOf(Row.class);
    return (Row) reading;
  }

  private List<String> rows() throws IOException {
    return Files.readAllLines(run.resolve("results.jsonl"));
  }

  private List<String> visible() throws IOException {
    return all().stream().filter(name -> !name.startsWith(".")).toList();
  }

  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(Files::isRegularFile).map(file -> run.relativize(file).toString()).sorted().toList();
    }
  }
}
