package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogueTest {
  private static final int HEADER = 44;
  private static final long MILLISECOND = 1_000_000;
  @TempDir
  private Path folder;
  private long now = 7;

  private static Pcm samples(int count, int value) {
    short[] samples = new short[count];
    java.util.Arrays.fill(samples, (short) value);
    return Pcm.ofSamples(samples);
  }

  /// The file as runs of equal frames: `count x left/right`.
  private static List<String> runs(Path file) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    assertThat(bytes.getShort(22)).as("channels").isEqualTo((short) 2);
    List<String> runs = new ArrayList<>();
    String last = "";
    int count = 0;
    while (bytes.hasRemaining()) {
      String frame = bytes.getShort() + "/" + bytes.getShort();
      if (!frame.equals(last) && count > 0) {
        runs.add(count + " x " + last);
        count = 0;
      }
      last = frame;
      count++;
    }
    runs.add(count + " x " + last);
    return runs;
  }

  @Test
  void laysTheAnswerBehindTheQuestionAsLateAsItCame() throws Exception {
    Path file = folder.resolve("both.wav");
    try (Dialogue dialogue = Dialogue.at(file, () -> now)) {
      dialogue.said(samples(24_000, 1));
      now += 5 * MILLISECOND;
      dialogue.said(samples(100, 2));
      now += 100 * MILLISECOND;
      dialogue.play(samples(2_400, 3));
      dialogue.play(samples(2_400, 4));
    }
    assertThat(runs(file)).containsExactly("24000 x 1/0", "100 x 2/0", "2400 x 0/0", "2400 x 0/3", "2400 x 0/4");
  }

  @Test
  void leavesAGapWhereTheAnswerRanDry() throws Exception {
    Path file = folder.resolve("both.wav");
    try (Dialogue dialogue = Dialogue.at(file, () -> now)) {
      dialogue.said(samples(10, 1));
      dialogue.play(samples(2_400, 3));
      now += 150 * MILLISECOND;
      dialogue.play(samples(2_400, 4));
    }
    assertThat(runs(file)).containsExactly("10 x 1/0", "2400 x 0/3", "1200 x 0/0", "2400 x 0/4");
  }

  @Test
  void leavesNoFileOfNothing() throws Exception {
    Path file = folder.resolve("both.wav");
    Dialogue.at(file, () -> now).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void bothMaySpeakAtOnce() throws Exception {
    Path file = folder.resolve("both.wav");
    try (Dialogue dialogue = Dialogue.at(file, () -> now)) {
      dialogue.said(samples(100, 1));
      dialogue.play(samples(300, 3));
      dialogue.said(samples(50, 2));
      dialogue.play(samples(10, 4));
    }
    assertThat(runs(file)).containsExactly("100 x 1/0", "50 x 2/3", "250 x 0/3", "10 x 0/4");
  }

  @Test
  void layingStraightThroughChangesNothing() throws Exception {
    Path file = folder.resolve("both.wav");
    try (Dialogue dialogue = Dialogue.at(file, () -> now)) {
      dialogue.said(samples(100, 1));
      dialogue.play(samples(300, 3));
      dialogue.saidAll();
      dialogue.play(samples(50, 4));
      now += 100 * MILLISECOND;
      dialogue.play(samples(10, 5));
    }
    assertThat(runs(file)).containsExactly("100 x 1/0", "300 x 0/3", "50 x 0/4", "2050 x 0/0", "10 x 0/5");
  }

  @Test
  void forgetsAnAttemptThatIsMadeAgain() throws Exception {
    Path file = folder.resolve("both.wav");
    try (Dialogue dialogue = Dialogue.at(file, () -> now)) {
      dialogue.said(samples(100, 1));
      dialogue.saidAll();
      dialogue.restart();
      dialogue.said(samples(100, 2));
      dialogue.play(samples(10, 3));
    }
    assertThat(runs(file)).containsExactly("100 x 2/0", "10 x 0/3");
    assertThat(folder).isDirectoryNotContaining(name -> !name.endsWith("both.wav"));
  }
}
