package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real line in real time: PulseAudio with a sink that nobody hears, recorded while it plays.
@Timeout(60)
final class PulseTest {
  @TempDir
  Path folder;
  private final List<Short> heard = new ArrayList<>();

  @Test
  void five_seconds_are_heard_sample_for_sample() throws Exception {
    Equipment.PULSE.needed();
    String said = play("120000/240");
    int first = heard.indexOf((short) 1);
    int last = heard.lastIndexOf(Ramp.at(119_999));
    List<Short> body = heard.subList(first, last + 1);
    isRamp(body.stream().filter(sample -> sample != 0).toList(), 0, 120_000);
    double insertedMs = (body.size() - 120_000) / 24.0;
    assertThat(insertedMs).as(said).isCloseTo(insertedMs(said), within(60.0));
    assertThat(said).startsWith("Played[playedMs=5000.0,");
  }

  @Test
  void an_interrupted_answer_is_silent_at_once_and_the_next_one_is_heard() throws Exception {
    Equipment.PULSE.needed();
    String said = play("24000!500 2400");
    List<Short> voiced = heard.stream().filter(sample -> sample != 0).toList();
    int next = voiced.lastIndexOf(Ramp.at(24_000));
    isRamp(voiced.subList(0, next), 0, next);
    isRamp(voiced.subList(next, voiced.size()), 24_000, 2_400);
    double playedMs = Double.parseDouble(said.substring(said.indexOf('=') + 1, said.indexOf(',')));
    assertThat(next / 24.0).as(said).isGreaterThan(480);
    if (said.contains("underruns=0")) // a machine too busy to keep the sound going cannot measure it either
      assertThat(next / 24.0).as(said).isCloseTo(playedMs - 100, within(80.0));
  }

  /// Listens all the while and for a second more; returns what the speaker said.
  private String play(String answers) throws Exception {
    try (Pulse pulse = Pulse.start(folder); InputStream monitor = pulse.listen()) {
      monitor.readNBytes(480);
      CountDownLatch played = new CountDownLatch(1);
      Future<Pcm> recording = CompletableFuture.supplyAsync(() -> record(monitor, played));
      String said = Child.play(pulse.alsa(), List.of(answers.split(" ")));
      played.countDown();
      Pcm samples = recording.get(30, TimeUnit.SECONDS);
      for (int i = 0; i < samples.samples(); i++)
        heard.add(samples.sample(i));
      return said;
    }
  }

  private static Pcm record(InputStream monitor, CountDownLatch played) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      while (played.getCount() > 0)
        all.write(monitor.readNBytes(480));
      all.write(monitor.readNBytes(2 * Pcm.RATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Pcm.of(all.toByteArray());
  }

  private static void isRamp(List<Short> samples, int from, int count) {
    for (int i = 0; i < Math.min(count, samples.size()); i++)
      assertThat(samples.get(i)).as("sample %d of the ramp", from + i).isEqualTo(Ramp.at(from + i));
    assertThat(samples).hasSize(count);
  }

  private static double insertedMs(String said) {
    return Double.parseDouble(said.substring(said.lastIndexOf('=') + 1, said.length() - 1));
  }
}
