package io.github.realtimecli.audio;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.UnsupportedAudioFileException;

/// The `fmt ` chunk of WAV and Wave64: WAVEFORMATEX and WAVEFORMATEXTENSIBLE.
final class WaveFormat {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int ALAW = 6;
  private static final int MULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;

  private WaveFormat() {}

  /// @param fields in the file's byte order, which is that of the samples as well
  static AudioFormat of(ByteBuffer fields) throws UnsupportedAudioFileException, EOFException {
    if (fields.limit() < 14)
      throw new EOFException();
    int tag = fields.getShort(0) & 0xffff;
    int channels = fields.getShort(2) & 0xffff;
    double rate = (double) (fields.getInt(4) & 0xffff_ffffL);
    int align = fields.getShort(12) & 0xffff;
    int bits = fields.limit() < 16 ? 0 : fields.getShort(14) & 0xffff;
    int stored = (bits + 7) / 8;
    if (channels > 0 && align % channels == 0 && align / channels >= stored)
      stored = align / channels;
    int mask = 0;
    if (tag == EXTENSIBLE && fields.limit() >= 40) {
      int valid = fields.getShort(18) & 0xffff;
      bits = valid == 0 ? bits : Math.min(bits, valid);
      mask = fields.getInt(20);
      tag = fields.getShort(24) & 0xffff;
    } else if (tag == EXTENSIBLE) {
      tag = PCM;
    }
    return AudioFile.format(encoding(tag, stored, fields.order()), rate, bits, channels, mask);
  }

  private static Encoding encoding(int tag, int stored, ByteOrder order) throws UnsupportedAudioFileException {
    if (tag == PCM && stored == 1)
      return new Encoding(Encoding.Kind.UNSIGNED, 1, order);
    if (tag == PCM && (stored >= 2 && stored <= 4 || stored == 8))
      return new Encoding(Encoding.Kind.SIGNED, stored, order);
    if (tag == FLOAT && (stored == 4 || stored == 8))
      return new Encoding(Encoding.Kind.FLOAT, stored, order);
    if (tag == ALAW && stored <= 1)
      return new Encoding(Encoding.Kind.ALAW, 1, order);
    if (tag == MULAW && stored <= 1)
      return new Encoding(Encoding.Kind.MULAW, 1, order);
    throw new UnsupportedAudioFileException("is a WAV with " + name(tag, stored));
  }

  private static String name(int tag, int stored) {
    return switch (tag) {
      case PCM -> stored * 8 + "-bit samples";
      case FLOAT -> stored * 8 + "-bit floating-point samples";
      case 0x02 -> "Microsoft ADPCM";
      case 0x11 -> "IMA ADPCM";
      case 0x31 -> "GSM 6.10";
      case 0x40, 0x45, 0x64 -> "G.72x ADPCM";
      case 0x50 -> "MPEG audio";
      case 0x55 -> "MP3";
      case 0xff, 0x1600, 0x1610 -> "AAC";
      case 0x160, 0x161, 0x162, 0x163 -> "Windows Media audio";
      case 0x2000 -> "Dolby AC-3";
      default -> "audio of type 0x" + Integer.toHexString(tag);
    };
  }
}
