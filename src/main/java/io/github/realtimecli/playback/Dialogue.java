package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// A recording of both sides: a stereo WAV with the caller on the left and the answer on the right, on one time axis.
///
/// The axis is the conversation's, not the wire's: what the caller said lasts as long as it lasts to say it, however fast it
/// was sent, and the answer begins as long after its end as it took to come. What then comes late is late here too only when
/// the answer's own sound had run out by then.
///
/// The caller's side is written by one thread, the answer's by another.
public final class Dialogue implements Sink {
  private static final int CHANNELS = 2;
  private static final int BLOCK = Pcm.RATE / 10;

  private final WavWriter wav;
  private final LongSupplier clock;
  /// When what has been written so far is over, on the conversation's axis.
  private long overAt;
  private boolean answering;
  private boolean spoilt;

  private Dialogue(WavWriter wav, LongSupplier clock) {
    this.wav = wav;
    this.clock = clock;
    this.overAt = clock.getAsLong();
  }

  /// @throws IOException when no file can be made there
  public static Dialogue at(Path target) throws IOException {
    return new Dialogue(WavWriter.toFile(target, Pcm.RATE, CHANNELS), System::nanoTime);
  }

  static Dialogue at(Path target, LongSupplier clock) throws IOException {
    return new Dialogue(WavWriter.toFile(target, Pcm.RATE, CHANNELS), clock);
  }

  /// The caller has said this. What cannot be written shows in [#close()].
  public synchronized void said(Pcm samples) {
    try {
      write(samples, 0);
    } catch (IOException e) {
      spoilt = true;
    }
    answering = false;
    overAt = clock.getAsLong();
  }

  @Override
  public synchronized void play(Pcm samples) throws IOException {
    long now = clock.getAsLong();
    if (!answering || now > overAt)
      pause(now - overAt);
    overAt = Math.max(now, overAt) + (long) (Pcm.millis(samples.samples(), Pcm.RATE) * 1e6);
    answering = true;
    write(samples, 1);
  }

  private void pause(long nanos) throws IOException {
    for (long left = nanos * Pcm.RATE / 1_000_000_000L; left > 0; left -= BLOCK)
      write(Pcm.silence((int) Math.min(left, BLOCK)), 0);
  }

  private void write(Pcm samples, int channel) throws IOException {
    for (int from = 0; from < samples.samples(); from += BLOCK) {
      int count = Math.min(BLOCK, samples.samples() - from);
      short[] frames = new short[count * CHANNELS];
      for (int i = 0; i < count; i++)
        frames[i * CHANNELS + channel] = samples.sample(from + i);
      wav.write(Pcm.ofSamples(frames));
    }
  }

  @Override
  public void finish(Runnable heard) {
    heard.run();
  }

  /// Drops nothing: what was taken is written.
  @Override
  public double flush() {
    return 0;
  }

  @Override
  public Played played() {
    return Played.NOTHING;
  }

  /// Gives the file its name when anything was said or heard.
  @Override
  public synchronized void close() throws IOException {
    try {
      if (spoilt)
        throw new IOException("what was said could not be written");
      if (wav.samples() > 0)
        wav.commit();
    } finally {
      wav.close();
    }
  }
}
