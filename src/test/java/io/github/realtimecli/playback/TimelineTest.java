package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimelineTest {
  @Test
  void silence_between_the_samples_is_not_heard() {
    Timeline timeline = new Timeline();
    timeline.samples(100);
    timeline.silence(30);
    timeline.silence(20);
    timeline.samples(10);
    timeline.silence(5);
    assertThat(timeline.heard(40)).isEqualTo(40);
    assertThat(timeline.heard(100)).isEqualTo(100);
    assertThat(timeline.heard(120)).isEqualTo(100);
    assertThat(timeline.heard(150)).isEqualTo(100);
    assertThat(timeline.heard(155)).isEqualTo(105);
    assertThat(timeline.end()).isEqualTo(160);
    assertThat(timeline.heard(165)).isEqualTo(110);
    assertThat(timeline.written()).isEqualTo(165);
  }
}
