package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFileTest {
  private static final byte[] EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void aiff_holds_big_endian_integers() throws Exception {
    AudioInputStream in = open(aiff("AIFF", comm(1, 4, 16, "")).put(ssnd(8, 0, EIGHT)));
    assertThat(in.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
    assertThat(in.getFormat().isBigEndian()).isTrue();
    assertThat(in.getFormat().getSampleRate()).isEqualTo(22_255);
    assertThat(in.getFrameLength()).isEqualTo(4);
    assertThat(in.readAllBytes()).isEqualTo(EIGHT);
  }

  @ParameterizedTest
  @CsvSource({"NONE,16,PCM_SIGNED,2,true", "twos,16,PCM_SIGNED,2,true", "sowt,16,PCM_SIGNED,2,false",
      "in24,24,PCM_SIGNED,3,true", "in32,32,PCM_SIGNED,4,true", "42ni,24,PCM_SIGNED,3,false",
      "23ni,32,PCM_SIGNED,4,false",
      "'raw ',8,PCM_UNSIGNED,1,true", "fl32,32,PCM_FLOAT,4,true", "FL32,32,PCM_FLOAT,4,true",
      "fl64,64,PCM_FLOAT,8,true",
      "alaw,16,ALAW,1,true", "ulaw,16,ULAW,1,true"})
  void aiff_c_has_many_types(String type, int bits, String encoding, int bytes, boolean big) throws Exception {
    AudioFormat format = open(aiff("AIFC", comm(1, 4, bits, type)).put(ssnd(8, 0, EIGHT))).getFormat();
    assertThat(format.getEncoding()).hasToString(encoding);
    assertThat(format.getFrameSize()).isEqualTo(bytes);
    assertThat(format.isBigEndian()).isEqualTo(big);
  }

  @Test
  void aiff_samples_may_be_offset_or_come_first() throws Exception {
    assertThat(open(aiff("AIFF", comm(1, 3, 16, "")).put(ssnd(8, 2, EIGHT))).readAllBytes())
        .isEqualTo(new byte[]{3, 4, 5, 6, 7, 8});
    assertThat(open(aiff("AIFF", ssnd(8, 0, EIGHT)).put(comm(1, 4, 16, ""))).readAllBytes()).isEqualTo(EIGHT);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0x7f000000,0x7f000008", "0,-1", "4,0"})
  void an_aiff_from_a_pipe_is_read_to_its_end(int frames, int size) throws Exception {
    ByteBuffer samples = ByteBuffer.wrap(ssnd(8, 0, EIGHT));
    samples.putInt(4, size);
    assertThat(open(aiff("AIFF", comm(1, frames, 16, "")).put(samples)).readAllBytes()).isEqualTo(EIGHT);
  }

  @ParameterizedTest
  @CsvSource({"1,ULAW,1", "2,PCM_SIGNED,1", "3,PCM_SIGNED,2", "4,PCM_SIGNED,3", "5,PCM_SIGNED,4", "6,PCM_FLOAT,4",
      "7,PCM_FLOAT,8", "27,ALAW,1"})
  void au_has_numbers_for_its_encodings(int number, String encoding, int bytes) throws Exception {
    for (ByteOrder order : EncodingTest.ORDERS) {
      AudioInputStream in = open(au(order, 28, 24, number).put(new byte[4]).put(EIGHT).put(EIGHT).put(EIGHT));
      assertThat(in.getFormat().getEncoding()).hasToString(encoding);
      assertThat(in.getFormat().getFrameSize()).isEqualTo(bytes);
      assertThat(in.getFormat().isBigEndian()).isEqualTo(order == ByteOrder.BIG_ENDIAN);
      assertThat(in.readAllBytes()).hasSize(24).startsWith(EIGHT);
    }
  }

  @Test
  void an_au_of_unknown_size_is_read_to_its_end() throws Exception {
    assertThat(open(au(ByteOrder.BIG_ENDIAN, 24, -1, 3).put(EIGHT)).readAllBytes()).isEqualTo(EIGHT);
  }

  @Test
  void wave64_counts_in_64_bits_and_multiples_of_8() throws Exception {
    ByteBuffer file = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    file.put(guid("riff")).putLong(200).put(guid("wave"));
    file.put(guid("junk")).putLong(24 + 3).put(new byte[8]);
    file.put(guid("fmt ")).putLong(24 + 16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    file.putShort((short) 2).putShort((short) 16).put(guid("data")).putLong(24 + 8).put(EIGHT);
    AudioInputStream in = open(file);
    assertThat(in.getFrameLength()).isEqualTo(4);
    assertThat(in.readAllBytes()).startsWith(EIGHT).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ID3......|is an MP3", "fLaC.....|is FLAC", "OggS.....|is Ogg",
      "....ftypM4A |is MP4 (M4A, AAC)", "caff.....|is a CAF", "RIFF....AVI LIST|is an AVI", "{\"a\": 1}|is JSON",
      "hello, world|is text", "<!DOCTYPE html>|is a web page", "version https://git-lfs.github.com|"
          + "is a Git LFS pointer, not the file itself",
      "RIFF|is text", "%PDF-1.7|is a PDF"})
  void what_is_no_recording_is_named(String content, String sentence) {
    assertThatThrownBy(() -> AudioFile.open(new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII))))
        .isInstanceOf(UnsupportedAudioFileException.class)
        .hasMessage(sentence);
  }

  @Test
  void bytes_without_letters_are_named_too() {
    assertNamed("is empty");
    assertNamed("is an MP3", 0xff, 0xfb, 0x90, 0x64);
    assertNamed("is AAC", 0xff, 0xf1, 0x50, 0x80);
    assertNamed("is a PNG image", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    assertNamed("is Matroska or WebM", 0x1a, 0x45, 0xdf, 0xa3);
    assertNamed("is no audio that is known here", 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static void assertNamed(String sentence, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++)
      bytes[i] = (byte) content[i];
    assertThatThrownBy(() -> AudioFile.open(new ByteArrayInputStream(bytes)))
        .isInstanceOf(UnsupportedAudioFileException.class)
        .hasMessage(sentence);
  }

  private static AudioInputStream open(ByteBuffer file) throws UnsupportedAudioFileException, IOException {
    byte[] bytes = new byte[file.position()];
    file.flip().get(bytes);
    return AudioFile.open(new ByteArrayInputStream(bytes));
  }

  private static ByteBuffer aiff(String type, byte[] first) {
    ByteBuffer file = ByteBuffer.allocate(256);
    return file.put(ascii("FORM")).putInt(200).put(ascii(type)).put(ascii("NAME")).putInt(3).putInt(0).put(first);
  }

  // 22254.545 Hz, the rate of the first Macintosh, is 0x400d adde8ba2e8ba2e8c
  private static byte[] comm(int channels, int frames, int bits, String type) {
    ByteBuffer chunk = ByteBuffer.allocate(type.isEmpty() ? 26 : 32)
        .put(ascii("COMM"))
        .putInt(type.isEmpty() ? 18 : 24);
    chunk.putShort((short) channels).putInt(frames).putShort((short) bits);
    chunk.putShort((short) 0x400d).putLong(0xadde8ba2e8ba2e8cL).put(ascii(type));
    return chunk.array();
  }

  private static byte[] ssnd(int size, int offset, byte[] samples) {
    return ByteBuffer.allocate(16 + samples.length)
        .put(ascii("SSND"))
        .putInt(8 + size)
        .putInt(offset)
        .putInt(0)
        .put(samples)
        .array();
  }

  private static ByteBuffer au(ByteOrder order, int head, int size, int encoding) {
    ByteBuffer file = ByteBuffer.allocate(64).order(order);
    return file.putInt(0x2e736e64).putInt(head).putInt(size).putInt(encoding).putInt(8000).putInt(1);
  }

  private static byte[] guid(String name) {
    return ByteBuffer.allocate(16).put(ascii(name)).array();
  }

  private static byte[] ascii(String letters) {
    return letters.getBytes(StandardCharsets.US_ASCII);
  }
}
