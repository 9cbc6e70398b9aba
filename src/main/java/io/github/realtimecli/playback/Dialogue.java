package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/// A recording of both sides: a stereo WAV with the caller on the left and the answer on the right, on one time axis.
///
/// The axis is the conversation's, not the wire's: what the caller said lasts as long as it lasts to say it, however fast it
/// was sent. A piece of the answer begins as long after the end of what was said by then as it took to come, or behind the
/// piece before it when that is still to be heard; while it lasts the caller may speak again.
///
/// Nothing is held but the answer that is ahead of the caller, and that only until [#saidAll()]. The caller's side is written
/// by one thread, the answer's by another.
public final class Dialogue implements Sink {
  private static final int CHANNELS = 2;
  private static final int BLOCK = Pcm.RATE / 10;

  private final Path target;
  private final LongSupplier clock;
  private WavWriter wav;
  /// The answer from the end of what was said on: everything before is written.
  private final ArrayDeque<Pcm> ahead = new ArrayDeque<>();
  private long aheadSamples;
  /// When the caller's last sample so far was said.
  private long saidAt;
  private boolean saidAll;
  private boolean spoilt;

  private Dialogue(Path target, LongSupplier clock) throws IOException {
    this.target = target;
    this.clock = clock;
    this.wav = WavWriter.toFile(target, Pcm.RATE, CHANNELS);
    this.saidAt = clock.getAsLong();
  }

  /// @throws IOException when no file can be made there
  public static Dialogue at(Path target) throws IOException {
    return new Dialogue(target, System::nanoTime);
  }

  static Dialogue at(Path target, LongSupplier clock) throws IOException {
    return new Dialogue(target, clock);
  }

  /// Begins anew: the question is going to be asked again.
  public synchronized void restart() {
    ahead.clear();
    aheadSamples = 0;
    saidAll = false;
    saidAt = clock.getAsLong();
    try {
      wav.close();
      wav = WavWriter.toFile(target, Pcm.RATE, CHANNELS);
    } catch (IOException e) {
      spoilt = true;
    }
  }

  /// The caller has said this. What cannot be written shows in [#close()].
  public synchronized void said(Pcm samples) {
    try {
      for (int from = 0; from < samples.samples();) {
        Pcm answer = next(samples.samples() - from);
        int count = answer.isEmpty() ? Math.min(BLOCK, samples.samples() - from) : answer.samples();
        write(samples.slice(from * Pcm.SAMPLE_BYTES, (from + count) * Pcm.SAMPLE_BYTES), answer, count);
        from += count;
      }
    } catch (IOException e) {
      spoilt = true;
    }
    saidAt = clock.getAsLong();
  }

  /// The caller says nothing more: the answer can be written as it comes.
  public synchronized void saidAll() {
    saidAll = true;
  }

  @Override
  public synchronized void play(Pcm samples) throws IOException {
    long silence = (clock.getAsLong() - saidAt) * Pcm.RATE / 1_000_000_000L - aheadSamples;
    for (; silence > 0; silence -= BLOCK)
      lay(Pcm.silence((int) Math.min(silence, BLOCK)));
    lay(samples);
  }

  private void lay(Pcm samples) throws IOException {
    aheadSamples += samples.samples();
    if (saidAll)
      drain();
    if (saidAll)
      writeAlone(samples);
    else
      ahead.add(samples);
  }

  /// At most so many samples of what is ahead.
  private Pcm next(int most) {
    Pcm first = ahead.poll();
    if (first == null)
      return Pcm.EMPTY;
    int count = Math.min(Math.min(most, BLOCK), first.samples());
    if (count < first.samples())
      ahead.addFirst(first.slice(count * Pcm.SAMPLE_BYTES, first.length()));
    aheadSamples -= count;
    return first.slice(0, count * Pcm.SAMPLE_BYTES);
  }

  private void drain() throws IOException {
    for (Pcm piece = ahead.poll(); piece != null; piece = ahead.poll())
      writeAlone(piece);
  }

  private void writeAlone(Pcm answer) throws IOException {
    for (int from = 0; from < answer.samples(); from += BLOCK) {
      int count = Math.min(BLOCK, answer.samples() - from);
      write(Pcm.EMPTY, answer.slice(from * Pcm.SAMPLE_BYTES, (from + count) * Pcm.SAMPLE_BYTES), count);
    }
  }

  private void write(Pcm left, Pcm right, int count) throws IOException {
    short[] frames = new short[count * CHANNELS];
    for (int i = 0; i < count; i++) {
      frames[i * CHANNELS] = left.isEmpty() ? 0 : left.sample(i);
      frames[i * CHANNELS + 1] = right.isEmpty() ? 0 : right.sample(i);
    }
    wav.write(Pcm.ofSamples(frames));
  }

  @Override
  public void finish(Runnable heard) {
    heard.run();
  }

  /// What the caller spoke over is not laid any more; what is over stays.
  @Override
  public synchronized double flush() {
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
      drain();
      if (spoilt)
        throw new IOException("what was said could not be written");
      if (wav.samples() > 0)
        wav.commit();
    } finally {
      wav.close();
    }
  }
}
