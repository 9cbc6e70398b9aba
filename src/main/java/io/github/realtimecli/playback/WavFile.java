package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Keeps the answers, one after the other, in one WAV.
///
/// [#close()] gives the file its name when there is anything in it or an answer was whole, so that an interrupted answer is
/// kept as far as it came; after a failed write or [#discard()] no file appears, and after a failed write [#close()] fails
/// too, for whoever did not see the first exception.
public final class WavFile implements Sink {
  private final WavWriter wav;
  private final int rate;
  private @Nullable String name;
  private long samples;
  private Worth worth = Worth.EMPTY;
  private @Nullable IOException failure;

  private enum Worth {
    EMPTY, KEPT, SPOILT
  }

  private WavFile(WavWriter wav, int rate) {
    this.wav = wav;
    this.rate = rate;
  }

  /// @param rate samples a second
  /// @throws IOException when no file can be made there
  public static WavFile at(Path target, int rate) throws IOException {
    return new WavFile(WavWriter.toFile(target, rate), rate);
  }

  /// Writes as it arrives, to a pipe for instance. The stream stays open.
  ///
  /// @param rate samples a second
  public static WavFile into(OutputStream out, int rate) throws IOException {
    return new WavFile(WavWriter.toStream(out, rate), rate);
  }

  @Override
  public void play(Pcm pcm) throws IOException {
    try {
      wav.write(pcm);
    } catch (IOException e) {
      worth = Worth.SPOILT;
      failure = e;
      throw e;
    }
    samples += pcm.samples();
    keep();
  }

  @Override
  public void finish(Runnable heard) {
    samples = 0;
    keep();
    heard.run();
  }

  /// Drops nothing: what was taken is written. Returns how much of the current answer that is.
  @Override
  public double flush() {
    double written = Pcm.millis(samples, rate);
    samples = 0;
    return written;
  }

  @Override
  public Played played() {
    return Played.NOTHING;
  }

  /// Says that the answer did not become whole: the file gets `name` instead, beside the one it was meant for.
  public void keepAs(String name) {
    this.name = name;
  }

  /// Says that the file is not to appear.
  public void discard() {
    worth = Worth.SPOILT;
  }

  @Override
  public void close() throws IOException {
    String partial = name;
    try {
      if (worth == Worth.KEPT && partial != null)
        wav.commitAs(partial);
      else if (worth == Worth.KEPT)
        wav.commit();
    } finally {
      wav.close();
    }
    IOException failed = failure;
    failure = null;
    if (failed != null)
      throw failed;
  }

  private void keep() {
    if (worth == Worth.EMPTY)
      worth = Worth.KEPT;
  }
}
