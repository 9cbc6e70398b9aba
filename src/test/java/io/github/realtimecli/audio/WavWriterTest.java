package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavWriterTest {
  private static final Pcm THREE = Pcm.ofSamples((short) 1, (short) -2, Short.MAX_VALUE);

  @TempDir
  private Path folder;
  private Path target;

  @BeforeEach
  void nameTheTarget() {
    target = folder.resolve("answer.wav");
  }

  @Test
  void a_committed_file_says_exactly_what_it_holds() throws IOException {
    try (WavWriter wav = WavWriter.toFile(target, 24_000)) {
      wav.write(THREE);
      wav.write(Pcm.EMPTY);
      wav.write(THREE);
      assertThat(wav.samples()).isEqualTo(6);
      wav.commit();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(target)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.limit()).isEqualTo(44 + 12);
    assertThat(tag(bytes, 0)).isEqualTo("RIFF");
    assertThat(bytes.getInt(4)).isEqualTo(36 + 12);
    assertThat(tag(bytes, 8)).isEqualTo("WAVE");
    assertThat(tag(bytes, 12)).isEqualTo("fmt ");
    assertThat(bytes.getInt(16)).isEqualTo(16);
    assertThat(bytes.getShort(20)).isEqualTo((short) 1);
    assertThat(bytes.getShort(22)).isEqualTo((short) 1);
    assertThat(bytes.getInt(24)).isEqualTo(24_000);
    assertThat(bytes.getInt(28)).isEqualTo(48_000);
    assertThat(bytes.getShort(32)).isEqualTo((short) 2);
    assertThat(bytes.getShort(34)).isEqualTo((short) 16);
    assertThat(tag(bytes, 36)).isEqualTo("data");
    assertThat(bytes.getInt(40)).isEqualTo(12);
    assertThat(bytes.slice(44, 12)).isEqualTo(THREE.concat(THREE).view());
  }

  @Test
  void nothing_has_the_targets_name_before_the_commit() throws IOException {
    try (WavWriter wav = WavWriter.toFile(target, 24_000)) {
      wav.write(THREE);
      assertThat(target).doesNotExist();
      assertThat(names()).singleElement().asString().startsWith(".answer.wav.").endsWith(".part");
      wav.commit();
      assertThat(names()).containsExactly("answer.wav");
    }
  }

  @Test
  void what_is_not_committed_leaves_nothing_behind() throws IOException {
    Files.writeString(target, "kept");
    try (WavWriter wav = WavWriter.toFile(target, 24_000)) {
      wav.write(THREE);
    }
    assertThat(names()).containsExactly("answer.wav");
    assertThat(target).hasContent("kept");
  }

  @Test
  void a_commit_replaces_what_was_there_and_a_link_stays_a_link() throws IOException {
    Files.writeString(target, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.wav"), target);
    try (WavWriter wav = WavWriter.toFile(link, 24_000)) {
      wav.commit();
    }
    assertThat(link).isSymbolicLink();
    assertThat(target).hasSize(44);
  }

  @Test
  void two_writers_of_one_target_do_not_meet() throws IOException {
    try (WavWriter one = WavWriter.toFile(target, 24_000); WavWriter two = WavWriter.toFile(target, 24_000)) {
      one.write(THREE);
      two.write(THREE);
      two.write(THREE);
      two.commit();
      one.commit();
    }
    assertThat(target).hasSize(44 + 6);
    assertThat(names()).containsExactly("answer.wav");
  }

  @Test
  void a_sample_cut_between_two_runs_is_joined_and_a_last_half_is_dropped() throws IOException {
    try (WavWriter wav = WavWriter.toFile(target, 24_000)) {
      for (int at = 0; at < 5; at++)
        wav.write(THREE.slice(at, at + 1));
      assertThat(wav.samples()).isEqualTo(2);
      wav.commit();
    }
    byte[] bytes = Files.readAllBytes(target);
    assertThat(Pcm.of(bytes, 44, bytes.length - 44)).isEqualTo(THREE.slice(0, 4));
  }

  @Test
  void a_stream_gets_everything_at_once_and_stays_open() throws IOException {
    Listening out = new Listening();
    try (WavWriter wav = WavWriter.toStream(out, 8000)) {
      wav.write(THREE);
      assertThat(out.size()).isEqualTo(44 + 6);
      assertThat(out.flushed).isEqualTo(44 + 6);
      wav.commit();
    }
    assertThat(out.closed).isFalse();
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(24)).isEqualTo(8000);
    assertThat(bytes.getInt(40)).isEqualTo(0x7ffff000);
  }

  @Test
  void a_device_is_written_to_and_never_replaced() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    try (WavWriter wav = WavWriter.toFile(device, 24_000)) {
      wav.write(THREE);
      wav.commit();
    }
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void four_gibibytes_and_more_get_the_size_that_means_to_the_end() {
    ByteBuffer fits = ByteBuffer.wrap(WavWriter.header(24_000, 1, 0xffff_fff0L)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(fits.getInt(4)).isEqualTo(-1);
    assertThat(fits.getInt(40)).isEqualTo(0xffff_fff0);
    ByteBuffer beyond = ByteBuffer.wrap(WavWriter.header(24_000, 1, 1L << 33)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(beyond.getInt(4)).isEqualTo(-1);
    assertThat(beyond.getInt(40)).isEqualTo(-1);
  }

  @Test
  void a_folder_or_a_missing_folder_is_an_error_from_the_start() {
    assertThatThrownBy(() -> WavWriter.toFile(folder, 24_000)).isInstanceOf(IOException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> WavWriter.toFile(folder.resolve("no/answer.wav"), 24_000))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_finished_writer_takes_nothing_more() throws IOException {
    WavWriter wav = WavWriter.toFile(target, 24_000);
    wav.commit();
    wav.commit();
    wav.close();
    assertThat(target).hasSize(44);
    assertThatThrownBy(() -> wav.write(THREE)).isInstanceOf(IOException.class);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String tag(ByteBuffer bytes, int at) {
    byte[] id = new byte[4];
    bytes.get(at, id);
    return new String(id, StandardCharsets.US_ASCII);
  }

  private static final class Listening extends ByteArrayOutputStream {
    private int flushed;
    private boolean closed;

    @Override
    public void flush() {
      flushed = size();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
