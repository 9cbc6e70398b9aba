package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sounds whose voice is known, by ear or by construction.
class VoiceActivityTest {
  private static final int SECOND = Pcm.RATE;

  @Test
  void nothingHasNoVoice() {
    VoiceActivity heard = heard(Pcm.EMPTY);
    assertThat(heard.firstVoiced()).isEqualTo(-1);
    assertThat(heard.lastVoicedEnd()).isEqualTo(-1);
    assertThat(heard.onset()).isEqualTo(-1);
    assertThat(heard.voiced()).isFalse();
  }

  @Test
  void silenceIsNoVoice() {
    VoiceActivity heard = heard(Pcm.silence(10 * SECOND));
    assertThat(heard.firstVoiced()).isEqualTo(-1);
    assertThat(heard.position()).isEqualTo(10 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-80, -60, -50, -45, -40})
  void steadyHissIsNoVoice(double level) {
    assertThat(heard(hiss(10, level)).firstVoiced()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"50,-25", "60,-25", "100,-35", "50,-60"})
  void humIsNoVoice(double frequency, double level) {
    assertThat(heard(tone(10, frequency, level)).firstVoiced()).isEqualTo(-1);
  }

  @Test
  void anOffsetIsNoVoice() {
    short[] samples = new short[SECOND];
    Arrays.fill(samples, (short) 4000);
    assertThat(heard(Pcm.ofSamples(samples)).firstVoiced()).isEqualTo(-1);
  }

  @Test
  void aClickIsNoVoice() {
    Pcm click = Pcm.ofSamples((short) 30_000, (short) -30_000, (short) 20_000);
    assertThat(heard(Pcm.silence(SECOND).concat(click).concat(Pcm.silence(SECOND))).firstVoiced()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-6, -20, -40, -47})
  void aToneInSilenceIsFoundToTheFrame(double level) {
    VoiceActivity heard = heard(Pcm.silence(SECOND).concat(tone(0.5, 300, level)).concat(Pcm.silence(SECOND)));
    assertThat(heard.firstVoiced()).isEqualTo(SECOND);
    assertThat(heard.lastVoicedEnd()).isCloseTo(SECOND * 3L / 2, within(frame()));
    assertThat(heard.voiced()).isFalse();
  }

  @Test
  void aToneInTheFirstSampleIsFoundThere() {
    assertThat(heard(tone(0.5, 300, -20)).firstVoiced()).isZero();
  }

  @Test
  void aToneThatStandsOutOfHissIsFound() {
    VoiceActivity heard = heard(hiss(2, -45).concat(mixed(tone(1, 300, -25), hiss(1, -45))).concat(hiss(2, -45)));
    assertThat(heard.firstVoiced()).isCloseTo(2L * SECOND, within(frame()));
    assertThat(heard.lastVoicedEnd()).isCloseTo(3L * SECOND, within(frame()));
  }

  @Test
  void noiseThatStaysIsNoVoiceAfterAWhile() {
    VoiceActivity heard = heard(Pcm.silence(SECOND).concat(hiss(10, -20)));
    assertThat(heard.firstVoiced()).isEqualTo(SECOND);
    assertThat(heard.lastVoicedEnd()).isBetween(3L * SECOND, 5L * SECOND);
    heard.take(tone(1, 300, -6));
    assertThat(heard.lastVoicedEnd()).isEqualTo(12L * SECOND);
  }

  @Test
  void theOnsetIsThatOfTheLatestRun() {
    Pcm word = tone(0.5, 300, -20);
    VoiceActivity heard = heard(
        Pcm.silence(SECOND).concat(word).concat(Pcm.silence(SECOND)).concat(word));
    assertThat(heard.firstVoiced()).isEqualTo(SECOND);
    assertThat(heard.onset()).isEqualTo(SECOND * 5L / 2);
    assertThat(heard.voiced()).isTrue();
  }

  @Test
  void aThresholdAsksForALouderVoice() {
    Pcm quiet = Pcm.silence(SECOND).concat(tone(0.5, 300, -40));
    assertThat(heard(quiet, new VoiceActivity(SECOND, 0)).firstVoiced()).isEqualTo(SECOND);
    assertThat(heard(quiet, new VoiceActivity(SECOND, 0.5)).firstVoiced()).isEqualTo(SECOND);
    assertThat(heard(quiet, new VoiceActivity(SECOND, 1)).firstVoiced()).isEqualTo(-1);
  }

  @Test
  void anotherRateIsAnotherLengthOfFrame() {
    Pcm sound = Pcm.silence(8000).concat(Pcm.ofSamples(samples(4000, 8000, 300, -20)));
    assertThat(heard(sound, new VoiceActivity(8000, 0.5)).firstVoiced()).isEqualTo(8000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 50, 99})
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRateThatNoSoundHasIsHeardToTheEndToo(int rate) {
    assertThat(heard(tone(1, 300, -20), new VoiceActivity(rate, 0.5)).position()).isEqualTo(SECOND);
  }

