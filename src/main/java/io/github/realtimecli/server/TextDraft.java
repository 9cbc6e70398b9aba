package io.github.realtimecli.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.protocols.Protocol;

/// RFC 6455 as the library has it, except that a text message in one frame is unmasked where it lies and handed to its
/// [Connection] as bytes: no copy, no string, no look at every byte. Fragments and control frames take the library's way.
///
/// A message is [#LARGEST] bytes at most, in one frame or in many (close 1009). Offers the `realtime` subprotocol and does not
/// ask for it. Not thread-safe: one instance a connection, on its decoder's thread.
final class TextDraft extends Draft_6455 {
  static final int LARGEST = 64 << 20;
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int WHOLE_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int SLACK = 1 << 16;
  /// The largest array that waits for the next frame.
  private static final int MOST_KEPT = 1 << 20;
  private static final byte[] NOTHING = new byte[0];

  /// What has arrived of a frame that is not complete, from `start` to `end`.
  private byte[] pending = NOTHING;
  private int start;
  private int end;
  private long fragments;

  TextDraft() {
    super(List.of(), List.of(new Protocol("realtime"), new Protocol("")), LARGEST);
  }

  @Override
  public Draft copyInstance() {
    return new TextDraft();
  }

  /// A text message in one frame, as a part of the array that it arrived in.
  static final class WholeText extends TextFrame {
    private final byte[] utf8;
    private final int offset;
    private final int length;

    WholeText(byte[] utf8, int offset, int length) {
      this.utf8 = utf8;
      this.offset = offset;
      this.length = length;
    }

    String text() {
      return new String(utf8, offset, length, StandardCharsets.UTF_8);
    }
  }

  /// The frames are valid until the next call.
  @Override
  public List<Framedata> translateFrame(ByteBuffer arrived) throws InvalidDataException {
    List<Framedata> frames = new ArrayList<>();
    if (start < end) {
      keep(arrived);
      start = translate(pending, start, end, frames);
      return frames;
    }
    if (pending.length > MOST_KEPT)
      pending = NOTHING;
    start = 0;
    end = 0;
    int base = arrived.arrayOffset();
    arrived.position(translate(arrived.array(), base + arrived.position(), base + arrived.limit(), frames) - base);
    keep(arrived);
    return frames;
  }

  /// Puts what arrived behind what is pending, in an array that takes the whole of the frame that it belongs to.
  private void keep(ByteBuffer arrived) throws InvalidDataException {
    int count = arrived.remaining();
    if (count == 0)
      return;
    makeRoom(end - start + count);
    arrived.get(pending, end, count);
    end += count;
    makeRoom((int) size(pending, start, end));
  }

  /// Room for `size` bytes from `start` on.
  private void makeRoom(int size) {
    if (size <= pending.length - start)
      return;
    byte[] target = size <= pending.length ? pending : new byte[size + SLACK];
    System.arraycopy(pending, start, target, 0, end - start);
    pending = target;
    end -= start;
    start = 0;
  }

  /// Adds the complete frames from `from` to `to`.
  ///
  /// @return where the first incomplete one begins
  private int translate(byte[] bytes, int from, int to, List<Framedata> frames) throws InvalidDataException {
    int at = from;
    for (long size; (size = size(bytes, at, to)) > 0 && size <= to - at; at += (int) size) {
      int head = head(bytes[at + 1]);
      if ((bytes[at] & 0xff) == WHOLE_TEXT) {
        int length = (int) size - head - MASK_BYTES;
        unmask(bytes, at + head, length);
        frames.add(new WholeText(bytes, at + head + MASK_BYTES, length));
      } else {
        frames.addAll(super.translateFrame(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + (int) size))));
      }
    }
    return at;
  }

  /// The bytes of the frame at `at`, 0 when its head is not complete.
  private static long size(byte[] bytes, int at, int to) throws InvalidDataException {
    if (to - at < 2 || to - at < head(bytes[at + 1]))
      return 0;
    int second = bytes[at + 1];
    if ((second & MASKED) == 0)
      throw new InvalidFrameException("a client's frame must be masked");
    int head = head((byte) second);
    long length = second & 0x7f;
    if (head > 2) {
      length = 0;
      for (int i = at + 2; i < at + head; i++)
        length = length << 8 | bytes[i] & 0xff;
    }
    if (length < 0 || length > LARGEST)
      throw new LimitExceededException(LARGEST);
    return head + MASK_BYTES + length;
  }

  /// The bytes in front of the mask.
  private static int head(byte second) {
    return switch (second & 0x7f) {
      case 126 -> 4;
      case 127 -> 10;
      default -> 2;
    };
  }

  /// Unmasks the `length` bytes behind the mask at `mask`, eight at a time.
  private static void unmask(byte[] bytes, int mask, int length) {
    int at = mask + MASK_BYTES;
    int to = at + length;
    long word = 0;
    for (int i = 0; i < MASK_BYTES; i++)
      word = word << 8 | bytes[mask + i] & 0xff;
    word |= word << 32;
    for (; at + Long.BYTES <= to; at += Long.BYTES)
      LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ word);
    for (int i = 0; at < to; at++, i++)
      bytes[at] ^= bytes[mask + (i & 3)];
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    if (frame instanceof WholeText text) {
      Connection connection = socket.getAttachment();
      connection.text(text.utf8, text.offset, text.length);
      return;
    }
    switch (frame.getOpcode()) {
      case TEXT, BINARY, CONTINUOUS -> {
        fragments += frame.getPayloadData().remaining();
        if (fragments > LARGEST)
          throw new LimitExceededException(LARGEST);
        if (frame.isFin())
          fragments = 0;
      }
      case PING, PONG, CLOSING -> {
      }
    }
    super.processFrame(socket, frame);
  }
}
