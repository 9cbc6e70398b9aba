package io.github.realtimecli.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

final class SeveralTest extends SinkContract {
  @Override
  Sink open() throws IOException {
    return new Several(new Silence(RATE), WavFile.into(new ByteArrayOutputStream(), RATE), new Silence(RATE));
  }

  @Test
  void every_sink_gets_every_sample() throws Exception {
    Scripted mouth = new Scripted();
    Scripted copy = new Scripted();
    try (Several both = new Several(mouth, copy)) {
      both.play(Ramp.of(0, 3));
      both.play(Ramp.of(3, 4));
    }
    assertThat(mouth.taken).containsExactly(Ramp.of(0, 3), Ramp.of(3, 4)).isEqualTo(copy.taken);
    assertThat(List.of(mouth.closed, copy.closed)).containsOnly(1);
  }

  @Test
  void it_is_heard_when_the_last_one_has_finished() throws Exception {
    Scripted mouth = new Scripted();
    Scripted copy = new Scripted();
    try (Several both = new Several(mouth, copy)) {
      both.finish(() -> heard.add("all"));
      copy.hear();
      assertThat(heard).isEmpty();
      mouth.hear();
      assertThat(heard).containsExactly("all");
    }
  }

  @Test
  void the_first_says_what_was_heard() throws Exception {
    Scripted mouth = new Scripted();
    mouth.heardMs = 40;
    Scripted copy = new Scripted();
    copy.heardMs = 100;
    try (Several both = new Several(mouth, copy)) {
      assertThat(both.flush()).isEqualTo(40);
      assertThat(both.played()).isEqualTo(new Played(40.0, 0, 0));
    }
    assertThat(copy.flushed).isEqualTo(1);
  }

  @Test
  void a_full_disk_does_not_silence_the_speaker() throws Exception {
    Scripted disk = new Scripted();
    disk.failure = new IOException("No space left on device");
    Scripted mouth = new Scripted();
    try (Several both = new Several(disk, mouth)) {
      assertThatThrownBy(() -> both.play(Ramp.of(0, 3))).isSameAs(disk.failure);
      assertThat(mouth.taken).containsExactly(Ramp.of(0, 3));
      assertThatThrownBy(() -> both.finish(() -> heard.add("all"))).isSameAs(disk.failure);
      mouth.hear();
      assertThat(heard).containsExactly("all");
    }
  }

  private static final class Scripted implements Sink {
    final List<Pcm> taken = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    @Nullable
    IOException failure;
    double heardMs;
    int flushed;
    int closed;

    void hear() {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }

    @Override
    public void play(Pcm samples) throws IOException {
      if (failure != null)
        throw failure;
      taken.add(samples);
    }

    @Override
    public void finish(Runnable runnable) throws IOException {
      if (failure != null)
        throw failure;
      waiting.add(runnable);
    }

    @Override
    public double flush() {
      flushed++;
      return heardMs;
    }

    @Override
    public Played played() {
      return new Played(heardMs, 0, 0);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
