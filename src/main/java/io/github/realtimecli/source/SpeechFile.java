package io.github.realtimecli.source;

import io.github.realtimecli.audio.AudioFile;
import io.github.realtimecli.audio.Mono;
import io.github.realtimecli.audio.NotSound;
import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Resampler;
import io.github.realtimecli.audio.Samples;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/// A recording, from a file or a pipe, as speech for the server, at the rate that it wants.
///
/// The first chunk is short, so that sending starts early; the others end at multiples of 200 ms, unless [Chunks] says more.
public final class SpeechFile implements Source {
  private static final int CHUNKS_A_SECOND = 5;
  private static final int FIRST_CHUNKS_A_SECOND = 50;
  private static final int GROWN_SECONDS = 2;
  private static final int GROWN_AFTER_SECONDS = 20;

  /// How long the chunks are.
  public enum Chunks {
    /// 200 ms: what somebody is saying just now is not kept back for longer.
    EVEN,
    /// 2 s behind the first 20 s: for a file that is sent as fast as the wire takes it. The way of a chunk through the program
    /// costs more than its samples do until it is compiled, and of so few chunks it need not be.
    GROWING
  }

  /// Whether the input's bytes are hashed: it costs a second pass through the processor.
  public enum Digest {
    NONE, SHA_256
  }

  private final InputStream bytes;
  private final @Nullable Sha256 sha256;
  private final AudioInputStream audio;
  private final Mono mono;
  /// `null` when the recording is what the server wants already.
  private final @Nullable Samples samples;
  private final Chunks chunks;
  private float[] chunk = {};
  private final int wanted;
  private long made;
  private boolean ended;

  private SpeechFile(InputStream in, Digest digest, Chunks chunks, int wanted)
      throws UnsupportedAudioFileException, IOException {
    sha256 = digest == Digest.SHA_256 ? new Sha256(in) : null;
    bytes = sha256 == null ? in : sha256;
    audio = AudioFile.open(bytes);
    mono = new Mono(audio);
    samples = mono.isPcm() && rate() == wanted ? null : Resampler.of(mono, rate(), wanted);
    this.chunks = chunks;
    this.wanted = wanted;
  }

  /// Looks whether a file can be a recording at all, without opening it.
  ///
  /// @throws Unreadable when it is not there, is a folder or may not be read
  public static void check(Path file) throws Unreadable {
    if (Files.isDirectory(file))
      throw new Unreadable("is a folder", "name a recording, or use batch for a folder");
    if (!Files.exists(file))
      throw new Unreadable("does not exist", "check the path");
    if (!Files.isReadable(file))
      throw new Unreadable("may not be read", "check its permissions");
  }

  /// Reads the file's head.
  ///
  /// @param chunks those of a pipe are even, whatever is wanted
  /// @param rate   samples a second of the speech that is made of it
  /// @throws Unreadable when it is not there, is a folder, may not be read, or is not audio of a known kind
  public static SpeechFile open(Path file, Digest digest, Chunks chunks, int rate) throws IOException {
    check(file);
    // not a channel: an interrupt of the reading thread would close that
    InputStream in = new FileInputStream(file.toFile());
    return start(in, digest, Files.isRegularFile(file) ? chunks : Chunks.EVEN, rate, Conversion.of(file));
  }

  /// The same in even chunks.
  public static SpeechFile open(Path file, Digest digest, int rate) throws IOException {
    return open(file, digest, Chunks.EVEN, rate);
  }

  /// The same at the vendor's rate.
  public static SpeechFile open(Path file, Digest digest) throws IOException {
    return open(file, digest, Pcm.RATE);
  }

  /// Reads the head of what comes through a pipe. Closing the source closes `in`.
  ///
  /// @param rate samples a second of the speech that is made of it
  /// @throws Unreadable when it is not audio of a known kind
  public static SpeechFile open(InputStream in, Digest digest, int rate) throws IOException {
    return start(in, digest, Chunks.EVEN, rate, Conversion.PIPE);
  }

  private static SpeechFile start(InputStream in, Digest digest, Chunks chunks, int wanted, String conversion)
      throws IOException {
    try {
      return new SpeechFile(in, digest, chunks, wanted);
    } catch (UnsupportedAudioFileException e) {
      in.close();
      String sentence = e.getMessage();
      String hint = e instanceof NotSound ? "give a recording: WAV, AIFF or AU" : conversion;
      throw new Unreadable(sentence == null ? "is no audio" : sentence, hint);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private int rate() {
    return (int) audio.getFormat().getSampleRate();
  }

  @Override
  public @Nullable Pcm next() throws IOException {
    int full = chunks == Chunks.GROWING && made >= (long) GROWN_AFTER_SECONDS * wanted
        ? GROWN_SECONDS * wanted
        : wanted / CHUNKS_A_SECOND;
    int count = made == 0 ? wanted / FIRST_CHUNKS_A_SECOND : full - (int) (made % full);
    Pcm speech = ended ? Pcm.EMPTY : read(count);
    made += speech.samples();
    if (speech.samples() < count && !ended) {
      ended = true;
      if (sha256 != null)
        sha256.readToEnd();
    }
    if (made == 0)
      throw new Unreadable("holds no sound", "check how it was recorded");
    return speech.isEmpty() ? null : speech;
  }

  private Pcm read(int count) throws IOException {
    if (samples == null)
      return mono.read(count);
    if (chunk.length < count)
      chunk = new float[count];
    return Pcm.rounded(chunk, 0, samples.read(chunk, 0, count));
  }

  @Override
  public Recording recording() {
    long declared = audio.getFrameLength();
    long frames = ended || declared < 0 ? mono.frames() : declared;
    return new Recording(mono.encoding(), rate(), audio.getFormat().getChannels(),
        ended || declared >= 0 ? Pcm.millis(frames, rate()) : null, ended && sha256 != null ? sha256.hex() : null,
        ended && mono.frames() < declared ? truncated(declared) : null);
  }

  private String truncated(long declared) {
    return "is truncated: " + seconds(declared - mono.frames()) + " of " + seconds(declared) + " are missing";
  }

  private String seconds(long frames) {
    double rounded = Math.round(frames * 100.0 / rate()) / 100.0;
    return rounded + " s";
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
