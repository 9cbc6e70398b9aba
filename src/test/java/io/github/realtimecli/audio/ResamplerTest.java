package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int TO = Pcm.RATE;

  @ParameterizedTest
  @ValueSource(
      ints = {8000, 11_025, 12_000, 12_345, 16_000, 22_050, 22_255, 32_000, 37_800, 44_100, 48_000, 88_200, 96_000,
          176_400, 192_000, 384_000})
  void a_tone_comes_through_unchanged_and_clean(int rate) {
    double edge = Math.min(rate, TO) / 2.0;
    for (double fraction : new double[]{1 / 12.0, 10 / 12.0, 0.9}) {
      double frequency = fraction * edge;
      Tone.Fit fit = Tone.fit(Line.resampled(Tone.at(frequency, rate, rate / 4), rate, TO), frequency, TO);
      assertThat(fit.gain()).as("gain at %.0f Hz", frequency).isBetween(-0.01, 0.01);
      assertThat(fit.phase()).as("phase at %.0f Hz", frequency).isBetween(-1e-4, 1e-4);
      assertThat(fit.snr()).as("SNR at %.0f Hz", frequency).isGreaterThan(125);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32_000, 44_100, 48_000, 96_000, 192_000})
  void nothing_above_twelve_kilohertz_folds_back(int rate) {
    for (double frequency = 12_050; frequency < rate / 2.0; frequency += (rate / 2.0 - 12_000) / 7) {
      float[] out = Line.resampled(Tone.at(frequency, rate, rate / 4), rate, TO);
      assertThat(Tone.level(out)).as("alias of %.0f Hz", frequency).isLessThan(-120);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 23_999})
  void nothing_is_mirrored_above_the_old_half_rate(int rate) {
    float[] out = Line.resampled(Tone.at(0.45 * rate, rate, rate / 4), rate, TO);
    assertThat(Tone.fit(out, 0.45 * rate, TO).snr()).isGreaterThan(125);
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 12_345, 22_050, 44_100, 48_000, 192_000})
  void the_result_does_not_depend_on_how_it_is_asked_for(int rate) {
    float[] noise = noise(rate / 3 + 17);
    float[] whole = Line.resampled(noise, rate, TO);
    assertThat(Line.all(Resampler.of(new Line(noise), rate, TO), 1, 480, 7, 4321)).containsExactly(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 999, 8000, 11_025, 12_345, 23_999, 24_000, 24_001, 44_100, 48_000, 383_999, 384_000})
  void it_lasts_as_long_as_before(int rate) {
    for (int samples : new int[]{0, 1, 2, 3, rate / 10 + 1}) {
      long expected = Math.round((double) samples * TO / rate);
      assertThat(Line.resampled(new float[samples], rate, TO).length).as("of %d", samples).isEqualTo((int) expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 44_100, 48_000, 192_000})
  void a_click_stays_where_it_was(int rate) {
    float[] click = new float[rate / 4];
    click[rate / 10] = 1;
    float[] out = Line.resampled(click, rate, TO);
    int loudest = 0;
    for (int i = 0; i < out.length; i++)
      loudest = Math.abs(out[i]) > Math.abs(out[loudest]) ? i : loudest;
    assertThat(loudest).isEqualTo(TO / 10);
    assertThat(out[TO / 10 - 40]).isCloseTo(out[TO / 10 + 40], Offset.offset(1e-6f));
  }

  @Test
  void the_same_rate_is_left_alone() {
    Line line = new Line(1, 2, 3);
    assertThat(Resampler.of(line, TO, TO)).isSameAs(line);
  }

  private static float[] noise(int samples) {
    Random random = new Random(5);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++)
      noise[i] = random.nextFloat() - 0.5f;
    return noise;
  }
}
