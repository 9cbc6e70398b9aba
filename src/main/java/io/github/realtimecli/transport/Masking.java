package io.github.realtimecli.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// Makes a message into a client's text frame in its own array: head and mask key go into the free bytes at its front
/// (RFC 6455 section 5.2).
final class Masking {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] KEYS = new byte[1024];
  private static int used = KEYS.length;

  private Masking() {}

  /// The frame, a part of the message's array; position to limit are to be sent.
  static ByteBuffer frame(byte[] message) {
    return frame(message, key());
  }

  static ByteBuffer frame(byte[] message, int key) {
    int size = message.length - Transport.HEADROOM;
    if (size < 0) {
      throw new IllegalArgumentException("a message without its free bytes in front");
    }
    ByteBuffer frame = ByteBuffer.wrap(message);
    int start;
    if (size < 126) {
      start = Transport.HEADROOM - 6;
      frame.put(start + 1, (byte) (0x80 | size));
    } else if (size < 1 << 16) {
      start = Transport.HEADROOM - 8;
      frame.put(start + 1, (byte) (0x80 | 126)).putShort(start + 2, (short) size);
    } else {
      start = 0;
      frame.put(1, (byte) (0x80 | 127)).putLong(2, size);
    }
    frame.put(start, (byte) 0x81);
    frame.order(ByteOrder.LITTLE_ENDIAN).putInt(Transport.HEADROOM - 4, key);
    mask(frame, key);
    return frame.position(start);
  }

  private static void mask(ByteBuffer frame, int key) {
    long twice = Integer.toUnsignedLong(key) * 0x1_0000_0001L;
    int i = Transport.HEADROOM;
    for (int end = frame.limit() - 7; i < end; i += Long.BYTES) {
      frame.putLong(i, frame.getLong(i) ^ twice);
    }
    for (; i < frame.limit(); i++, twice >>>= 8) {
      frame.put(i, (byte) (frame.get(i) ^ twice));
    }
  }

  /// Unpredictable, as section 5.3 wants; drawn in bulk because a draw costs more than masking a message.
  private static synchronized int key() {
    if (used == KEYS.length) {
      RANDOM.nextBytes(KEYS);
      used = 0;
    }
    int key = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      key = key << 8 | KEYS[used] & 0xff;
      KEYS[used++] = 0;
    }
    return key;
  }
}
