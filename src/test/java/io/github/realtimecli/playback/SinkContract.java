package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.audio.Pcm;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every sink keeps.
abstract class SinkContract {
  static final int RATE = Pcm.RATE;
  final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Sink sink;

  abstract Sink open() throws Exception;

  @BeforeEach
  void openIt() throws Exception {
    sink = open();
  }

  @AfterEach
  void closeIt() throws Exception {
    sink.close();
  }

  @Test
  void an_answer_is_heard_once() throws Exception {
    sink.play(Ramp.of(0, 2_400));
    sink.play(Ramp.of(2_400, 1));
    sink.finish(() -> heard.add("first"));
    hears("first");
    sink.close();
    assertThat(heard).isEmpty();
  }

  @Test
  void an_answer_without_a_sample_is_heard() throws Exception {
    sink.play(Pcm.EMPTY);
    sink.finish(() -> heard.add("nothing"));
    hears("nothing");
  }

  @Test
  void answers_are_heard_in_their_order() throws Exception {
    sink.play(Ramp.of(0, 4_800));
    sink.finish(() -> heard.add("first"));
    sink.play(Ramp.of(0, 10));
    sink.finish(() -> heard.add("second"));
    hears("first");
    hears("second");
  }

  @Test
  void ten_minutes_in_one_run_are_taken() throws Exception {
    sink.play(Ramp.of(0, 600 * RATE));
    assertThat(sink.flush()).isBetween(0.0, 600_000.0);
  }

  @Test
  void nothing_played_is_nothing_heard() throws Exception {
    assertThat(sink.flush()).isZero();
  }

  @Test
  void an_answer_that_was_heard_does_not_count_for_the_next() throws Exception {
    sink.play(Ramp.of(0, RATE));
    sink.finish(() -> heard.add("first"));
    hears("first");
    assertThat(sink.flush()).isZero();
  }

  @Test
  void a_flush_begins_a_new_answer() throws Exception {
    sink.play(Ramp.of(0, RATE));
    assertThat(sink.flush()).isBetween(0.0, 1_000.0);
    assertThat(sink.flush()).isZero();
    sink.play(Ramp.of(0, 240));
    sink.finish(() -> heard.add("second"));
    hears("second");
  }

  @Test
  void who_waits_for_an_answer_is_released_by_a_flush() throws Exception {
    sink.play(Ramp.of(0, 60 * RATE));
    sink.finish(() -> heard.add("dropped"));
    sink.flush();
    hears("dropped");
  }

  @Test
  void who_waits_for_an_answer_is_released_by_close() throws Exception {
    sink.play(Ramp.of(0, 60 * RATE));
    sink.finish(() -> heard.add("closed"));
    sink.close();
    hears("closed");
    sink.close();
    assertThat(heard).isEmpty();
  }

  @Test
  void a_sink_that_was_not_used_has_played_nothing_and_inserted_nothing() {
    Played played = sink.played();
    assertThat(played.underruns()).isZero();
    assertThat(played.insertedMs()).isZero();
    if (played.playedMs() != null)
      assertThat(played.playedMs()).isCloseTo(0, within(0.0));
  }

  private void hears(String name) throws InterruptedException {
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(name);
  }
}
