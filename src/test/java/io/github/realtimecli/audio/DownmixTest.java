package io.github.realtimecli.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownmixTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  @Test
  void one_channel_stays_as_it_is() {
    assertThat(Downmix.weights(1, 0)).containsExactly(1);
    assertThat(Downmix.weights(1, 4)).containsExactly(1);
  }

  @Test
  void two_channels_are_averaged() {
    assertThat(Downmix.weights(2, 0)).containsExactly(0.5f, 0.5f);
    assertThat(Downmix.weights(2, 3)).containsExactly(0.5f, 0.5f);
  }

  @Test
  void five_point_one_follows_the_itu_without_its_lfe() {
    float sum = 1 + 2 * 0.70710677f + 2 * 0.5f;
    float front = 0.70710677f / sum;
    assertThat(Downmix.weights(6, 0x3f)).containsExactly(new float[]{front, front, 1 / sum, 0, 0.5f / sum, 0.5f / sum},
        CLOSE);
    assertThat(Downmix.weights(6, 0x60f)).containsExactly(Downmix.weights(6, 0x3f));
  }

  @Test
  void an_unknown_layout_is_averaged() {
    assertThat(Downmix.weights(4, 0)).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    assertThat(Downmix.weights(4, 3)).as("two speakers for four channels").containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    assertThat(Downmix.weights(1, 8)).as("nothing but an LFE").containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 0xb, 0x33, 0x107, 0x3f, 0x60f, 0x70f, 0x63f, 0xff, 0x2d63f, -1})
  void no_layout_can_clip(int mask) {
    float sum = 0;
    for (float weight : Downmix.weights(Integer.bitCount(mask), mask))
      sum += weight;
    assertThat(sum).isCloseTo(1, CLOSE);
  }
}
