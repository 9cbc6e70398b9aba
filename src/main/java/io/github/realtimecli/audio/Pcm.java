package io.github.realtimecli.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A run of mono 16-bit little-endian PCM: the one shape of sound inside the program.
///
/// A view of bytes that nobody writes any more, so it can be cut and handed between threads without copying. It knows no
/// sample rate: everything that is sent and received here is [#RATE] unless a session says otherwise.
/// The length is in bytes because a server may cut an answer inside a sample; [#samples()] counts whole ones.
public final class Pcm {
  /// The Realtime API's PCM rate, in samples a second.
  public static final int RATE = 24_000;
  /// Bytes of one sample.
  public static final int SAMPLE_BYTES = 2;
  public static final Pcm EMPTY = new Pcm(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private Pcm(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /// Takes the array over: the caller must not write to it again.
  public static Pcm of(byte[] bytes) {
    return new Pcm(bytes, 0, bytes.length);
  }

  /// Takes a part of the array over: the caller must not write to that part again.
  public static Pcm of(byte[] bytes, int offset, int length) {
    if ((offset | length) < 0 || length > bytes.length - offset)
      throw new IndexOutOfBoundsException("bytes " + offset + "+" + length + " of " + bytes.length);
    return new Pcm(bytes, offset, length);
  }

  /// Copies `count` samples into a new run.
  public static Pcm ofSamples(short[] samples, int from, int count) {
    byte[] bytes = new byte[count * SAMPLE_BYTES];
    for (int i = 0; i < count; i++) {
      bytes[2 * i] = (byte) samples[from + i];
      bytes[2 * i + 1] = (byte) (samples[from + i] >> 8);
    }
    return of(bytes);
  }

  public static Pcm ofSamples(short... samples) {
    return ofSamples(samples, 0, samples.length);
  }

  /// The nearest 16-bit values of numbers from -1 to 1, without dither; what is louder is cut off.
  public static Pcm rounded(float[] samples, int from, int count) {
    byte[] bytes = new byte[count * SAMPLE_BYTES];
    for (int i = 0; i < count; i++) {
      // the conversion to int cuts towards zero: shifted up, that rounds
      int value = (int) (samples[from + i] * 32768.0 + 32768.5) - 32768;
      value = Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
    return of(bytes);
  }

  public static Pcm silence(int samples) {
    return of(new byte[samples * SAMPLE_BYTES]);
  }

  /// Length in bytes; odd when the last sample is cut.
  public int length() {
    return length;
  }

  /// Number of whole samples.
  public int samples() {
    return length / SAMPLE_BYTES;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public short sample(int index) {
    int at = offset + index * SAMPLE_BYTES;
    return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
  }

  /// The bytes from `from` to `to` (exclusive), without copying.
  public Pcm slice(int from, int to) {
    if (from < 0 || to < from || to > length)
      throw new IndexOutOfBoundsException("bytes " + from + ".." + to + " of " + length);
    return new Pcm(bytes, offset + from, to - from);
  }

  /// This run and then `next`; copies unless one is empty.
  public Pcm concat(Pcm next) {
    if (next.length == 0)
      return this;
    if (length == 0)
      return next;
    byte[] joined = new byte[length + next.length];
    copyTo(joined, 0);
    next.copyTo(joined, length);
    return of(joined);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, offset, target, at, length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
  }

  /// The bytes, read-only in meaning: an array-backed view for encoders and lines that take arrays.
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, offset, length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /// Milliseconds that `samples` samples last at `rate` samples a second.
  public static double millis(long samples, int rate) {
    return samples * 1000.0 / rate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pcm pcm && view().equals(pcm.view());
  }

  @Override
  public int hashCode() {
    return view().hashCode();
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
