package io.github.realtimecli.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;

/// The head of an AU (Sun, NeXT), in either byte order.
final class Au {
  private static final int HEAD = 24;
  private static final long UNKNOWN = 0xffff_ffffL;

  private Au() {}

  static AudioInputStream open(Intake in) throws UnsupportedAudioFileException, IOException {
    ByteBuffer head = ByteBuffer.wrap(in.take(HEAD));
    ByteOrder order = head.getInt(0) == Chunks.id(".snd") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    head.order(order);
    long offset = head.getInt(4) & 0xffff_ffffL;
    long size = head.getInt(8) & UNKNOWN;
    double rate = (double) (head.getInt(16) & UNKNOWN);
    AudioFormat format = AudioFile.format(encoding(head.getInt(12), order), rate, 0, head.getInt(20), 0);
    in.pass(offset - HEAD);
    return AudioFile.samples(in, format, size == 0 || size >= 0x7fff_f000L ? -1 : size);
  }

  private static Encoding encoding(int number, ByteOrder order) throws UnsupportedAudioFileException {
    return switch (number) {
      case 1 -> new Encoding(Encoding.Kind.MULAW, 1, order);
      case 2, 3, 4, 5 -> new Encoding(Encoding.Kind.SIGNED, number - 1, order);
      case 6 -> new Encoding(Encoding.Kind.FLOAT, 4, order);
      case 7 -> new Encoding(Encoding.Kind.FLOAT, 8, order);
      case 27 -> new Encoding(Encoding.Kind.ALAW, 1, order);
      default -> throw new UnsupportedAudioFileException("is an AU of type " + number);
    };
  }
}
