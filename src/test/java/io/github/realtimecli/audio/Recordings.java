package io.github.realtimecli.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A short recording of each kind.
public final class Recordings {
  private static final int FRAMES = 100;

  private Recordings() {}

  /// @param family the first four letters
  public static byte[] of(String family) {
    byte[] samples = new byte[4 * FRAMES];
    new Random(1).nextBytes(samples);
    return switch (family) {
      case "RIFF" -> WavBytes.riff().chunk("LIST", new byte[5]).format(1, 2, 44_100, 16).data(samples).bytes();
      case "RIFX" -> WavBytes.rifx().extensible(1, 2, 48_000, 16, 16, 3).data(samples).bytes();
      case "RF64" -> WavBytes.rf64().chunk("ds64", new byte[28]).format(3, 1, 16_000, 32).data(samples).bytes();
      case "FORM" -> aiff(samples);
      case ".snd" -> au(samples);
      default -> wave64(samples);
    };
  }

  private static byte[] aiff(byte[] samples) {
    ByteBuffer file = ByteBuffer.allocate(60 + samples.length);
    file.put(ascii("FORM")).putInt(52 + samples.length).put(ascii("AIFC"));
    file.put(ascii("COMM")).putInt(24).putShort((short) 2).putInt(FRAMES).putShort((short) 16);
    file.putShort((short) 0x400d).putLong(0xac44_0000_0000_0000L).put(ascii("sowt")).putShort((short) 0);
    return file.put(ascii("SSND")).putInt(8 + samples.length).putLong(0).put(samples).array();
  }

  private static byte[] au(byte[] samples) {
    ByteBuffer file = ByteBuffer.allocate(24 + samples.length);
    file.put(ascii(".snd")).putInt(24).putInt(samples.length).putInt(3).putInt(8000).putInt(2);
    return file.put(samples).array();
  }

  private static byte[] wave64(byte[] samples) {
    ByteBuffer file = ByteBuffer.allocate(104 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(guid("riff")).putLong(104 + samples.length).put(guid("wave"));
    file.put(guid("fmt ")).putLong(40).putShort((short) 1).putShort((short) 2).putInt(22_050).putInt(88_200);
    file.putShort((short) 4).putShort((short) 16);
    return file.put(guid("data")).putLong(24 + samples.length).put(samples).array();
  }

  private static byte[] guid(String name) {
    return ByteBuffer.allocate(16).put(ascii(name)).array();
  }

  private static byte[] ascii(String letters) {
    return letters.getBytes(StandardCharsets.US_ASCII);
  }
}
