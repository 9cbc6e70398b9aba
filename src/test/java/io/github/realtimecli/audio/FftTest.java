package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void the_spectrum_is_what_the_definition_says(int bits) {
    Fft fft = new Fft(bits);
    double[] re = noise(fft.size, 1);
    double[] im = noise(fft.size, 2);
    double[] spectrumRe = re.clone();
    double[] spectrumIm = im.clone();
    fft.forward(spectrumRe, spectrumIm);
    for (int i = 0; i < fft.size; i++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int n = 0; n < fft.size; n++) {
        double angle = -2 * Math.PI * (fft.bin(i) * n % fft.size) / fft.size;
        sumRe += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
        sumIm += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
      }
      assertThat(spectrumRe[i]).isCloseTo(sumRe, EXACT);
      assertThat(spectrumIm[i]).isCloseTo(sumIm, EXACT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 10, 11, 12})
  void there_and_back_multiplies_by_the_size(int bits) {
    Fft fft = new Fft(bits);
    double[] re = noise(fft.size, 1);
    double[] im = noise(fft.size, 2);
    double[] backRe = re.clone();
    double[] backIm = im.clone();
    fft.forward(backRe, backIm);
    fft.inverse(backRe, backIm);
    for (int i = 0; i < fft.size; i++) {
      assertThat(backRe[i] / fft.size).isCloseTo(re[i], EXACT);
      assertThat(backIm[i] / fft.size).isCloseTo(im[i], EXACT);
    }
  }

  private static double[] noise(int size, long seed) {
    Random random = new Random(seed);
    return random.doubles(size, -1, 1).toArray();
  }
}
