package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Item ITEM = new Item("a/q.wav", Path.of("wavs/a/q.wav"), "a/q");
  private static final Item OTHER = new Item("r.wav", Path.of("wavs/r.wav"), "r");
  private static final long NOBODY = 999_999_999_999L;

  @TempDir
  private Path folder;

  @Test
  void partsOfOneDivisionShareAFolder() throws IOException {
    try (RunFolder one = open("1/4"); RunFolder two = open("2/4")) {
      assertThat(one.isLocked()).isTrue();
      assertThat(two.path()).isEqualTo(folder);
    }
  }

  @Test
  void nobodyElseDoes() throws IOException {
    try (RunFolder held = open("1/4")) {
      assertThat(held.isLocked()).isTrue();
      refuses("1/4", "another process with this shard is working in " + folder);
      refuses("1/1", "a run that is divided otherwise is working in " + folder);
      refuses("1/3", "a run that is divided otherwise is working in " + folder);
    }
    try (RunFolder held = open("1/1")) {
      assertThat(held.isLocked()).isTrue();
      refuses("1/1", "another run is working in " + folder);
      refuses("2/4", "a run that is divided otherwise is working in " + folder);
    }
    open("2/4").close();
  }

  private RunFolder open(String shard) throws IOException {
    return RunFolder.open(folder, Shard.parse(shard));
  }

  private void refuses(String shard, String sentence) {
    assertThatThrownBy(() -> open(shard)).isInstanceOf(PlanException.class).hasMessage(sentence);
  }

  @Test
  void writesARowWholeAndRemovesWhatItDoesNotTellOf() throws IOException {
    write("a/q.reply.wav", "a/q.partial.wav");
    try (RunFolder run = open("1/1")) {
      run.keep(ITEM, "{}", ITEM.partial());
    }
    assertThat(folder.resolve("a/q.json")).hasContent("{}\n");
    assertThat(files()).containsExactly("a/q.json", "a/q.reply.wav");
  }

  @Test
  void sweepsWhatKilledRunsLeft() throws IOException {
    long here = ProcessHandle.current().pid();
    write("a/.q.json.1-0.part", "a/.q.reply.wav." + here + "-3.part", ".gone.partial.wav.1-0.part",
        ".results.csv." + NOBODY + "-0.part", ".results.jsonl." + here + "-0.part", ".summary.json." + here + "-0.part",
        "a/.mine.txt", "kept.part", ".x.part");
    try (RunFolder run = open("1/1")) {
      assertThat(run.sweep(Shard.WHOLE, List.of(ITEM))).isEqualTo(4);
    }
    assertThat(hidden()).containsExactly(".results.jsonl." + here + "-0.part", ".summary.json." + here + "-0.part",
        ".x.part", "a/.mine.txt");
  }

  @Test
  void leavesToOtherPartsWhatIsTheirs() throws IOException {
    write("a/.q.json.1-0.part", ".r.reply.wav.1-0.part");
    try (RunFolder run = open("2/4")) {
      assertThat(run.sweep(new Shard(2, 4), List.of(OTHER))).isEqualTo(1);
    }
    assertThat(hidden()).containsExactly("a/.q.json.1-0.part");
  }

  @Test
  void leavesReportsInTheMakingToWhoeverMakesThemEvenOnAnotherMachine() throws IOException {
    write(".report.html." + NOBODY + "-0.part");
    try (RunFolder run = open("1/2")) {
      try (RunFolder.Turn turn = RunFolder.reporting(folder)) {
        assertThat(turn.lock()).isNotNull();
        assertThat(run.sweep(new Shard(1, 2), List.of(ITEM))).isZero();
      }
      assertThat(run.sweep(new Shard(1, 2), List.of(ITEM))).isEqualTo(1);
    }
    assertThat(hidden()).isEmpty();
  }

  @Test
  void reportsAreWrittenByOneAtATimeAndByAllInTurn() throws IOException {
    try (RunFolder one = open("1/2"); RunFolder two = open("2/2")) {
      RunFolder.reporting(one.path()).close();
      try (RunFolder.Turn turn = RunFolder.reporting(two.path())) {
        assertThat(turn.lock()).isNotNull();
      }
    }
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "x");
    }
  }

  private List<String> hidden() throws IOException {
    return all(name -> name.matches("(.*/)?\\.[^/]+") && !name.endsWith(".lock"));
  }

  private List<String> files() throws IOException {
    return all(name -> !name.matches("(.*/)?\\.[^/]+"));
  }

  private List<String> all(java.util.function.Predicate<String> which) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(which)
          .sorted()
          .toList();
    }
  }
}
