package io.github.realtimecli.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.Supplier;

/// Makes a message into a client's text frame in its own array: head and mask key go into the free bytes at its front
/// (RFC 6455 section 5.2).
final class Masking {
  private static final Supplier<byte[]> RANDOM = random();
  private static final int DRAWN = 1024;
  private static byte[] keys = new byte[0];
  private static int used;
  /// After so many messages, 20 s of speech, a process is no longer cold.
  private static final int WARM = 100;
  /// Keys drawn, roughly: it only chooses between ways to the same bytes.
  private static int drawn;

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
    frame.put(start, (byte) 0x81).putInt(Transport.HEADROOM - 4, key);
    if (drawn < WARM) {
      byBytes(message, key);
    } else {
      Words.mask(message, key);
    }
    return frame.position(start);
  }

  /// Four plain bytes a step: the first messages of a cold process, on which the first sound waits, are masked in a
  /// tenth of the time that it takes to load what masks words.
  static void byBytes(byte[] message, int key) {
    byBytes(message, Transport.HEADROOM, message.length, key);
  }

  private static void byBytes(byte[] message, int from, int to, int key) {
    byte a = (byte) (key >> 24);
    byte b = (byte) (key >> 16);
    byte c = (byte) (key >> 8);
    byte d = (byte) key;
    int i = from;
    for (int end = to - 3; i < end; i += 4) {
      message[i] ^= a;
      message[i + 1] ^= b;
      message[i + 2] ^= c;
      message[i + 3] ^= d;
    }
    for (int shift = 24; i < to; i++, shift -= 8) {
      message[i] ^= (byte) (key >> shift);
    }
  }

  /// Eight bytes a step: many times faster, once it is loaded and compiled. The words are those of the array: the first
  /// compiler reads a word that lies across two of them byte by byte.
  static final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int FIRST = Math.ceilDiv(Transport.HEADROOM, Long.BYTES) * Long.BYTES;

    private Words() {}

    static void mask(byte[] message, int key) {
      byBytes(message, Transport.HEADROOM, Math.min(FIRST, message.length), key);
      int shifted = Integer.rotateLeft(key, (FIRST - Transport.HEADROOM) * Byte.SIZE);
      long twice = Integer.toUnsignedLong(shifted) * 0x1_0000_0001L;
      if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
        twice = Long.reverseBytes(twice);
      }
      int i = FIRST;
      for (int end = message.length - 7; i < end; i += Long.BYTES) {
        LONG.set(message, i, (long) LONG.get(message, i) ^ twice);
      }
      byBytes(message, i, message.length, shifted);
    }
  }

  /// The system's numbers as they are, where Java lets us have them: what `nextBytes` gives has been through SHA-1, which
  /// takes a cold process a millisecond for every draw.
  private static Supplier<byte[]> random() {
    try {
      SecureRandom system = SecureRandom.getInstance("NativePRNGNonBlocking");
      return () -> system.generateSeed(DRAWN);
    } catch (NoSuchAlgorithmException e) {
      SecureRandom random = new SecureRandom();
      return () -> {
        byte[] bytes = new byte[DRAWN];
        random.nextBytes(bytes);
        return bytes;
      };
    }
  }

  /// Unpredictable, as section 5.3 wants; drawn in bulk because a draw costs more than masking a message.
  private static synchronized int key() {
    if (used == keys.length) {
      keys = RANDOM.get();
      used = 0;
    }
    drawn = Math.min(WARM, drawn + 1);
    int key = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      key = key << 8 | keys[used] & 0xff;
      keys[used++] = 0;
    }
    return key;
  }
}
