package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.nio.ByteBuffer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// A line of the Java Sound API.
final class SampledLine implements Line {
  /// Room in the device; how much of it is used is the feeder's choice.
  private static final int BUFFER_MS = 200;

  private final SourceDataLine line;

  private SampledLine(SourceDataLine line) {
    this.line = line;
  }

  static SampledLine open(SourceDataLine line, AudioFormat format) throws LineUnavailableException {
    int samples = Math.round(format.getFrameRate() * BUFFER_MS / 1_000);
    line.open(format, samples * format.getFrameSize());
    return new SampledLine(line);
  }

  @Override
  public int write(Pcm pcm) {
    ByteBuffer bytes = pcm.view();
    return line.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  @Override
  public void start() {
    line.start();
  }

  @Override
  public void stop() {
    line.stop();
  }

  @Override
  public void flush() {
    line.flush();
  }

  @Override
  public long position() {
    return line.getLongFramePosition();
  }

  @Override
  public int capacity() {
    return line.getBufferSize() / line.getFormat().getFrameSize();
  }

  @Override
  public void close() {
    line.close();
  }
}
