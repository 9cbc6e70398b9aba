package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.audio.Pcm;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real line in real time: PulseAudio with a sink that nobody hears, recorded while it plays.
@Timeout(60)
final class PulseTest {
  @TempDir
  Path folder;

  @Test
  void five_seconds_are_heard_sample_for_sample() throws Exception {
    Equipment.PULSE.needed();
    String said;
    List<Short> heard = new ArrayList<>();
    try (Pulse pulse = Pulse.start(folder); InputStream monitor = pulse.listen()) {
      monitor.readNBytes(480);
      said = Child.play(pulse.alsa(), List.of("120000/240"));
      byte[] played = monitor.readNBytes(2 * 24_000 * 6);
      Pcm samples = Pcm.of(played);
      for (int i = 0; i < samples.samples(); i++)
        heard.add(samples.sample(i));
    }
    int first = heard.indexOf((short) 1);
    int last = heard.lastIndexOf(Ramp.at(119_999));
    List<Short> body = heard.subList(first, last + 1);
    assertThat(body.stream().filter(sample -> sample != 0).toList()).isEqualTo(ramp(120_000));
    double insertedMs = (body.size() - 120_000) / 24.0;
    assertThat(insertedMs).as(said).isCloseTo(insertedMs(said), within(60.0));
    assertThat(said).startsWith("Played[playedMs=5000.0,");
  }

  private static double insertedMs(String said) {
    return Double.parseDouble(said.substring(said.lastIndexOf('=') + 1, said.length() - 1));
  }

  private static List<Short> ramp(int count) {
    List<Short> samples = new ArrayList<>();
    for (int i = 0; i < count; i++)
      samples.add(Ramp.at(i));
    return samples;
  }
}
