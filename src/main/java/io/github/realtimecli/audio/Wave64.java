package io.github.realtimecli.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;

/// The head of a Sony Wave64: like RIFF, with 16-byte names, 64-bit sizes that count the chunk's head, chunks at multiples of 8.
final class Wave64 {
  private static final int HEAD = 24;
  private static final int FMT = Chunks.id("fmt ");
  private static final int DATA = Chunks.id("data");
  // from here on a size means "to the end"
  private static final long UNKNOWN = 1L << 60;

  private Wave64() {}

  static AudioInputStream open(Intake in) throws UnsupportedAudioFileException, IOException {
    if (ByteBuffer.wrap(in.take(HEAD + 16)).getInt(HEAD) != Chunks.id("wave"))
      throw new UnsupportedAudioFileException("is no audio that is known here");
    AudioFormat format = null;
    for (;;) {
      byte[] head = in.readNBytes(HEAD);
      if (head.length < HEAD)
        throw new UnsupportedAudioFileException("is a Wave64 without samples");
      int id = ByteBuffer.wrap(head).getInt(0);
      long size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(16) - HEAD;
      if (id == DATA && format != null)
        return AudioFile.samples(in, format, size <= 0 || size >= UNKNOWN ? -1 : size);
      if (size < 0)
        throw new EOFException();
      long end = in.position() + size;
      if (id == FMT)
        format = WaveFormat.of(ByteBuffer.wrap(in.readNBytes((int) Math.min(size, 40))).order(ByteOrder.LITTLE_ENDIAN));
      in.pass(end - in.position() + (-size & 7));
    }
  }
}
