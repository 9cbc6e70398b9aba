package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  private final Backlog backlog = new Backlog();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    assertThat(backlog.close()).isNotNull();
    backlog.release();
  }

  @Test
  void an_hour_comes_out_as_it_went_in_though_memory_is_small() throws Exception {
    int run = 600 * Pcm.RATE;
    for (int i = 0; i < 6; i++) {
      backlog.add(Ramp.of((long) i * run, run));
      assertThat(backlog.inMemory()).isLessThanOrEqualTo(Backlog.MEMORY);
    }
    backlog.end(() -> heard.add("end"));
    assertThat(backlog.ready()).isEqualTo(6L * run * 2);
    long at = 0;
    for (Pcm part = backlog.take(9_999_999 * 2); !part.isEmpty(); part = backlog.take(9_999_999 * 2)) {
      assertThat(part).isEqualTo(Ramp.of(at, part.samples()));
      at += part.samples();
    }
    assertThat(at).isEqualTo(6L * run);
    assertThat(backlog.atEnd()).isTrue();
  }

  @Test
  void what_arrives_while_the_file_is_read_stays_behind_it() throws Exception {
    int chunk = 100_000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long in = 0;
    for (int i = 0; i < 80; i++, in += chunk)
      backlog.add(Ramp.of(in, chunk));
    while (backlog.ready() > 0) {
      backlog.take(150_000 * 2).writeTo(out);
      if (in < 120L * chunk) {
        backlog.add(Ramp.of(in, chunk));
        in += chunk;
      }
    }
    assertThat(out.toByteArray()).isEqualTo(Ramp.of(0, 120 * chunk).toByteArray());
  }

  @Test
  void a_run_is_cut_at_the_end_of_an_answer() throws Exception {
    backlog.add(Ramp.of(0, 10));
    backlog.end(() -> heard.add("first"));
    backlog.add(Ramp.of(10, 5));
    assertThat(backlog.next()).isNull();
    assertThat(backlog.take(100)).isEqualTo(Ramp.of(0, 10));
    assertThat(backlog.take(100)).isEqualTo(Pcm.EMPTY);
    Runnable first = backlog.next();
    assertThat(first).isNotNull();
    assertThat(backlog.take(100)).isEqualTo(Ramp.of(10, 5));
    assertThat(backlog.atEnd()).isFalse();
  }

  @Test
  void clearing_drops_memory_and_file_and_releases_who_waits() throws Exception {
    for (int i = 0; i < 100; i++)
      backlog.add(Ramp.of(0, 100_000));
    backlog.end(() -> heard.add("dropped"));
    backlog.clear().forEach(Runnable::run);
    assertThat(heard).containsExactly("dropped");
    assertThat(backlog.ready()).isZero();
    backlog.add(Ramp.of(42, 7));
    assertThat(backlog.take(100)).isEqualTo(Ramp.of(42, 7));
  }

  @Test
  void after_close_nothing_is_taken() throws Exception {
    assertThat(backlog.close()).isEmpty();
    backlog.add(Ramp.of(0, 10));
    assertThat(backlog.ready()).isZero();
    assertThat(backlog.end(() -> {})).isFalse();
  }
}
