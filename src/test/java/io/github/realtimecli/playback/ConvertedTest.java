package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConvertedTest {
  private final Keeping kept = new Keeping();
  private final Converted converted = new Converted(kept);

  private static final class Keeping implements Sink {
    private final List<Pcm> pieces = new ArrayList<>();

    @Override
    public void play(Pcm samples) {
      pieces.add(samples);
    }

    @Override
    public void finish(Runnable heard) {
      heard.run();
    }

    @Override
    public double flush() {
      return 0;
    }

    @Override
    public Played played() {
      return Played.NOTHING;
    }

    @Override
    public void close() {
      // holds nothing
    }

    Pcm all() {
      return pieces.stream().reduce(Pcm.EMPTY, Pcm::concat);
    }
  }

  private static Pcm tone(int rate) {
    short[] samples = new short[rate];
    for (int i = 0; i < rate; i++)
      samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * 500 * i / rate));
    return Pcm.ofSamples(samples);
  }

  private void finish() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    converted.finish(heard::countDown);
    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void handsTheVendorsRateOnAsItIs() throws Exception {
    Pcm tone = tone(Pcm.RATE);
    converted.play(tone);
    assertThat(kept.pieces).containsExactly(tone);
  }

  @Test
  void bringsAnotherRateToTheSinks() throws Exception {
    converted.rate(16_000);
    Pcm tone = tone(16_000);
    for (int from = 0; from < tone.length(); from += 3_200)
      converted.play(tone.slice(from, from + 3_200));
    finish();
    Pcm heard = kept.all();
    Pcm expected = tone(Pcm.RATE);
    assertThat(heard.samples()).isEqualTo(Pcm.RATE);
    for (int i = 500; i < Pcm.RATE - 500; i++)
      assertThat((int) heard.sample(i)).isBetween(expected.sample(i) - 2, expected.sample(i) + 2);
  }

  @Test
  void convertsOneAnswerAfterTheOther() throws Exception {
    for (int answer = 0; answer < 3; answer++) {
      converted.rate(48_000);
      converted.play(tone(48_000));
      finish();
    }
    assertThat(kept.all().samples()).isEqualTo(3 * Pcm.RATE);
  }
}
