package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The feed against a sound card on a hand-driven clock.
final class FeedTest {
  private static final int MS = Pcm.RATE / 1_000;

  private long now = 1_000_000_000L;
  private int steps;
  private final ToyLine line = new ToyLine(() -> now);
  private final Backlog backlog = new Backlog();
  private final List<String> troubles = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private Feed feed = feed(line);

  private Feed feed(Line any) {
    return new Feed(any, Pcm.RATE, backlog, new Gain(1), troubles::add, () -> now);
  }

  @Test
  void an_answer_that_arrives_fast_is_heard_sample_for_sample() throws Exception {
    line.grain = 20 * MS;
    for (int at = 0; at < 24_000; at += 97)
      backlog.add(Ramp.of(at, Math.min(97, 24_000 - at)));
    backlog.end(() -> heard.add("all"));
    pass(990);
    assertThat(heard).isEmpty();
    pass(20);
    assertThat(heard).containsExactly("all");
    assertThat(line.heard).isEqualTo(ramp(0, 24_000));
    assertThat(line.holes).isZero();
    assertThat(feed.played()).isEqualTo(new Played(1_000.0, 0, 0));
  }

  @Test
  void the_line_is_written_before_it_is_started_and_stopped_after_the_last_sample() throws Exception {
    backlog.add(Ramp.of(0, 10 * MS));
    backlog.end(() -> heard.add("all"));
    pass(30);
    assertThat(line.calls).containsExactly("write", "start", "stop");
    assertThat(heard).containsExactly("all");
  }

  @Test
  void never_more_than_sixty_milliseconds_lie_in_the_line() throws Exception {
    line.grain = 20 * MS;
    backlog.add(Ramp.of(0, 5_000 * MS));
    pass(4_000);
    assertThat(line.longest).isBetween(50 * MS, 60 * MS);
    assertThat(line.holes).isZero();
  }

  @Test
  void it_begins_when_the_cushion_is_full() throws Exception {
    backlog.add(Ramp.of(0, 59 * MS));
    pass(500);
    assertThat(line.calls).isEmpty();
    backlog.add(Ramp.of(59 * MS, MS));
    pass(5);
    assertThat(line.heard).hasSize(5 * MS);
  }

  @Test
  void one_sample_is_an_answer() throws Exception {
    backlog.add(Ramp.of(0, 1));
    backlog.end(() -> heard.add("one"));
    pass(10);
    assertThat(line.heard).isEqualTo(ramp(0, 1));
    assertThat(heard).containsExactly("one");
  }

  @Test
  void a_gap_in_the_arrival_is_bridged_with_silence_that_is_counted() throws Exception {
    line.grain = 20 * MS;
    backlog.add(Ramp.of(0, 100 * MS));
    pass(300);
    backlog.add(Ramp.of(100 * MS, 200 * MS));
    backlog.end(() -> heard.add("all"));
    pass(400);
    assertThat(heard).containsExactly("all");
    List<Short> voiced = line.heard.stream().filter(sample -> sample != 0).toList();
    assertThat(voiced).isEqualTo(ramp(0, 300 * MS));
    int zeros = line.heard.size() - voiced.size();
    assertThat(line.holes).isZero();
    assertThat(feed.played().underruns()).isEqualTo(1);
    assertThat(feed.played().insertedMs()).isCloseTo((double) zeros / MS, within(0.001)).isBetween(200.0, 260.0);
    assertThat(feed.played().playedMs()).isEqualTo(300);
  }

  @Test
  void after_a_gap_it_waits_for_a_larger_cushion() throws Exception {
    backlog.add(Ramp.of(0, 60 * MS));
    pass(200);
    backlog.add(Ramp.of(60 * MS, 119 * MS));
    pass(100);
    assertThat(line.heard).filteredOn(sample -> sample != 0).hasSize(60 * MS);
    backlog.add(Ramp.of(179 * MS, MS));
    pass(100);
    assertThat(line.heard).filteredOn(sample -> sample != 0).hasSizeGreaterThan(100 * MS);
  }

  @Test
  void silence_behind_the_last_sample_is_no_underrun_and_does_not_reach_the_next_answer() throws Exception {
    backlog.add(Ramp.of(0, 100 * MS));
    pass(300);
    backlog.end(() -> heard.add("first"));
    pass(20);
    assertThat(heard).containsExactly("first");
    line.heard.clear();
    backlog.add(Ramp.of(0, 100 * MS));
    backlog.end(() -> heard.add("second"));
    pass(120);
    assertThat(heard).containsExactly("first", "second");
    assertThat(line.heard).isEqualTo(ramp(0, 100 * MS));
    assertThat(feed.played()).isEqualTo(new Played(200.0, 0, 0));
  }

  @Test
  void a_line_that_takes_everything_at_once_never_gets_silence() throws Exception {
    Recorder file = new Recorder();
    feed = feed(file);
    for (int at = 0; at < 2_000 * MS; at += 10 * MS) {
      backlog.add(Ramp.of(at, 10 * MS));
      pass(200);
    }
    backlog.end(() -> heard.add("all"));
    pass(10);
    assertThat(heard).containsExactly("all");
    assertThat(file.taken).isEqualTo(ramp(0, 2_000 * MS));
    assertThat(feed.played()).isEqualTo(new Played(2_000.0, 0, 0));
  }

  @Test
  void a_flush_tells_what_was_heard_and_silences_the_line() throws Exception {
    backlog.add(Ramp.of(0, 5_000 * MS));
    pass(1_234);
    backlog.clear();
    Future<Double> ms = feed.flush();
    pass(0);
    assertThat(ms.get()).isCloseTo(1_234, within(0.1));
    pass(500);
    assertThat(line.heard).isEqualTo(ramp(0, 1_234 * MS));
    assertThat(feed.played()).isEqualTo(new Played(1_234.0, 0, 0));
  }

