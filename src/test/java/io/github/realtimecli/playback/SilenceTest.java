package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import org.junit.jupiter.api.Test;

final class SilenceTest extends SinkContract {
  @Override
  Sink open() {
    return new Silence(RATE);
  }

  @Test
  void what_it_took_counts_as_heard_at_once_but_nobody_heard_it() {
    try (Silence silence = new Silence(16_000)) {
      silence.play(Pcm.silence(8_000));
      assertThat(silence.played().playedMs()).isNull();
      assertThat(silence.flush()).isEqualTo(500);
    }
  }
}
