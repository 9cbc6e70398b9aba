package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;

class TextDraftTest {
  private static final int MASK = 0x1badcafe;
  private final TextDraft draft = new TextDraft();

  TextDraftTest() {
    draft.setParseMode(Role.SERVER);
  }

  @Test
  void framesAreReadWhereverTheyAreCut() throws Exception {
    byte[] wire = join(frame(0x81, "hello"), frame(0x89, "ping"), frame(0x81, ""), frame(0x81, "ä".repeat(100)),
        frame(0x01, "frag"), frame(0x80, "ment"), frame(0x82, "binary"), frame(0x81, "x".repeat(300)));
    List<String> expected = List.of("TEXT hello", "PING ping", "TEXT ", "TEXT " + "ä".repeat(100), "TEXT frag",
        "CONTINUOUS ment", "BINARY binary", "TEXT " + "x".repeat(300));
    for (int first = 0; first <= wire.length; first++)
      for (int second = first; second <= wire.length; second += 101)
        assertThat(read(wire, first, second)).as("cut at %d and %d", first, second).isEqualTo(expected);
  }

  @Test
  void framesOfAnySizeAreReadFromPiecesOfAnySize() throws Exception {
    Random random = new Random(7);
    List<byte[]> frames = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int size : new int[]{0, 125, 126, 65_535, 65_536, 300_000, 13_000, 13_000, 13_000, 200_000}) {
      String text = random.ints(size, 'a', 'z' + 1)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
      frames.add(frame(0x81, text));
      expected.add("TEXT " + text);
    }
    byte[] wire = join(frames.toArray(byte[][]::new));
    List<String> read = new ArrayList<>();
    for (int at = 0; at < wire.length;) {
      int count = Math.min(wire.length - at, 1 + random.nextInt(65_536));
      read.addAll(texts(draft.translateFrame(piece(wire, at, at + count))));
      at += count;
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void anUnmaskedFrameIsAgainstTheRules() {
    assertThatThrownBy(() -> draft.translateFrame(ByteBuffer.wrap(new byte[]{(byte) 0x81, 1, 'x'})))
        .isInstanceOf(InvalidFrameException.class);
  }

  @Test
  void aFrameBeyondTheLimitIsRefusedByItsHead() {
    byte[] head = ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xff).putLong(TextDraft.LARGEST + 1L).array();
    assertThatThrownBy(() -> draft.translateFrame(ByteBuffer.wrap(head))).isInstanceOf(LimitExceededException.class);
    byte[] negative = ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xff).putLong(-1).array();
    assertThatThrownBy(() -> new TextDraft().translateFrame(ByteBuffer.wrap(negative)))
        .isInstanceOf(LimitExceededException.class);
  }

  private static List<String> read(byte[] wire, int first, int second) throws Exception {
    TextDraft draft = new TextDraft();
    draft.setParseMode(Role.SERVER);
    List<String> read = new ArrayList<>();
    read.addAll(texts(draft.translateFrame(piece(wire, 0, first))));
    read.addAll(texts(draft.translateFrame(piece(wire, first, second))));
    read.addAll(texts(draft.translateFrame(piece(wire, second, wire.length))));
    return read;
  }

  /// A copy, because frames are unmasked where they lie.
  private static ByteBuffer piece(byte[] wire, int from, int to) {
    return ByteBuffer.wrap(wire.clone(), from, to - from).slice();
  }

  private static List<String> texts(List<Framedata> frames) {
    return frames.stream().map(frame -> frame.getOpcode() + " " + switch (frame) {
      case TextDraft.WholeText text -> text.text();
      default -> StandardCharsets.UTF_8.decode(frame.getPayloadData().duplicate()).toString();
    }).toList();
  }

  private static byte[] frame(int first, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(14 + utf8.length).put((byte) first);
    if (utf8.length < 126)
      frame.put((byte) (0x80 | utf8.length));
    else if (utf8.length < 65_536)
      frame.put((byte) 0xfe).putShort((short) utf8.length);
    else
      frame.put((byte) 0xff).putLong(utf8.length);
    frame.putInt(MASK);
    for (int i = 0; i < utf8.length; i++)
      frame.put((byte) (utf8[i] ^ MASK >>> 24 - 8 * (i & 3)));
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts)
      joined.put(part);
    return joined.array();
  }
}
