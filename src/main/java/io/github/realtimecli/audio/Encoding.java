package io.github.realtimecli.audio;

import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/// How a sample is written in bytes.
///
/// @param kind  the meaning of the bits; an integer of fewer bits than its bytes hold lies in the upper ones
/// @param bytes 1 for the 8-bit laws, 1 to 8 for integers, 4 or 8 for floating point
record Encoding(Kind kind, int bytes, ByteOrder order) {
  enum Kind {
    SIGNED, UNSIGNED, FLOAT, ALAW, MULAW
  }

  // 18 dB above full scale: what is louder, or no number, comes from a damaged file
  private static final float LOUDEST = 8;

  static Encoding of(AudioFormat format) {
    AudioFormat.Encoding name = format.getEncoding();
    Kind kind = name.equals(AudioFormat.Encoding.PCM_SIGNED)
        ? Kind.SIGNED
        : name.equals(AudioFormat.Encoding.PCM_UNSIGNED)
            ? Kind.UNSIGNED
            : name.equals(AudioFormat.Encoding.PCM_FLOAT)
                ? Kind.FLOAT
                : name.equals(AudioFormat.Encoding.ALAW) ? Kind.ALAW : Kind.MULAW;
    return new Encoding(kind, format.getFrameSize() / format.getChannels(),
        format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  AudioFormat.Encoding javaName() {
    return switch (kind) {
      case SIGNED -> AudioFormat.Encoding.PCM_SIGNED;
      case UNSIGNED -> AudioFormat.Encoding.PCM_UNSIGNED;
      case FLOAT -> AudioFormat.Encoding.PCM_FLOAT;
      case ALAW -> AudioFormat.Encoding.ALAW;
      case MULAW -> AudioFormat.Encoding.ULAW;
    };
  }

  /// ffmpeg's name, such as `pcm_s16le`.
  String ffmpegName() {
    String type = switch (kind) {
      case SIGNED -> "pcm_s";
      case UNSIGNED -> "pcm_u";
      case FLOAT -> "pcm_f";
      case ALAW -> "pcm_alaw";
      case MULAW -> "pcm_mulaw";
    };
    if (kind == Kind.ALAW || kind == Kind.MULAW)
      return type;
    String sized = type.concat(Integer.toString(bytes * 8));
    return bytes == 1 ? sized : sized.concat(order == ByteOrder.BIG_ENDIAN ? "be" : "le");
  }

  boolean isPcm() {
    return kind == Kind.SIGNED && bytes == Pcm.SAMPLE_BYTES && order == ByteOrder.LITTLE_ENDIAN;
  }

  /// From bytes to numbers from -1 to 1.
  void decode(byte[] raw, float[] into, int at, int count) {
    switch (kind) {
      case SIGNED -> integers(raw, 0, into, at, count);
      case UNSIGNED -> integers(raw, 0x80, into, at, count);
      case FLOAT -> floats(raw, into, at, count);
      case ALAW -> {
        for (int i = 0; i < count; i++)
          into[at + i] = alaw(raw[i]);
      }
      case MULAW -> {
        for (int i = 0; i < count; i++)
          into[at + i] = mulaw(raw[i]);
      }
    }
  }

  private void integers(byte[] raw, int flip, float[] into, int at, int count) {
    int step = order == ByteOrder.BIG_ENDIAN ? 1 : -1;
    int top = order == ByteOrder.BIG_ENDIAN ? 0 : bytes - 1;
    switch (bytes) {
      case 1 -> {
        for (int i = 0; i < count; i++)
          into[at + i] = (byte) (raw[i] ^ flip) * 0x1p-7f;
      }
      case 2 -> {
        for (int i = 0, t = top; i < count; i++, t += 2)
          into[at + i] = ((byte) (raw[t] ^ flip) << 8 | raw[t + step] & 0xff) * 0x1p-15f;
      }
      case 3 -> {
        for (int i = 0, t = top; i < count; i++, t += 3)
          into[at + i] = ((byte) (raw[t] ^ flip) << 16 | (raw[t + step] & 0xff) << 8 | raw[t + 2 * step] & 0xff)
              * 0x1p-23f;
      }
      default -> {
        for (int i = 0, t = top; i < count; i++, t += bytes)
          into[at + i] = (upper(raw, t, step) ^ flip << 24) * 0x1p-31f;
      }
    }
  }

  private void floats(byte[] raw, float[] into, int at, int count) {
    int step = order == ByteOrder.BIG_ENDIAN ? 1 : -1;
    int top = order == ByteOrder.BIG_ENDIAN ? 0 : bytes - 1;
    for (int i = 0, t = top; i < count; i++, t += bytes) {
      int upper = upper(raw, t, step);
      float value = bytes == 4
          ? Float.intBitsToFloat(upper)
          : (float) Double.longBitsToDouble((long) upper << 32 | upper(raw, t + 4 * step, step) & 0xffff_ffffL);
      into[at + i] = value > LOUDEST ? LOUDEST : value < -LOUDEST ? -LOUDEST : Float.isNaN(value) ? 0 : value;
    }
  }

  // four bytes from the most significant one on
  private static int upper(byte[] raw, int top, int step) {
    return raw[top] << 24 | (raw[top + step] & 0xff) << 16 | (raw[top + 2 * step] & 0xff) << 8
        | raw[top + 3 * step] & 0xff;
  }

  // ITU-T G.711: sign, three bits of segment, four bits within it; every other bit inverted
  private static float alaw(byte code) {
    int bits = code ^ 0x55;
    int segment = bits >> 4 & 7;
    int step = (bits & 15) << 4 | 8;
    int value = segment == 0 ? step : (step | 0x100) << segment - 1;
    return ((bits & 0x80) == 0 ? -value : value) * 0x1p-15f;
  }

  // ITU-T G.711: the same with all bits inverted, and a bias of 33 at 14 bits
  private static float mulaw(byte code) {
    int bits = ~code;
    int value = (((bits & 15) << 3 | 0x84) << (bits >> 4 & 7)) - 0x84;
    return ((bits & 0x80) == 0 ? value : -value) * 0x1p-15f;
  }
}
