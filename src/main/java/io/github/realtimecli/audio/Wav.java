package io.github.realtimecli.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/// The head of a WAV: RIFF, RIFX (big-endian), RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088).
final class Wav {
  private static final int RF64 = Chunks.id("RF64");
  private static final int BW64 = Chunks.id("BW64");
  private static final int FMT = Chunks.id("fmt ");
  private static final int DS64 = Chunks.id("ds64");
  private static final int DATA = Chunks.id("data");
  private static final long UNKNOWN = 0xffff_ffffL;

  private Wav() {}

  static AudioInputStream open(Intake in, ByteOrder order) throws UnsupportedAudioFileException, IOException {
    ByteBuffer head = ByteBuffer.wrap(in.take(12));
    int family = head.getInt(0);
    boolean large = family == RF64 || family == BW64;
    long riff = head.order(order).getInt(4) & UNKNOWN;
    long largeData = -1;
    AudioFormat format = null;
    InputStream held = null;
    Chunks chunks = new Chunks(in, order);
    while (chunks.next()) {
      int id = chunks.id();
      if (id == FMT) {
        format = WaveFormat.of(chunks.body(40));
        if (held != null)
          return AudioFile.samples(held, format, -1);
      } else if (id == DS64 && chunks.size() >= 16) {
        ByteBuffer sizes = chunks.body(16);
        largeData = sizes.limit() < 16 ? -1 : sizes.getLong(8);
      } else if (id == DATA) {
        long size = large && chunks.size() == UNKNOWN ? largeData : dataSize(in, chunks.size(), riff);
        if (format != null)
          return AudioFile.samples(in, format, size <= 0 && large ? -1 : size);
        held = AudioFile.hold(in, size);
      }
    }
    throw new UnsupportedAudioFileException(missing(format));
  }

  private static String missing(@Nullable AudioFormat format) {
    return format == null ? "is a WAV without a format" : "is a WAV without samples";
  }

  // what writes into a pipe cannot know the size: ffmpeg and others leave 0xffffffff or 0, sox and arecord about 2^31
  private static long dataSize(Intake in, long size, long riff) throws IOException {
    if (size >= 0x7fff_f000L && size <= 0x8000_0000L || size >= 0xffff_f000L)
      return -1;
    if (size > 0)
      return size;
    // nothing, or not patched: nothing only if the file says so as a whole
    byte[] next = in.peek(4);
    boolean whole = riff >= in.position() - 8 && riff < UNKNOWN;
    boolean more = riff >= in.position() && next.length == 4 && letters(next);
    return whole && (more || next.length == 0) ? 0 : -1;
  }

  private static boolean letters(byte[] name) {
    for (byte letter : name) {
      if (letter < ' ' || letter > '~')
        return false;
    }
    return true;
  }
}
