package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir
  private Path folder;
  private Path wavs;
  private Path run;

  @BeforeEach
  void makeFolders() throws IOException {
    wavs = Files.createDirectory(folder.resolve("wavs"));
    run = folder.resolve("run");
  }

  @Test
  void findsRecordingsInAllFoldersInTheOrderOfTheirNames() throws IOException {
    files("b.wav", "a/z.wav", "a/b/c.aiff", "B.WAV", "x.au", "y.w64", "long.wave");
    assertThat(names(search())).containsExactly("B.WAV", "a/b/c.aiff", "a/z.wav", "b.wav", "long.wave", "x.au",
        "y.w64");
  }

  @Test
  void takesWhatBeginsLikeARecordingAndLeavesTheRest() throws IOException {
    files("notes.txt", "song.mp3", "q.txt", "empty");
    Files.writeString(wavs.resolve("no-ending"), "RIFF\0\0\0\0WAVEfmt ");
    Files.writeString(wavs.resolve("voice.dat"), "FORM\0\0\0\0AIFFCOMM");
    Files.writeString(wavs.resolve("other.dat"), "RIFF\0\0\0\0AVI LIST");
    assertThat(names(search())).containsExactly("no-ending", "voice.dat");
  }

  @Test
  void takesWhatIsNamedOneByOneWhateverItIs() throws IOException {
    files("song.mp3", "b/q.wav", ".hidden.wav");
    assertThat(names(search("song.mp3", "b/q.wav", ".hidden.wav"))).containsExactly(".hidden.wav", "q.wav", "song.mp3");
  }

  @Test
  void passesOverWhatIsHiddenAndAnswersOfEarlierRuns() throws IOException {
    files("q.wav", "._q.wav", ".git/x.wav", "old/q.reply.wav", "old/q.partial.wav");
    Catalogue found = search();
    assertThat(names(found)).containsExactly("q.wav");
    assertThat(found.remarks()).containsExactly("2 answers of earlier runs (*.reply.wav, *.partial.wav) passed over");
  }

  @Test
  void doesNotReadTheRunItself() throws IOException {
    run = wavs.resolve("run");
    files("q.wav", "run/kept.wav", "other/kept.wav");
    assertThat(names(search())).containsExactly("other/kept.wav", "q.wav");
  }

  @Test
  void mayKeepItsResultsBesideTheRecordings() throws IOException {
    run = wavs;
    files("q.wav", "a/r.wav");
    assertThat(names(search())).containsExactly("a/r.wav", "q.wav");
  }

  @Test
  void followsLinksButNoLoops() throws IOException {
    files("a/q.wav");
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere/r.wav"), "x");
    Files.createSymbolicLink(wavs.resolve("link"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(wavs.resolve("a/up"), wavs);
    Files.createSymbolicLink(wavs.resolve("gone.wav"), folder.resolve("nowhere.wav"));
    Catalogue found = search();
    assertThat(names(found)).containsExactly("a/q.wav", "gone.wav", "link/r.wav");
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void understandsPatterns() throws IOException {
    files("de/a.wav", "de/x/b.wav", "en/c.wav", "de/d.au");
    assertThat(names(searchFor(wavs + "/de/**/*.wav"))).containsExactly("a.wav", "x/b.wav");
    assertThat(names(searchFor(wavs + "/*/*.wav"))).containsExactly("de/a.wav", "en/c.wav");
    assertThat(names(searchFor(wavs + "/d*"))).containsExactly("de/a.wav", "de/d.au", "de/x/b.wav");
    assertThat(names(searchFor(wavs + "/**"))).hasSize(4);
  }

  @Test
  void takesAFileWithTheCharactersOfAPatternForItself() throws IOException {
    files("q[1].wav", "q1.wav");
    assertThat(names(search("q[1].wav"))).containsExactly("q[1].wav");
  }

  @Test
  void selects() throws IOException {
    files("de/a.wav", "de/old/b.wav", "en/c.wav", "en/d.au");
    Catalogue found = Search.of(List.of(wavs.toString()), Selection.of(List.of("*.wav"), List.of("old")), run);
    assertThat(names(found)).containsExactly("de/a.wav", "en/c.wav");
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    files("q.wav");
    refuses("'" + wavs + "/r.wav' does not exist", PlanException.Matter.INPUT, wavs + "/q.wav", wavs + "/r.wav");
    refuses("no recording matches '" + wavs + "/*.aiff'", PlanException.Matter.INPUT, wavs + "/*.aiff");
    refuses("no recording matches '" + wavs + "/no/*.wav'", PlanException.Matter.INPUT, wavs + "/no/*.wav");
    refuses("'/dev/null' is neither a file nor a folder", PlanException.Matter.INPUT, "/dev/null");
  }

  @Test
  void doesNotGiveOneNameToTwoRecordings() throws IOException {
    files("a/q.wav", "b/q.wav");
    String a = wavs + "/a";
    String b = wavs + "/b";
    refuses("'" + a + "/q.wav' and '" + b + "/q.wav' would both be called 'q.wav' in the run",
        PlanException.Matter.USAGE,
        a,
        b);
    assertThat(names(searchFor(a, a + "/q.wav"))).containsExactly("q.wav");
  }

  @Test
  void namesResultsLikeTheRecordingWithoutItsEnding() throws IOException {
    files("a/q1.wav", "a/q2.aiff", "a/no.ending.here.au", "b.x/plain.wav");
    assertThat(stems()).containsExactly("a/no.ending.here", "a/q1", "a/q2", "b.x/plain");
    assertThat(search().items().get(1)).extracting(Item::row, Item::reply, Item::partial)
        .containsExactly("a/q1.json", "a/q1.reply.wav", "a/q1.partial.wav");
  }

  @Test
  void keepsTheEndingWhereResultsWouldCollide() throws IOException {
    files("q.wav", "q.aiff", "r.au", "r.aif", "S.WAV", "s.wav", "summary.wav", "t/summary.wav");
    assertThat(search().items()).extracting(Item::name, Item::stem)
        .map(Object::toString)
        .containsExactly("(\"S.WAV\", \"S.WAV\")", "(\"q.aiff\", \"q.aiff\")", "(\"q.wav\", \"q\")",
            "(\"r.aif\", \"r.aif\")", "(\"r.au\", \"r.au\")", "(\"s.wav\", \"s\")",
            "(\"summary.wav\", \"summary.wav\")", "(\"t/summary.wav\", \"t/summary\")");
  }

  @Test
  void refusesResultsThatWouldOverwriteEachOther() throws IOException {
    files("q.wav", "q.aiff", "q.aiff.wav");
    refuses("the results of 'q.aiff' and of 'q.aiff.wav' would have the same name", PlanException.Matter.USAGE,
        wavs.toString());
  }

  private void refuses(String sentence, PlanException.Matter matter, String... paths) {
    assertThatThrownBy(() -> searchFor(paths)).isInstanceOfSatisfying(PlanException.class, e -> {
      assertThat(e.sentence()).isEqualTo(sentence);
      assertThat(e.matter()).isEqualTo(matter);
      assertThat(e.hint()).isNotBlank();
    });
  }

  private List<String> stems() throws IOException {
    return search().items().stream().map(Item::stem).toList();
  }

  private Catalogue search(String... names) throws IOException {
    return searchFor(names.length == 0
        ? new String[]{wavs.toString()}
        : Stream.of(names).map(name -> wavs.resolve(name).toString()).toArray(String[]::new));
  }

  private Catalogue searchFor(String... paths) throws IOException {
    return Search.of(List.of(paths), Selection.ALL, run);
  }

  private static List<String> names(Catalogue found) {
    return found.items().stream().map(Item::name).toList();
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = wavs.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }
}
