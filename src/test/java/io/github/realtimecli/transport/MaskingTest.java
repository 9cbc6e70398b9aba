package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Frames out.
class MaskingTest {
  @Test
  void makesTheFrameOfTheRfc() {
    // section 5.7: a single-frame masked text message that holds "Hello"
    ByteBuffer frame = Masking.frame(Wires.message("Hello"), 0x37fa213d);
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    assertThat(bytes).containsExactly(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
  }

  @Test
  void unmasksToTheSameTextAtEveryLength() {
    StringBuilder text = new StringBuilder();
    for (int length = 0; length < 70_000; length += length < 300 || length > 65_500 && length < 65_570 ? 1 : 97) {
      text.setLength(0);
      for (int i = 0; i < length; i++) {
        text.append((char) ('a' + i % 26));
      }
      ByteBuffer frame = Masking.frame(Wires.message(text.toString()));
      assertThat(read(frame)).as("%d bytes", length).isEqualTo(text.toString());
    }
  }

  @Test
  void masksTheSameByBytesAndByWords() {
    for (int length = 0; length < 40; length++) {
      byte[] one = Wires.message("m".repeat(length));
      byte[] other = one.clone();
      Masking.byBytes(one, 0x80ff017f);
      Masking.Words.mask(other, 0x80ff017f);
      assertThat(other).as("%d bytes", length).isEqualTo(one);
      Masking.byBytes(one, 0x80ff017f);
      assertThat(one).isEqualTo(Wires.message("m".repeat(length)));
    }
  }

  private static String read(ByteBuffer frame) {
    assertThat(frame.get() & 0xff).isEqualTo(0x81);
    int second = frame.get() & 0xff;
    assertThat(second).isGreaterThan(127);
    long size = second & 0x7f;
    if (size == 126) {
      size = frame.getShort() & 0xffff;
      assertThat(size).isGreaterThan(125);
    } else if (size == 127) {
      size = frame.getLong();
      assertThat(size).isGreaterThan(65535);
    }
    byte[] key = new byte[4];
    frame.get(key);
    assertThat(frame.remaining()).isEqualTo((int) size);
    byte[] payload = new byte[(int) size];
    frame.get(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return new String(payload, StandardCharsets.UTF_8);
  }

  @Test
  void takesANewKeyForEveryFrame() {
    Set<Integer> keys = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      keys.add(ByteBuffer.wrap(Masking.frame(Wires.message("")).array(), Transport.HEADROOM - 4, 4).getInt());
    }
    assertThat(keys).hasSizeGreaterThan(1990);
  }

  @Test
  void wantsTheFreeBytes() {
    assertThatThrownBy(() -> Masking.frame(new byte[3])).isInstanceOf(IllegalArgumentException.class);
  }
}
