package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Peaks;
import io.github.realtimecli.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundsTest {
  @TempDir
  private Path folder;
  private Path run = Path.of("");
  private Path questions = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    run = Files.createDirectories(folder.toRealPath().resolve("out/run 1"));
    questions = Files.createDirectories(folder.toRealPath().resolve("wavs"));
  }

  @Test
  void areLinkedToFromTheReport() throws IOException {
    wav(questions.resolve("a/ü #1?.wav"), new short[100]);
    wav(run.resolve("a/q.reply.wav"), new short[100]);
    Sounds sounds = Sounds.of(run, questions);
    Row row = row("a/ü #1?.wav", "a/q.reply.wav");
    assertThat(sounds.question(row))
        .isEqualTo(new Sounds.Sound(questions.resolve("a/ü #1?.wav"), "../../wavs/a/%C3%BC%20%231%3F.wav"));
    assertThat(sounds.answer(row)).isEqualTo(new Sounds.Sound(run.resolve("a/q.reply.wav"), "a/q.reply.wav"));
    assertThat(Sounds.of(run, null).question(row)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret.wav", "a/../../secret.wav", "/etc/passwd", "", ".", "missing.wav", "nul\u0000.wav"})
  void areNotLinkedToOutsideOfTheFolder(String path) throws IOException {
    wav(folder.toRealPath().resolve("out/secret.wav"), new short[100]);
    wav(folder.toRealPath().resolve("secret.wav"), new short[100]);
    assertThat(Sounds.of(run, questions).answer(row("q.wav", path))).isNull();
    if (!path.isEmpty())
      assertThat(Sounds.of(run, questions).question(row(path, ""))).isNull();
  }

  @Test
  void areOutlinedByLeastAndGreatestValues() throws IOException {
    short[] samples = new short[4 * 160];
    samples[10] = Short.MAX_VALUE;
    samples[200] = Short.MIN_VALUE;
    samples[3 * 160 + 5] = 8192;
    samples[3 * 160 + 6] = -2048;
    Path file = run.resolve("a.wav");
    wav(file, samples);
    Peaks peaks = outline(file, 96);
    assertThat(peaks.millis()).isEqualTo(640 * 1000.0 / 24000);
    assertThat(Base64.getDecoder().decode(peaks.base64())).containsExactly(0, 127, -127, 0, 0, 0, -32, 64);
  }

  @Test
  void areOutlinedInFewSteps() throws IOException {
    for (int length : new int[]{1, 160, 161, 160 * 8, 160 * 8 + 1, 24_000 * 60}) {
      short[] samples = new short[length];
      samples[length - 1] = Short.MAX_VALUE;
      Path file = run.resolve("a.wav");
      wav(file, samples);
      byte[] steps = Base64.getDecoder().decode(outline(file, 4).base64());
      assertThat(steps.length / 2).isBetween(Math.min(4, (length + 159) / 160), 8);
      assertThat(steps[steps.length - 1]).isEqualTo((byte) 127);
    }
  }

  @Test
  void areNotOutlinedWhenTheyAreNone() throws IOException {
    Path file = run.resolve("a.wav");
    assertThat(Peaks.of(file, 96)).isNull();
    Files.writeString(file, "no sound");
    assertThat(Peaks.of(file, 96)).isNull();
    wav(file, new short[0]);
    assertThat(outline(file, 96)).isEqualTo(new Peaks(0, ""));
  }

  private static Peaks outline(Path file, int resolution) {
    @Nullable
    Peaks peaks = Peaks.of(file, resolution);
    assertThat(peaks).isNotNull();
    if (peaks == null)
      throw new AssertionError();
    return peaks;
  }

  private static Row row(String file, String reply) {
    return ReadingTest.row("{\"schema\":1,\"file\":\"%s\",\"outcome\":\"answered\",\"reply\":{\"path\":\"%s\"}}"
        .formatted(file.replace("\u0000", "\\u0000"), reply.replace("\u0000", "\\u0000")));
  }

  private static void wav(Path file, short[] samples) throws IOException {
    Files.createDirectories(file.getParent());
    try (WavWriter wav = WavWriter.toFile(file, Pcm.RATE)) {
      wav.write(Pcm.ofSamples(samples));
      wav.commit();
    }
  }
}