  // where the energy of the 16 kHz recordings first and last passes -50 dBFS, in ms
  @ParameterizedTest
  @CsvSource({"gettysburg.wav,140,11270", "questions/arithmetic.wav,160,2150", "questions/capital.wav,220,1850"})
  void speechIsFoundWhereItIs(String name, double from, double to) throws Exception {
    VoiceActivity heard = heard(speech(name));
    assertThat(Pcm.millis(heard.firstVoiced(), SECOND)).isCloseTo(from, within(50.0));
    assertThat(Pcm.millis(heard.lastVoicedEnd(), SECOND)).isCloseTo(to, within(50.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-26, -10, 6})
  void quietAndLoudSpeechIsFoundToo(double gain) throws Exception {
    VoiceActivity heard = heard(amplified(speech("gettysburg.wav"), gain));
    assertThat(Pcm.millis(heard.firstVoiced(), SECOND)).isCloseTo(140, within(120.0));
    assertThat(Pcm.millis(heard.lastVoicedEnd(), SECOND)).isCloseTo(11_270, within(120.0));
  }

  @Test
  void speechIsFoundInHissAndHum() throws Exception {
    Pcm speech = Pcm.silence(SECOND).concat(speech("gettysburg.wav")).concat(Pcm.silence(SECOND));
    Pcm noise = mixed(hiss(14, -48), tone(14, 50, -30));
    VoiceActivity heard = heard(mixed(speech, noise));
    assertThat(Pcm.millis(heard.firstVoiced(), SECOND)).isCloseTo(1140, within(100.0));
    assertThat(Pcm.millis(heard.lastVoicedEnd(), SECOND)).isCloseTo(12_270, within(150.0));
  }

  @Test
  void chunksMakeNoDifference() throws Exception {
    Pcm speech = mixed(speech("gettysburg.wav"), hiss(12, -50));
    VoiceActivity whole = heard(speech);
    for (int step : new int[]{1, 7, 480, 481, 4801}) {
      VoiceActivity cut = new VoiceActivity();
      for (int at = 0; at < speech.length(); at += step)
        cut.take(speech.slice(at, Math.min(speech.length(), at + step)));
      assertThat(cut).as("in chunks of " + step).usingRecursiveComparison().isEqualTo(whole);
    }
  }

  private static VoiceActivity heard(Pcm sound) {
    return heard(sound, new VoiceActivity());
  }

  private static VoiceActivity heard(Pcm sound, VoiceActivity ear) {
    ear.take(sound);
    return ear;
  }

  private static long frame() {
    return SECOND / 100;
  }

  private static Pcm speech(String name) throws Exception {
    try (AudioInputStream file = AudioFile.open(new FileInputStream(Path.of("samples", name).toFile()))) {
      float[] samples = new float[12 * SECOND];
      Samples speech = Resampler.of(new Mono(file), (int) file.getFormat().getSampleRate(), SECOND);
      return Pcm.rounded(samples, 0, speech.read(samples, 0, samples.length));
    }
  }

  private static short[] samples(int count, int rate, double frequency, double level) {
    double peak = 32768 * Math.sqrt(2) * Math.pow(10, level / 20);
    short[] samples = new short[count];
    for (int i = 0; i < count; i++)
      samples[i] = (short) Math.clamp(Math.round(peak * Math.sin(2 * Math.PI * frequency * i / rate)), -32768L, 32767L);
    return samples;
  }

  private static Pcm tone(double seconds, double frequency, double level) {
    return Pcm.ofSamples(samples((int) (seconds * SECOND), SECOND, frequency, level));
  }

  private static Pcm hiss(int seconds, double level) {
    Random random = new Random(7);
    short[] samples = new short[seconds * SECOND];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (short) Math.round(random.nextGaussian() * 32768 * Math.pow(10, level / 20));
    return Pcm.ofSamples(samples);
  }

  private static Pcm mixed(Pcm one, Pcm other) {
    short[] sum = new short[one.samples()];
    for (int i = 0; i < sum.length; i++)
      sum[i] = (short) Math.clamp(one.sample(i) + (i < other.samples() ? other.sample(i) : 0), -32768, 32767);
    return Pcm.ofSamples(sum);
  }

  private static Pcm amplified(Pcm sound, double decibels) {
    short[] louder = new short[sound.samples()];
    for (int i = 0; i < louder.length; i++)
      louder[i] = (short) Math.clamp(Math.round(sound.sample(i) * Math.pow(10, decibels / 20)), -32768L, 32767L);
    return Pcm.ofSamples(louder);
  }
}
