package io.github.realtimecli.audio;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Reads the head of a recording: WAV (RIFF, RIFX, RF64, Wave64), AIFF and AIFF-C, AU. Its bytes are read forward only.
///
/// Not the JDK's readers: those give silence for a head that was never patched, fail on large or odd chunks before the
/// format, and do not know RF64, RIFX, Wave64 and AIFF-C.
public final class AudioFile {
  /// Property of an [AudioFormat]: the speakers its channels belong to, as in WAVE_FORMAT_EXTENSIBLE, an `Integer`.
  static final String CHANNEL_MASK = "channelMask";
  // samples before their format are held, up to here
  private static final int HELD = 8 << 20;
  private static final int MOST_CHANNELS = 256;
  private static final int HIGHEST_RATE = 1 << 20;

  private AudioFile() {}

  /// Whether the first bytes are those of a recording that can be read, as far as they tell.
  public static boolean isBegunBy(InputStream in) throws IOException {
    return Magic.family(in.readNBytes(Magic.BYTES)) != Magic.Family.OTHER;
  }

  /// The samples behind the head. Their number is known (`getFrameLength()`) when the head says it; there may be fewer.
  ///
  /// @return PCM, A-law or µ-law; closing it closes `in`
  /// @throws UnsupportedAudioFileException with a clause that says what the input is instead, such as "is an MP3";
  /// [NotSound] when that is no sound at all
  public static AudioInputStream open(InputStream in) throws UnsupportedAudioFileException, IOException {
    Intake intake = new Intake(in);
    byte[] magic = intake.peek(Magic.BYTES);
    try {
      return switch (Magic.family(magic)) {
        case RIFF -> Wav.open(intake, ByteOrder.LITTLE_ENDIAN);
        case RIFX -> Wav.open(intake, ByteOrder.BIG_ENDIAN);
        case WAVE64 -> Wave64.open(intake);
        case AIFF -> Aiff.open(intake);
        case AU -> Au.open(intake);
        case OTHER -> throw Magic.refusal(magic);
      };
    } catch (EOFException e) {
      throw new UnsupportedAudioFileException("ends in the middle of its header");
    }
  }

  /// @param bits that are meant, 0 when all are
  /// @param mask 0 when the layout is unknown
  static AudioFormat format(Encoding encoding, double rate, int bits, int channels, int mask)
      throws UnsupportedAudioFileException {
    if (channels < 1 || channels > MOST_CHANNELS)
      throw new UnsupportedAudioFileException("has a damaged header: " + channels + " channels");
    if (!(rate >= 1 && rate <= HIGHEST_RATE))
      throw new UnsupportedAudioFileException("has a damaged header: " + Math.round(rate) + " samples a second");
    int stored = encoding.bytes() * 8;
    int meant = bits > 0 && bits <= stored ? bits : stored;
    boolean big = encoding.order() == ByteOrder.BIG_ENDIAN;
    float hertz = Math.round(rate);
    return new AudioFormat(encoding.javaName(), hertz, meant, channels, channels * encoding.bytes(), hertz, big,
        Map.of(CHANNEL_MASK, mask));
  }

  /// @param bytes of samples that follow, -1 for all
  static AudioInputStream samples(InputStream in, AudioFormat format, long bytes) {
    return new AudioInputStream(in, format, bytes < 0 ? AudioSystem.NOT_SPECIFIED : bytes / format.getFrameSize());
  }

  /// Samples that come before the format, for later.
  static InputStream hold(Intake in, long bytes) throws UnsupportedAudioFileException, IOException {
    byte[] held = in.readNBytes((int) Math.min(bytes < 0 ? HELD : bytes, HELD));
    if (held.length == HELD)
      throw new UnsupportedAudioFileException("has its samples before their format");
    return new ByteArrayInputStream(held);
  }
}
