package io.github.realtimecli.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Builds a WAV chunk by chunk, right or wrong.
public final class WavBytes {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final String family;
  private final ByteOrder order;

  private WavBytes(String family, ByteOrder order) {
    this.family = family;
    this.order = order;
  }

  public static WavBytes riff() {
    return new WavBytes("RIFF", ByteOrder.LITTLE_ENDIAN);
  }

  static WavBytes rifx() {
    return new WavBytes("RIFX", ByteOrder.BIG_ENDIAN);
  }

  static WavBytes rf64() {
    return new WavBytes("RF64", ByteOrder.LITTLE_ENDIAN);
  }

  public WavBytes format(int tag, int channels, int rate, int bits) {
    int frame = channels * ((bits + 7) / 8);
    ByteBuffer fields = ByteBuffer.allocate(16).order(order);
    fields.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * frame);
    return chunk("fmt ", fields.putShort((short) frame).putShort((short) bits).array());
  }

  WavBytes extensible(int tag, int channels, int rate, int bits, int valid, int mask) {
    int frame = channels * (bits / 8);
    ByteBuffer fields = ByteBuffer.allocate(40).order(order);
    fields.putShort((short) 0xfffe).putShort((short) channels).putInt(rate).putInt(rate * frame);
    fields.putShort((short) frame).putShort((short) bits).putShort((short) 22).putShort((short) valid).putInt(mask);
    fields.putShort((short) tag)
        .put(new byte[]{0, 0, 0, 0, 16, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
    return chunk("fmt ", fields.array());
  }

  public WavBytes data(byte... samples) {
    return chunk("data", samples);
  }

  WavBytes chunk(String id, byte... content) {
    sized(id, content.length, content);
    return content.length % 2 == 1 ? raw((byte) 0) : this;
  }

  /// A chunk whose size is not its own, without a pad byte.
  public WavBytes sized(String id, long size, byte... content) {
    body.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(ByteBuffer.allocate(4).order(order).putInt((int) size).array());
    return raw(content);
  }

  WavBytes raw(byte... content) {
    body.writeBytes(content);
    return this;
  }

  public byte[] bytes() {
    return bytes(body.size() + 4);
  }

  public byte[] bytes(long riffSize) {
    ByteBuffer whole = ByteBuffer.allocate(12 + body.size()).order(order);
    whole.put(family.getBytes(StandardCharsets.US_ASCII)).putInt((int) riffSize);
    whole.put("WAVE".getBytes(StandardCharsets.US_ASCII)).put(body.toByteArray());
    return whole.array();
  }
}
