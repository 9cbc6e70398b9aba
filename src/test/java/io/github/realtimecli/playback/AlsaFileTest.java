package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real line of ALSA that writes a file: what reaches the device, byte for byte.
final class AlsaFileTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "240", "120000", "14400000", "120000/7", "1 240/33 120000/481 1 4801", "1440!60 24000!1000 4801"})
  void every_sample_reaches_the_device_and_nothing_else(String answers) throws Exception {
    Equipment.ALSA.needed();
    Path heard = folder.resolve("heard.raw");
    Path alsa = Files.writeString(folder.resolve("alsa.conf"), """
        pcm.!default { type file slave.pcm { type null } file "%s" format raw truncate true }
        """.formatted(heard));
    List<String> each = List.of(answers.split(" "));
    String said = Child.play(alsa, each);
    int samples = each.stream().mapToInt(answer -> Integer.parseInt(answer.split("[/!]", 2)[0])).sum();
    assertThat(said).isEqualTo(new Played(samples / 24.0, 0, 0).toString());
    assertThat(Files.readAllBytes(heard)).isEqualTo(Ramp.of(0, samples).toByteArray());
  }
}
