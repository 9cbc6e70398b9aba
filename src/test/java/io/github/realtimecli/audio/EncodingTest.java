package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class EncodingTest {
  static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

  @ParameterizedTest
  @FieldSource("ORDERS")
  void sixteen_bits(ByteOrder order) {
    ByteBuffer raw = ByteBuffer.allocate(8).order(order);
    raw.putShort((short) 0).putShort((short) 0x4001).putShort(Short.MIN_VALUE).putShort(Short.MAX_VALUE);
    assertThat(decode(Encoding.Kind.SIGNED, 2, order, raw.array())).containsExactly(0, 0x4001 / 32768f, -1,
        32767 / 32768f);
  }

  @ParameterizedTest
  @FieldSource("ORDERS")
  void twenty_four_bits(ByteOrder order) {
    byte[] raw = {0x40, 0, 1, (byte) 0x80, 0, 0, -1, -1, -1};
    byte[] turned = {1, 0, 0x40, 0, 0, (byte) 0x80, -1, -1, -1};
    assertThat(decode(Encoding.Kind.SIGNED, 3, order, order == ByteOrder.BIG_ENDIAN ? raw : turned))
        .containsExactly(0x400001 / 8388608f, -1, -1 / 8388608f);
  }

  @ParameterizedTest
  @FieldSource("ORDERS")
  void thirty_two_and_sixty_four_bits(ByteOrder order) {
    byte[] four = ByteBuffer.allocate(8).order(order).putInt(Integer.MIN_VALUE).putInt(3 << 28).array();
    assertThat(decode(Encoding.Kind.SIGNED, 4, order, four)).containsExactly(-1, 0.375f);
    byte[] eight = ByteBuffer.allocate(16).order(order).putLong(Long.MIN_VALUE).putLong(3L << 60).array();
    assertThat(decode(Encoding.Kind.SIGNED, 8, order, eight)).containsExactly(-1, 0.375f);
  }

  @Test
  void eight_bits_with_and_without_a_sign() {
    byte[] raw = {0, (byte) 0x80, (byte) 0xff, 0x7f};
    assertThat(decode(Encoding.Kind.SIGNED, 1, ByteOrder.BIG_ENDIAN, raw)).containsExactly(0, -1, -1 / 128f,
        127 / 128f);
    assertThat(decode(Encoding.Kind.UNSIGNED, 1, ByteOrder.BIG_ENDIAN, raw)).containsExactly(-1, 0, 127 / 128f,
        -1 / 128f);
  }

  @ParameterizedTest
  @FieldSource("ORDERS")
  void floating_point(ByteOrder order) {
    ByteBuffer four = ByteBuffer.allocate(16).order(order).putFloat(0.25f).putFloat(-1.5f).putFloat(Float.NaN);
    four.putFloat(Float.NEGATIVE_INFINITY);
    assertThat(decode(Encoding.Kind.FLOAT, 4, order, four.array())).containsExactly(0.25f, -1.5f, 0, -8);
    byte[] eight = ByteBuffer.allocate(16).order(order).putDouble(0.3).putDouble(1e300).array();
    assertThat(decode(Encoding.Kind.FLOAT, 8, order, eight)).containsExactly(0.3f, 8);
  }

  // the 14- and 13-bit values of ITU-T G.711, tables 1 and 2, to the left of 16 bits
  @ParameterizedTest
  @CsvSource({"0xff,0", "0x7f,0", "0xfe,8", "0x7e,-8", "0xef,132", "0x80,32124", "0x00,-32124", "0x8f,16764",
      "0x1f,-8316", "0x20,-7932"})
  void mu_law(int code, int value) {
    assertThat(decode(Encoding.Kind.MULAW, 1, ByteOrder.BIG_ENDIAN, (byte) code)).containsExactly(value / 32768f);
  }

  @ParameterizedTest
  @CsvSource({"0xd5,8", "0x55,-8", "0xd4,24", "0xc5,264", "0xaa,32256", "0x2a,-32256", "0x85,4224", "0x45,-264"})
  void a_law(int code, int value) {
    assertThat(decode(Encoding.Kind.ALAW, 1, ByteOrder.BIG_ENDIAN, (byte) code)).containsExactly(value / 32768f);
  }

  @ParameterizedTest
  @CsvSource({"SIGNED,2,pcm_s16", "SIGNED,3,pcm_s24", "SIGNED,8,pcm_s64", "FLOAT,4,pcm_f32", "FLOAT,8,pcm_f64"})
  void names_are_those_of_ffmpeg(Encoding.Kind kind, int bytes, String name) {
    assertThat(new Encoding(kind, bytes, ByteOrder.LITTLE_ENDIAN).ffmpegName()).isEqualTo(name + "le");
    assertThat(new Encoding(kind, bytes, ByteOrder.BIG_ENDIAN).ffmpegName()).isEqualTo(name + "be");
  }

  @ParameterizedTest
  @CsvSource({"SIGNED,pcm_s8", "UNSIGNED,pcm_u8", "ALAW,pcm_alaw", "MULAW,pcm_mulaw"})
  void one_byte_has_no_order(Encoding.Kind kind, String name) {
    assertThat(new Encoding(kind, 1, ByteOrder.BIG_ENDIAN).ffmpegName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"SIGNED,3", "UNSIGNED,1", "FLOAT,8", "ALAW,1", "MULAW,1"})
  void it_survives_the_way_through_the_jdks_format(Encoding.Kind kind, int bytes) throws Exception {
    for (ByteOrder order : ORDERS) {
      Encoding encoding = new Encoding(kind, bytes, order);
      AudioFormat format = AudioFile.format(encoding, 8000, 0, 5, 0);
      assertThat(Encoding.of(format)).isEqualTo(encoding);
    }
  }

  private static float[] decode(Encoding.Kind kind, int bytes, ByteOrder order, byte... raw) {
    float[] values = new float[raw.length / bytes];
    new Encoding(kind, bytes, order).decode(raw, values, 0, values.length);
    return values;
  }
}
