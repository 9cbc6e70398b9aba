package io.github.realtimecli.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;

/// The head of an AIFF or an AIFF-C without compression.
final class Aiff {
  private static final int AIFC = Chunks.id("AIFC");
  private static final int COMM = Chunks.id("COMM");
  private static final int SSND = Chunks.id("SSND");

  private Aiff() {}

  static AudioInputStream open(Intake in) throws UnsupportedAudioFileException, IOException {
    int form = ByteBuffer.wrap(in.take(12)).getInt(8);
    AudioFormat format = null;
    long frames = 0;
    InputStream held = null;
    Chunks chunks = new Chunks(in, ByteOrder.BIG_ENDIAN);
    while (chunks.next()) {
      if (chunks.id() == COMM) {
        ByteBuffer common = chunks.body(22);
        format = format(common, form);
        frames = common.getInt(2) & 0xffff_ffffL;
        if (held != null)
          return AudioFile.samples(held, format, frames * format.getFrameSize());
      } else if (chunks.id() == SSND) {
        ByteBuffer head = ByteBuffer.wrap(in.take(8));
        long offset = head.getInt(0) & 0xffff_ffffL;
        long size = chunks.size() - 8 - offset;
        in.pass(offset);
        if (format != null)
          return AudioFile.samples(in, format, length(size, frames * format.getFrameSize()));
        held = AudioFile.hold(in, size);
      }
    }
    throw new UnsupportedAudioFileException(
        format == null ? "is an AIFF without a format" : "is an AIFF without samples");
  }

  // into a pipe, sox writes about 2^31 - 2^24 for both, ffmpeg 0
  private static long length(long size, long frames) {
    boolean unknown = size <= 0 || size >= 0x7f00_0000L - 8;
    return unknown ? -1 : Math.min(size, frames == 0 ? size : frames);
  }

  private static AudioFormat format(ByteBuffer common, int form) throws UnsupportedAudioFileException, EOFException {
    if (common.limit() < (form == AIFC ? 22 : 18))
      throw new EOFException();
    int channels = common.getShort(0) & 0xffff;
    int bits = common.getShort(6) & 0xffff;
    double rate = extended(common.getShort(8), common.getLong(10));
    Encoding encoding = form == AIFC ? encoding(common.getInt(18), bits) : integers(bits, ByteOrder.BIG_ENDIAN);
    return AudioFile.format(encoding, rate, bits, channels, 0);
  }

  private static Encoding encoding(int compression, int bits) throws UnsupportedAudioFileException {
    ByteOrder big = ByteOrder.BIG_ENDIAN;
    byte[] letters = ByteBuffer.allocate(4).putInt(compression).array();
    String name = new String(letters, StandardCharsets.ISO_8859_1);
    return switch (name) {
      case "NONE", "twos" -> integers(bits, big);
      case "sowt" -> integers(bits, ByteOrder.LITTLE_ENDIAN);
      case "in24" -> integers(24, big);
      case "in32" -> integers(32, big);
      case "42ni" -> integers(24, ByteOrder.LITTLE_ENDIAN);
      case "23ni" -> integers(32, ByteOrder.LITTLE_ENDIAN);
      case "raw " -> new Encoding(Encoding.Kind.UNSIGNED, 1, big);
      case "fl32", "FL32" -> new Encoding(Encoding.Kind.FLOAT, 4, big);
      case "fl64", "FL64" -> new Encoding(Encoding.Kind.FLOAT, 8, big);
      case "alaw", "ALAW" -> new Encoding(Encoding.Kind.ALAW, 1, big);
      case "ulaw", "ULAW" -> new Encoding(Encoding.Kind.MULAW, 1, big);
      default -> throw new UnsupportedAudioFileException("is an AIFF-C of type '" + printable(name) + "'");
    };
  }

  private static Encoding integers(int bits, ByteOrder order) throws UnsupportedAudioFileException {
    if (bits < 1 || bits > 32)
      throw new UnsupportedAudioFileException("is an AIFF with " + bits + "-bit samples");
    return new Encoding(Encoding.Kind.SIGNED, (bits + 7) / 8, order);
  }

  private static String printable(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < name.length(); i++)
      shown.append(name.charAt(i) < ' ' || name.charAt(i) > '~' ? '?' : name.charAt(i));
    return shown.toString();
  }

  // IEEE 754 extended, 80 bits
  private static double extended(int head, long mantissa) {
    double upper = (mantissa >>> 1) * 2.0;
    double value = Math.scalb(upper, (head & 0x7fff) - 16383 - 63);
    return head < 0 ? -value : value;
  }
}
