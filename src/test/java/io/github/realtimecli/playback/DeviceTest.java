package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviceTest {
  private final List<String> names = List.of("default [default]", "USB Audio (2)", "USB Audio");

  @Test
  void a_part_of_the_name_will_do_in_any_case() {
    assertThat(Device.meant("usb", names)).contains("USB Audio (2)");
    assertThat(Device.meant("DEFAULT", names)).contains("default [default]");
  }

  @Test
  void the_whole_name_goes_before_a_part() {
    assertThat(Device.meant("usb audio", names)).contains("USB Audio");
  }

  @Test
  void a_name_that_nobody_has_means_nothing() {
    assertThat(Device.meant("hdmi", names)).isEmpty();
  }
}
