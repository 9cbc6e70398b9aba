package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WavFileTest extends SinkContract {
  @TempDir
  Path folder;

  @Override
  Sink open() throws IOException {
    return WavFile.at(folder.resolve("contract.wav"), RATE);
  }

  @Test
  void the_file_holds_every_answer_in_order() throws Exception {
    Path target = folder.resolve("a.wav");
    try (WavFile file = WavFile.at(target, RATE)) {
      file.play(Ramp.of(0, 1_000));
      file.finish(() -> {});
      file.play(Ramp.of(1_000, 500));
      file.finish(() -> {});
      assertThat(file.played()).isEqualTo(Played.NOTHING);
    }
    assertThat(samples(Files.readAllBytes(target))).isEqualTo(Ramp.of(0, 1_500));
  }

  @Test
  void the_file_is_there_only_after_close() throws Exception {
    Path target = folder.resolve("late.wav");
    try (WavFile file = WavFile.at(target, RATE)) {
      file.play(Ramp.of(0, 100));
      assertThat(target).doesNotExist();
    }
    assertThat(target).exists();
  }

  @Test
  void an_interrupted_answer_is_kept_as_far_as_it_came() throws Exception {
    Path target = folder.resolve("cut.wav");
    try (WavFile file = WavFile.at(target, RATE)) {
      file.play(Ramp.of(0, 321));
    }
    assertThat(samples(Files.readAllBytes(target))).isEqualTo(Ramp.of(0, 321));
  }

  @Test
  void a_file_appears_for_an_empty_answer_but_not_for_no_answer() throws Exception {
    try (WavFile empty = WavFile.at(folder.resolve("empty.wav"), RATE);
        WavFile unused = WavFile.at(folder.resolve("unused.wav"), RATE)) {
      empty.finish(() -> {});
      assertThat(unused.flush()).isZero();
    }
    assertThat(folder.resolve("empty.wav")).hasSize(44);
    assertThat(folder.resolve("unused.wav")).doesNotExist();
  }

  @Test
  void nothing_is_left_of_a_discarded_file() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    try (WavFile file = WavFile.at(own.resolve("gone.wav"), RATE)) {
      file.play(Ramp.of(0, 100));
      file.discard();
      file.finish(() -> {});
    }
    assertThat(own).isEmptyDirectory();
  }

  @Test
  void a_flush_counts_what_is_written_and_keeps_it() throws Exception {
    Path target = folder.resolve("flushed.wav");
    try (WavFile file = WavFile.at(target, RATE)) {
      file.play(Ramp.of(0, 2_400));
      assertThat(file.flush()).isEqualTo(100);
    }
    assertThat(target).hasSize(44 + 4_800);
  }

  @Test
  void a_stream_gets_the_samples_as_they_arrive_and_stays_open() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WavFile file = WavFile.into(out, RATE)) {
      file.play(Ramp.of(0, 700));
      assertThat(out.size()).isEqualTo(44 + 1_400);
    }
    assertThat(samples(out.toByteArray())).isEqualTo(Ramp.of(0, 700));
  }

  @Test
  void a_failed_write_is_told() throws Exception {
    OutputStream full = new OutputStream() {
      private int room = 44;

      @Override
      public void write(int b) throws IOException {
        if (room-- == 0)
          throw new IOException("No space left on device");
      }
    };
    WavFile file = WavFile.into(full, RATE);
    assertThatThrownBy(() -> file.play(Ramp.of(0, 1))).isInstanceOf(IOException.class).hasMessageContaining("No space");
    assertThatThrownBy(file::close).as("who closes may be another than who wrote")
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space");
    file.close();
  }

  private static Pcm samples(byte[] wav) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(in.getFormat().matches(new AudioFormat(RATE, 16, 1, true, false))).isTrue();
      return Pcm.of(in.readAllBytes());
    }
  }
}
