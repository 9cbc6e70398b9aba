package io.github.realtimecli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechFileTest {
  @TempDir
  private Path folder;

  @Test
  void samples_at_24_kilohertz_pass_bit_by_bit() throws IOException {
    byte[] samples = noise(2 * 24_000);
    assertThat(all(wav(24_000, samples))).isEqualTo(Pcm.of(samples));
  }

  @Test
  void the_first_chunk_is_20_ms_and_the_others_end_at_multiples_of_200() throws IOException {
    List<Integer> samples = new ArrayList<>();
    try (Source source = SpeechFile.open(in(wav(48_000, noise(2 * 48_000))), SpeechFile.Digest.NONE, Pcm.RATE)) {
      for (Pcm pcm = source.next(); pcm != null; pcm = source.next())
        samples.add(pcm.samples());
    }
    assertThat(samples).containsExactly(480, 4320, 4800, 4800, 4800, 4800);
  }

  @Test
  void the_chunks_of_a_file_grow_where_that_is_wanted() throws IOException {
    for (int rate : new int[]{24_000, 8000}) {
      byte[] samples = noise(2 * 27 * rate);
      Path file = Files.write(folder.resolve(rate + ".wav"), wav(rate, samples));
      List<Integer> sizes = new ArrayList<>();
      Pcm whole = Pcm.EMPTY;
      try (Source source = SpeechFile.open(file, SpeechFile.Digest.NONE, SpeechFile.Chunks.GROWING, Pcm.RATE)) {
        for (Pcm pcm = source.next(); pcm != null; pcm = source.next()) {
          sizes.add(pcm.samples());
          whole = whole.concat(pcm);
        }
      }
      assertThat(sizes.subList(0, 3)).containsExactly(480, 4320, 4800);
      assertThat(sizes.subList(100, sizes.size())).containsExactly(4800, 48_000, 48_000, 48_000, 24_000);
      assertThat(whole).isEqualTo(all(wav(rate, samples)));
    }
  }

  @Test
  void it_tells_what_the_recording_is() throws Exception {
    byte[] wav = wav(22_050, noise(2 * 22_050));
    Path file = Files.write(folder.resolve("q.wav"), wav);
    try (Source source = SpeechFile.open(file, SpeechFile.Digest.SHA_256)) {
      assertThat(source.recording()).isEqualTo(new Recording("pcm_s16le", 22_050, 1, 1000.0, null, null));
      drain(source);
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wav));
      assertThat(source.recording()).isEqualTo(new Recording("pcm_s16le", 22_050, 1, 1000.0, sha256, null));
    }
  }

  @Test
  void the_digest_covers_what_follows_the_samples() throws Exception {
    byte[] wav = WavBytes.riff()
        .format(1, 1, 8000, 16)
        .data(noise(16_000))
        .sized("LIST", 70_000, new byte[70_000])
        .bytes();
    try (Source source = SpeechFile.open(in(wav), SpeechFile.Digest.SHA_256, Pcm.RATE)) {
      drain(source);
      assertThat(source.recording().sha256())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wav)));
    }
  }

  @Test
  void a_truncated_recording_is_read_as_far_as_it_goes_with_a_warning() throws IOException {
    byte[] wav = WavBytes.riff().format(1, 1, 8000, 16).sized("data", 16_000 * 5, noise(16_000)).bytes();
    try (Source source = SpeechFile.open(in(wav), SpeechFile.Digest.NONE, Pcm.RATE)) {
      assertThat(drain(source).samples()).isEqualTo(24_000);
      assertThat(source.recording().durationMs()).isEqualTo(1000.0);
      assertThat(source.recording().warning()).isEqualTo("is truncated: 4.0 s of 5.0 s are missing");
    }
  }

  @Test
  void a_pipes_unknown_length_is_no_truncation() throws IOException {
    byte[] wav = WavBytes.riff().format(1, 1, 8000, 16).sized("data", 0xffffffffL, noise(16_000)).bytes(0xffffffffL);
    try (Source source = SpeechFile.open(in(wav), SpeechFile.Digest.NONE, Pcm.RATE)) {
      assertThat(source.recording().durationMs()).isNull();
      assertThat(drain(source).samples()).isEqualTo(24_000);
      assertThat(source.recording()).isEqualTo(new Recording("pcm_s16le", 8000, 1, 1000.0, null, null));
    }
  }

  @Test
  void a_recording_without_samples_is_unreadable() {
    assertThatThrownBy(() -> all(wav(8000, new byte[0]))).isInstanceOf(Unreadable.class).hasMessage("holds no sound");
  }

  @Test
  void what_is_no_file_is_told_apart() throws IOException {
    assertThatThrownBy(() -> SpeechFile.open(folder, SpeechFile.Digest.NONE)).isInstanceOf(Unreadable.class)
        .hasMessage("is a folder");
    assertThatThrownBy(() -> SpeechFile.open(folder.resolve("q.wav"), SpeechFile.Digest.NONE))
        .isInstanceOf(Unreadable.class)
        .hasMessage("does not exist");
    Path empty = Files.createFile(folder.resolve("empty.wav"));
    assertThatThrownBy(() -> SpeechFile.open(empty, SpeechFile.Digest.NONE)).isInstanceOf(Unreadable.class)
        .hasMessage("is empty");
  }

  @Test
  void the_hint_converts_this_very_file() throws IOException {
    Path song = Files.write(folder.resolve("it's mine.mp3"),
        "ID3\4\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> SpeechFile.open(song, SpeechFile.Digest.NONE))
        .isInstanceOfSatisfying(Unreadable.class, e -> {
          assertThat(e).hasMessage("is an MP3");
          assertThat(e.hint()).startsWith("convert it: ffmpeg -i '")
              .contains("it'\\''s mine.mp3' -ar 24000 -ac 1 '")
              .endsWith("it'\\''s mine.wav'");
        });
  }

  @Test
  void nobody_is_told_to_convert_a_text() {
    assertThatThrownBy(() -> all("{\"a\": [1, 2, 3]}".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOfSatisfying(Unreadable.class, e -> {
          assertThat(e).hasMessage("is JSON");
          assertThat(e.hint()).isEqualTo("give a recording: WAV, AIFF or AU");
        });
  }

  @Test
  void a_file_that_turns_out_unreadable_is_closed() {
    Closing in = new Closing("hello, this is no sound".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> SpeechFile.open(in, SpeechFile.Digest.NONE, Pcm.RATE)).hasMessage("is text");
    assertThat(in.closed).isTrue();
  }

  private static byte[] wav(int rate, byte[] samples) {
    return WavBytes.riff().format(1, 1, rate, 16).data(samples).bytes();
  }

  private static Pcm all(byte[] wav) throws IOException {
    try (Source source = SpeechFile.open(in(wav), SpeechFile.Digest.NONE, Pcm.RATE)) {
      return drain(source);
    }
  }

  private static Pcm drain(Source source) throws IOException {
    Pcm all = Pcm.EMPTY;
    for (Pcm pcm = source.next(); pcm != null; pcm = source.next())
      all = all.concat(pcm);
    assertThat(source.next()).isNull();
    return all;
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(3).nextBytes(noise);
    return noise;
  }

  private static final class Closing extends ByteArrayInputStream {
    private boolean closed;

    private Closing(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