  @Test
  void the_line_is_flushed_while_it_runs() throws Exception {
    backlog.add(Ramp.of(0, 500 * MS));
    pass(100);
    assertThat(feed.flush()).isNotNull();
    backlog.clear();
    pass(0);
    assertThat(line.calls).endsWith("flush", "stop");
  }

  @Test
  void what_a_small_line_did_not_take_goes_with_the_flush() throws Exception {
    line.room = 40 * MS;
    backlog.add(Ramp.of(0, 60 * MS));
    feed.step();
    backlog.clear();
    assertThat(feed.flush()).isNotNull();
    pass(10);
    backlog.add(Ramp.of(7, 30 * MS));
    backlog.end(() -> heard.add("second"));
    pass(50);
    assertThat(line.heard).isEqualTo(ramp(7, 30 * MS));
    assertThat(heard).containsExactly("second");
  }

  @Test
  void what_is_played_after_a_flush_is_a_new_answer() throws Exception {
    backlog.add(Ramp.of(0, 500 * MS));
    pass(100);
    backlog.clear();
    assertThat(feed.flush()).isNotNull();
    pass(50);
    line.heard.clear();
    backlog.add(Ramp.of(7, 300 * MS));
    pass(200);
    backlog.clear();
    Future<Double> ms = feed.flush();
    pass(0);
    assertThat(ms.get()).isCloseTo(200, within(0.1));
    assertThat(line.heard).isEqualTo(ramp(7, 200 * MS));
  }

  @Test
  void a_line_that_was_flushed_while_it_stood_still_is_not_lost() throws Exception {
    line.flush();
    backlog.add(Ramp.of(0, 20 * MS));
    backlog.end(() -> heard.add("all"));
    pass(50);
    assertThat(line.heard).isEqualTo(ramp(0, 20 * MS));
    assertThat(heard).containsExactly("all");
    assertThat(troubles).isEmpty();
  }

  @Test
  void bridging_silence_does_not_count_as_heard() throws Exception {
    backlog.add(Ramp.of(0, 100 * MS));
    pass(400);
    Future<Double> ms = feed.flush();
    pass(0);
    assertThat(ms.get()).isEqualTo(100);
  }

  @Test
  void a_lost_device_is_noticed_within_a_tenth_of_a_second_and_told_once() throws Exception {
    backlog.add(Ramp.of(0, 5_000 * MS));
    pass(1_000);
    line.pull();
    steps = 0;
    pass(100);
    assertThat(troubles).hasSize(1);
    assertThat(line.isClosed()).isTrue();
    backlog.end(() -> heard.add("all"));
    pass(100);
    assertThat(heard).containsExactly("all");
    assertThat(feed.played()).isEqualTo(new Played(1_000.0, 0, 0));
    backlog.add(Ramp.of(0, 100));
    backlog.end(() -> heard.add("next"));
    pass(10);
    assertThat(heard).containsExactly("all", "next");
    assertThat(troubles).hasSize(1);
  }

  @Test
  void a_device_lost_between_two_answers_is_noticed_by_the_second() throws Exception {
    line.pull();
    backlog.add(Ramp.of(0, 100 * MS));
    backlog.end(() -> heard.add("all"));
    pass(10);
    assertThat(troubles).hasSize(1);
    assertThat(heard).containsExactly("all");
  }

  @Test
  void coming_late_is_an_underrun_and_makes_the_line_fuller() throws Exception {
    backlog.add(Ramp.of(0, 5_000 * MS));
    pass(1_000);
    now += 100_000_000;
    pass(1_000);
    assertThat(line.heard).isEqualTo(ramp(0, line.heard.size()));
    assertThat(feed.played().underruns()).isEqualTo(1);
    assertThat(feed.played().insertedMs()).isCloseTo((double) line.holes / MS, within(5.0));
    assertThat(line.longest).isEqualTo(80 * MS);
  }

  @Test
  void a_line_that_stands_still_is_not_waited_for_without_end() throws Exception {
    backlog.add(Ramp.of(0, 50 * MS));
    backlog.end(() -> heard.add("all"));
    pass(20);
    line.freeze();
    pass(300);
    assertThat(heard).containsExactly("all");
    assertThat(feed.played().playedMs()).isCloseTo(20, within(0.1));
  }

  @Test
  void an_idle_feed_does_not_poll() throws Exception {
    pass(0);
    assertThat(feed.step()).isEqualTo(Feed.UNTIL_CHANGED);
  }

  private void pass(long ms) throws IOException {
    long end = now + ms * 1_000_000;
    for (;;) {
      long pause = feed.step();
      assertThat(++steps).isLessThan(1_000_000);
      if (pause == 0)
        continue;
      if (pause > end - now) {
        now = end;
        return;
      }
      now += pause;
    }
  }

  private static List<Short> ramp(long from, int count) {
    List<Short> samples = new ArrayList<>();
    for (int i = 0; i < count; i++)
      samples.add(Ramp.at(from + i));
    return samples;
  }

  private static final class Recorder implements Line {
    final List<Short> taken = new ArrayList<>();

    @Override
    public int write(Pcm pcm) {
      for (int i = 0; i < pcm.samples(); i++)
        taken.add(pcm.sample(i));
      return pcm.length();
    }

    @Override
    public long position() {
      return taken.size();
    }

    @Override
    public void start() {
      // has no time
    }

    @Override
    public void stop() {
      // has no time
    }

    @Override
    public void flush() {
      // holds nothing
    }

    @Override
    public int capacity() {
      return 0;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
