package io.github.realtimecli.audio;

import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/// A recording's bytes as mono numbers, at the recording's own rate.
public final class Mono implements Samples {
  private static final int BLOCK_BYTES = 1 << 14;

  private final AudioInputStream in;
  private final Encoding encoding;
  private final float[] weights;
  private final int frameBytes;
  private final int block;
  private byte[] raw = new byte[0];
  private final float[] interleaved;
  private long frames;

  /// @param in in one of the formats that [AudioFile] gives
  public Mono(AudioInputStream in) {
    AudioFormat format = in.getFormat();
    this.in = in;
    encoding = Encoding.of(format);
    frameBytes = format.getFrameSize();
    int channels = format.getChannels();
    weights = Downmix.weights(channels, format.getProperty(AudioFile.CHANNEL_MASK) instanceof Integer mask ? mask : 0);
    block = Math.max(1, BLOCK_BYTES / frameBytes);
    interleaved = new float[channels == 1 ? 0 : block * channels];
  }

  /// Samples of each channel read so far.
  public long frames() {
    return frames;
  }

  /// ffmpeg's name for the encoding, such as `pcm_s16le`.
  public String encoding() {
    return encoding.ffmpegName();
  }

  /// Whether the recording's bytes are those of [Pcm] already: one channel of 16 bits, the lower byte first.
  public boolean isPcm() {
    return weights.length == 1 && weights[0] == 1 && encoding.isPcm();
  }

  /// Reads a recording that [#isPcm()] as it is.
  ///
  /// @return fewer samples than asked for only at the end
  public Pcm read(int count) throws IOException {
    byte[] bytes = new byte[count * Pcm.SAMPLE_BYTES];
    int done = 0;
    while (done < bytes.length) {
      int n = in.read(bytes, done, bytes.length - done);
      if (n < 0)
        break;
      done += n;
    }
    frames += done / Pcm.SAMPLE_BYTES;
    return Pcm.of(bytes, 0, done);
  }

  @Override
  public int read(float[] into, int at, int count) throws IOException {
    if (raw.length == 0)
      raw = new byte[block * frameBytes];
    int done = 0;
    while (done < count) {
      int bytes = in.read(raw, 0, Math.min(raw.length, (count - done) * frameBytes));
      if (bytes < 0)
        break;
      int n = bytes / frameBytes;
      if (weights.length == 1)
        encoding.decode(raw, into, at + done, n);
      else
        mix(into, at + done, n);
      done += n;
    }
    frames += done;
    return done;
  }

  private void mix(float[] into, int at, int count) {
    encoding.decode(raw, interleaved, 0, count * weights.length);
    if (weights.length == 2) {
      float left = weights[0];
      float right = weights[1];
      for (int i = 0; i < count; i++)
        into[at + i] = left * interleaved[2 * i] + right * interleaved[2 * i + 1];
      return;
    }
    for (int i = 0, from = 0; i < count; i++) {
      float sum = 0;
      for (float weight : weights)
        sum += weight * interleaved[from++];
      into[at + i] = sum;
    }
  }
}
