package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.audio.Pcm;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class SlipTest {
  private static final long MS = 1_000_000;

  @Test
  void a_steady_line_that_reports_in_jumps_does_not_slip() {
    assertThat(slipped(ms -> Math.max(0, ms - 37) / 20 * 20)).isZero();
  }

  @Test
  void a_slow_clock_is_no_slip() {
    assertThat(slipped(ms -> ms - ms / 5_000)).isZero();
  }

  @Test
  void a_report_that_comes_late_once_is_no_slip() {
    assertThat(slipped(ms -> ms > 1_000 && ms < 1_090 ? 1_000 : ms)).isZero();
  }

  @Test
  void a_pause_is_found_with_its_length() {
    assertThat(slipped(ms -> ms < 3_000 ? ms : Math.max(3_000, ms - 150))).isCloseTo(150.0, within(1.0));
  }

  private static double slipped(LongUnaryOperator positionMs) {
    Slip slip = new Slip(Pcm.RATE, 0);
    long found = 0;
    for (long ms = 0; ms < 60_000; ms += 5)
      found += slip.look(ms * MS, positionMs.applyAsLong(ms) * Pcm.RATE / 1_000);
    return (double) found / MS;
  }
}
