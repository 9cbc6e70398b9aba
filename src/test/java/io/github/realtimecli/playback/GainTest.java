package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.audio.Pcm;
import org.junit.jupiter.api.Test;

final class GainTest {
  private final Pcm loud = Pcm.ofSamples((short) 30_000, (short) -30_000, (short) 3, (short) 0);

  @Test
  void one_leaves_the_very_bytes() {
    assertThat(new Gain(1).on(loud)).isSameAs(loud);
  }

  @Test
  void half_rounds_and_two_is_cut_at_full_scale() {
    assertThat(new Gain(0.5).on(loud)).isEqualTo(Pcm.ofSamples((short) 15_000, (short) -15_000, (short) 2, (short) 0));
    assertThat(new Gain(2).on(loud)).isEqualTo(Pcm.ofSamples(Short.MAX_VALUE, Short.MIN_VALUE, (short) 6, (short) 0));
    assertThat(loud.sample(0)).isEqualTo((short) 30_000);
  }

  @Test
  void anything_else_is_no_volume() {
    assertThatThrownBy(() -> new Gain(2.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Gain(-0.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Gain(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
