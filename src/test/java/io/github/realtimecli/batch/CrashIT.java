package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The installed program's `batch` asks the installed program's `serve`, which tells of everything it hears, and is killed
/// again and again.
@Timeout(600)
class CrashIT {
  private static final String PROGRAM = Path.of(System.getProperty("distribution"))
      .resolve("bin/realtime-cli")
      .toAbsolutePath()
      .toString();
  private static final int KILLS = 10;
  private static final int MOST_RERUNS = 6;
  @TempDir
  private Path folder;
  private Path wavs;
  private Path run;
  private ServedLog log;
  private String url = "";
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void name() {
    wavs = folder.resolve("wavs");
    run = folder.resolve("run");
    log = new ServedLog(folder.resolve("server.err"));
  }

  @AfterEach
  void leaveNoProcess() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void nothingIsLostHalfWrittenOrAskedTwiceHoweverOftenTheProcessIsKilled() throws Exception {
    Medley medley = Medley.in(wavs, 1000);
    RunAudit audit = new RunAudit(run, medley);
    serve("refuse=503,every=23", "refuse=429,retry-after=1,every=211", "stall=400ms@response,every=3",
        "close=1011@response,every=29", "drop@delta=1,every=31", "failed=server_error,every=37");
    Random chance = new Random(10);
    for (int kill = 0; kill < KILLS; kill++) {
      Set<String> before = audit.answered();
      int from = log.lines().size();
      int left = medley.whole().size() - before.size();
      long wanted = (long) (left / (KILLS - kill + 1.0) * (0.4 + 0.8 * chance.nextDouble()));
      Process batch = batch("-j", "100");
      while (batch.isAlive() && log.answers(from) < wanted)
        waitFor(batch, 5);
      waitFor(batch, chance.nextInt(40));
      Set<Long> cut = log.open();
      batch.destroyForcibly().waitFor();
      assertThat(cut).as("conversations that kill " + kill + " has cut").isNotEmpty();
      assertThat(askedTwice(medley, before, from)).as("asked again although it was answered").isEmpty();
      audit.nothingIsHalfWritten();
    }
    for (int rerun = 0; audit.answered().size() < medley.whole().size(); rerun++) {
      assertThat(rerun).as("reruns until everything is answered").isLessThan(MOST_RERUNS);
      Set<String> before = audit.answered();
      int from = log.lines().size();
      assertThat(batch("-j", "100").waitFor()).as(err()).isEqualTo(8);
      assertThat(askedTwice(medley, before, from)).isEmpty();
    }
    Set<String> heard = log.heard(0).stream().map(ServedLog.Heard::sha256).collect(Collectors.toSet());
    audit.allIsWhole(heard);
    int from = log.lines().size();
    assertThat(batch().waitFor()).isEqualTo(8);
    assertThat(err()).startsWith("skipped: 970 answered before");
    assertThat(log.lines()).hasSize(from);
    audit.allIsWhole(heard);
  }

  /// The proof above would be worth nothing if it could not fail.
  @Test
  void whoAsksAgainIsFoundOut() throws Exception {
    Medley medley = Medley.in(wavs, 20);
    RunAudit audit = new RunAudit(run, medley);
    serve("drop@delta=1,every=10");
    assertThat(batch().waitFor()).isEqualTo(8);
    Set<String> before = audit.answered();
    assertThat(before).hasSize(18);
    int from = log.lines().size();
    assertThat(batch("--fresh").waitFor()).isEqualTo(8);
    assertThat(askedTwice(medley, before, from)).containsExactlyInAnyOrderElementsOf(before);
  }

  /// What the server heard behind the first `from` lines of its log though its row said before that it was answered.
  private List<String> askedTwice(Medley medley, Set<String> before, int from) throws IOException {
    return log.heard(from)
        .stream()
        .map(sound -> medley.heardAs(sound.bytes()).name())
        .filter(before::contains)
        .distinct()
        .toList();
  }

  private void serve(String... faults) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("serve", "-v"));
    for (String fault : faults)
      words.addAll(List.of("--fault", fault));
    Process server = start("server", words);
    Path out = folder.resolve("server.out");
    while (server.isAlive() && !Files.readString(out).endsWith("\n"))
      waitFor(server, 5);
    url = Files.readString(out).strip();
  }

  private Process batch(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("batch", "--url", url, "-o", run.toString()));
    words.addAll(List.of(options));
    words.add(wavs.toString());
    return start("batch", words);
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("batch.err"));
  }

  private Process start(String name, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(words);
    command.addFirst(PROGRAM);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(OPENAI|REALTIME_CLI|SLURM|AWS_BATCH|JOB)_.*"));
    Process process = builder.start();
    started.add(process);
    process.getOutputStream().close();
    return process;
  }

  private static void waitFor(Process process, int millis) throws InterruptedException {
    assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
  }
}
