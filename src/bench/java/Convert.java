import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.source.SpeechFile;
import java.io.IOException;
import java.nio.file.Path;

/// A recording to a 24 kHz mono WAV, and nothing else: what a whole process is measured with.
///
/// `java -cp target/classes src/bench/java/Convert.java IN OUT.wav`
public final class Convert {
  private Convert() {}

  public static void main(String[] args) throws IOException {
    try (SpeechFile speech = SpeechFile.open(Path.of(args[0]), SpeechFile.Digest.NONE);
        WavWriter wav = WavWriter.toFile(Path.of(args[1]), Pcm.RATE)) {
      for (Pcm pcm = speech.next(); pcm != null; pcm = speech.next())
        wav.write(pcm);
      wav.commit();
    }
  }
}
