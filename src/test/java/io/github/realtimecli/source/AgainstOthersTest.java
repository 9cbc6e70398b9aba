package io.github.realtimecli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same recordings through other people's converters.
class AgainstOthersTest {
  @TempDir
  private Path folder;
  private Path noise;

  @BeforeEach
  void nameTheNoise() {
    noise = folder.resolve("noise.wav");
  }

  @Nested
  class Sox {
    @BeforeEach
    void makeNoise() throws Exception {
      require("sox");
      run("sox", "-D", "-R", "-n", "-r", "48000", "-b", "32", "-e", "float", "-c", "2", noise.toString(), "synth", "1",
          "pinknoise", "sinc", "-9000", "vol", "0.3", "fade", "0.05", "-0", "0.05");
    }

    @ParameterizedTest
    @ValueSource(ints = {24_000, 32_000, 44_100, 48_000, 96_000, 192_000})
    void band_limited_noise_comes_out_the_same(int rate) throws Exception {
      Path in = folder.resolve("in.wav");
      run("sox", "-D", noise.toString(), "-c", "1", "-b", "24", in.toString(), "rate", "-v", String.valueOf(rate));
      Pcm theirs = sox(in);
      Pcm ours = ours(in);
      assertThat(Math.abs(ours.samples() - theirs.samples())).isLessThanOrEqualTo(1);
      assertThat(furthest(ours, theirs)).isLessThanOrEqualTo(1);
      assertThat(same(ours, theirs)).isGreaterThan(0.998);
    }

    @ParameterizedTest
    @CsvSource({"unsigned-integer,8,wav", "signed-integer,24,wav", "signed-integer,32,wav", "floating-point,32,wav",
        "floating-point,64,wav", "a-law,8,wav", "u-law,8,wav", "signed-integer,16,aiff", "signed-integer,24,aifc",
        "signed-integer,16,au", "u-law,8,au", "signed-integer,24,w64"})
    void every_encoding_comes_out_the_same(String encoding, String bits, String type) throws Exception {
      Path in = folder.resolve("in." + type);
      run("sox", "-D", noise.toString(), "-e", encoding, "-b", bits, in.toString());
      Pcm theirs = sox(in);
      Pcm ours = ours(in);
      assertThat(ours.samples()).isEqualTo(theirs.samples());
      assertThat(furthest(ours, theirs)).isLessThanOrEqualTo(1);
    }

    @Test
    void what_it_writes_into_a_pipe_is_read_to_the_end() throws Exception {
      byte[] wav = run("sox", "-V1", noise.toString(), "-b", "16", "-t", "wav", "-");
      assertThat(ours(new ByteArrayInputStream(wav)).samples()).isEqualTo(24_000);
    }

    private Pcm sox(Path in) throws Exception {
      return Pcm
          .of(run("sox", "-D", in.toString(), "-t", "raw", "-e", "signed", "-b", "16", "-", "remix", "-", "rate", "-v",
              "24000"));
    }
  }

  @Nested
  class Ffmpeg {
    @BeforeEach
    void makeNoise() throws Exception {
      require("ffmpeg");
      run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anoisesrc=d=1:c=pink:r=48000:a=0.3:s=1", noise.toString());
    }

    @ParameterizedTest
    @CsvSource({"wav,pcm_u8", "wav,pcm_s24le", "wav,pcm_s32le", "wav,pcm_f64le", "wav,pcm_alaw", "aiff,pcm_s16be",
        "aiff,pcm_s16le", "aiff,pcm_f32be", "aiff,pcm_f64be", "aiff,pcm_alaw", "aiff,pcm_mulaw", "au,pcm_s24be",
        "w64,pcm_s16le"})
    void encodings_have_the_same_names(String type, String codec) throws Exception {
      Path in = folder.resolve("in." + type);
      run("ffmpeg", "-v", "error", "-i", noise.toString(), "-c:a", codec, "-f", type, in.toString());
      try (Source source = SpeechFile.open(in, SpeechFile.Digest.NONE, Pcm.RATE)) {
        assertThat(drain(source).samples()).isEqualTo(24_000);
        assertThat(source.recording()).isEqualTo(new Recording(codec, 48_000, 1, 1000.0, null, null));
      }
    }

    @Test
    void what_it_writes_into_a_pipe_is_read_to_the_end() throws Exception {
      byte[] wav = run("ffmpeg", "-v", "error", "-i", noise.toString(), "-f", "wav", "-");
      assertThat(ours(new ByteArrayInputStream(wav)).samples()).isEqualTo(24_000);
    }

    @Test
    void five_point_one_is_mixed_alike() throws Exception {
      Path in = folder.resolve("in.wav");
      run("ffmpeg", "-v", "error", "-i", noise.toString(), "-af",
          "aresample=24000,pan=5.1|c0=0.9*c0|c1=-0.3*c0|c2=0.5*c0|c3=c0|c4=0.7*c0|c5=0.1*c0", "-c:a", "pcm_s16le",
          in.toString());
      Pcm theirs = Pcm.of(run("ffmpeg", "-v", "error", "-i", in.toString(), "-ac", "1", "-f", "s16le", "-"));
      assertThat(furthest(ours(in), theirs)).isLessThanOrEqualTo(1);
    }
  }

  private static void require(String tool) throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder(tool, tool.equals("sox") ? "--version" : "-version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    String required = System.getenv("REALTIME_CLI_REQUIRE");
    if (!there && required != null && List.of(required.split(",")).contains(tool))
      fail(tool + " is required and not there");
    assumeTrue(there, tool + " is not installed");
  }

  private static byte[] run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return out;
  }

  private static Pcm ours(Path in) throws IOException {
    try (Source source = SpeechFile.open(in, SpeechFile.Digest.NONE, Pcm.RATE)) {
      return drain(source);
    }
  }

  private static Pcm ours(InputStream in) throws IOException {
    try (Source source = SpeechFile.open(in, SpeechFile.Digest.NONE, Pcm.RATE)) {
      return drain(source);
    }
  }

  private static Pcm drain(Source source) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Pcm pcm = source.next(); pcm != null; pcm = source.next())
      pcm.writeTo(all);
    return Pcm.of(all.toByteArray());
  }

  private static int furthest(Pcm a, Pcm b) {
    int furthest = 0;
    for (int i = Math.min(a.samples(), b.samples()) - 1; i >= 0; i--)
      furthest = Math.max(furthest, Math.abs(a.sample(i) - b.sample(i)));
    return furthest;
  }

  private static double same(Pcm a, Pcm b) {
    int n = Math.min(a.samples(), b.samples());
    int same = 0;
    for (int i = 0; i < n; i++)
      same += a.sample(i) == b.sample(i) ? 1 : 0;
    return (double) same / n;
  }
}
