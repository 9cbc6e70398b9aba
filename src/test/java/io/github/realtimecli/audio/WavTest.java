package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {
  private static final byte[] SIX = {1, 0, 2, 0, 3, 0};

  @ParameterizedTest
  @CsvSource({"1,8,PCM_UNSIGNED", "1,16,PCM_SIGNED", "1,24,PCM_SIGNED", "1,32,PCM_SIGNED", "3,32,PCM_FLOAT",
      "3,64,PCM_FLOAT",
      "6,8,ALAW", "7,8,ULAW"})
  void every_plain_encoding_is_read(int tag, int bits, String encoding) throws Exception {
    for (WavBytes wav : new WavBytes[]{WavBytes.riff(), WavBytes.rifx()}) {
      byte[] data = new byte[2 * bits / 8 * 5];
      AudioInputStream in = open(wav.format(tag, 2, 44_100, bits).data(data).bytes());
      AudioFormat format = in.getFormat();
      assertThat(format.getEncoding()).hasToString(encoding);
      assertThat(format.getSampleRate()).isEqualTo(44_100);
      assertThat(format.getChannels()).isEqualTo(2);
      assertThat(format.getSampleSizeInBits()).isEqualTo(bits);
      assertThat(in.getFrameLength()).isEqualTo(5);
      assertThat(in.readAllBytes()).isEqualTo(data);
    }
  }

  @Test
  void big_endian_samples_come_from_rifx() throws Exception {
    assertThat(open(WavBytes.rifx().format(1, 1, 8000, 16).data(SIX).bytes()).getFormat().isBigEndian()).isTrue();
    assertThat(open(WavBytes.riff().format(1, 1, 8000, 16).data(SIX).bytes()).getFormat().isBigEndian()).isFalse();
  }

  @Test
  void the_extensible_format_tells_speakers_and_meant_bits() throws Exception {
    AudioFormat format = open(WavBytes.riff().extensible(1, 6, 48_000, 32, 20, 0x3f).data(new byte[24]).bytes())
        .getFormat();
    assertThat(format.getSampleSizeInBits()).isEqualTo(20);
    assertThat(format.getFrameSize()).isEqualTo(24);
    assertThat(format.getProperty(AudioFile.CHANNEL_MASK)).isEqualTo(0x3f);
    assertThat(
        open(WavBytes.riff().extensible(3, 1, 48_000, 32, 32, 0).data(new byte[4]).bytes()).getFormat().getEncoding())
        .isEqualTo(AudioFormat.Encoding.PCM_FLOAT);
  }

  @Test
  void twelve_bits_lie_in_two_bytes() throws Exception {
    AudioFormat format = open(WavBytes.riff().format(1, 1, 8000, 12).data(SIX).bytes()).getFormat();
    assertThat(format.getFrameSize()).isEqualTo(2);
    assertThat(format.getSampleSizeInBits()).isEqualTo(12);
  }

  @Test
  void chunks_may_stand_anywhere_and_be_large_or_odd() throws Exception {
    byte[] wav = WavBytes.riff()
        .chunk("JUNK", new byte[100_000])
        .chunk("bext", new byte[603])
        .format(1, 1, 8000, 16)
        .chunk("fact", new byte[4])
        .chunk("LIST", new byte[7])
        .data(SIX)
        .chunk("LIST", new byte[5])
        .bytes();
    assertThat(open(wav).readAllBytes()).isEqualTo(SIX);
  }

  @Test
  void an_odd_chunk_may_lack_its_pad_byte() throws Exception {
    byte[] wav = WavBytes.riff()
        .sized("LIST", 7, new byte[7])
        .format(1, 1, 8000, 16)
        .sized("LIST", 5, new byte[5])
        .data(SIX)
        .bytes();
    assertThat(open(wav).readAllBytes()).isEqualTo(SIX);
  }

  @Test
  void an_odd_chunk_may_be_padded_with_anything() throws Exception {
    byte[] wav = WavBytes.riff().format(1, 1, 8000, 16).sized("LIST", 5, new byte[5]).raw((byte) 'x').data(SIX).bytes();
    assertThat(open(wav).readAllBytes()).isEqualTo(SIX);
  }

  @Test
  void samples_may_come_before_their_format() throws Exception {
    assertThat(open(WavBytes.riff().data(SIX).format(1, 1, 8000, 16).bytes()).readAllBytes()).isEqualTo(SIX);
  }

  @Test
  void many_samples_before_their_format_are_not_held() {
    assertRefused(WavBytes.riff().data(new byte[9 << 20]).format(1, 1, 8000, 16).bytes(),
        "has its samples before their format");
  }

  @ParameterizedTest
  @ValueSource(longs = {0xffffffffL, 0xfffffffeL, 0x7ffff000L, 0x7fffffffL, 0x80000000L, 0})
  void a_size_that_a_pipe_leaves_means_to_the_end(long size) throws Exception {
    for (long riff : new long[]{0xffffffffL, 0x7ffff024L, 0, size + 36}) {
      byte[] wav = WavBytes.riff().format(1, 1, 8000, 16).sized("data", size, SIX).bytes(riff);
      AudioInputStream in = open(wav);
      assertThat(in.getFrameLength()).isEqualTo(-1);
      assertThat(in.readAllBytes()).as("RIFF size %x", riff).isEqualTo(SIX);
    }
  }

  @Test
  void a_file_that_is_empty_on_purpose_is_empty() throws Exception {
    assertThat(open(WavBytes.riff().format(1, 1, 8000, 16).data().bytes()).readAllBytes()).isEmpty();
    assertThat(open(WavBytes.riff().format(1, 1, 8000, 16).data().chunk("LIST", SIX).bytes()).readAllBytes()).isEmpty();
  }

  @Test
  void truncated_samples_are_read_as_far_as_they_go() throws Exception {
    AudioInputStream in = open(WavBytes.riff().format(1, 1, 8000, 16).sized("data", 100, SIX).bytes());
    assertThat(in.getFrameLength()).isEqualTo(50);
    assertThat(in.readAllBytes()).isEqualTo(SIX);
  }

  @ParameterizedTest
  @CsvSource({"6,3", "0,-1", "-1,-1"})
  void rf64_has_its_size_elsewhere(long size, long frames) throws Exception {
    byte[] sizes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(size).array();
    byte[] wav = WavBytes.rf64().chunk("ds64", sizes).format(1, 1, 8000, 16).sized("data", 0xffffffffL, SIX).bytes();
    AudioInputStream in = open(wav);
    assertThat(in.getFrameLength()).isEqualTo(frames);
    assertThat(in.readAllBytes()).isEqualTo(SIX);
  }

  @ParameterizedTest
  @CsvSource({"0x11,4,is a WAV with IMA ADPCM", "0x55,0,is a WAV with MP3", "1,40,is a WAV with 40-bit samples",
      "3,16,is a WAV with 16-bit floating-point samples", "0x4711,16,is a WAV with audio of type 0x4711"})
  void what_is_compressed_is_named(int tag, int bits, String sentence) {
    assertRefused(WavBytes.riff().format(tag, 1, 8000, bits).data(SIX).bytes(), sentence);
  }

  @Test
  void a_damaged_head_is_named() {
    assertRefused(WavBytes.riff().format(1, 0, 8000, 16).data(SIX).bytes(), "has a damaged header: 0 channels");
    assertRefused(WavBytes.riff().format(1, 1, 0, 16).data(SIX).bytes(), "has a damaged header: 0 samples a second");
    assertRefused(WavBytes.riff().format(1, 1, 8000, 16).bytes(), "is a WAV without samples");
    assertRefused(WavBytes.riff().data(SIX).bytes(), "is a WAV without a format");
    assertRefused(WavBytes.riff().chunk("fmt ", SIX).bytes(), "ends in the middle of its header");
  }

  private static void assertRefused(byte[] wav, String sentence) {
    assertThatThrownBy(() -> open(wav)).isInstanceOf(UnsupportedAudioFileException.class).hasMessage(sentence);
  }

  private static AudioInputStream open(byte[] bytes) throws UnsupportedAudioFileException, IOException {
    return AudioFile.open(new ByteArrayInputStream(bytes));
  }
}
