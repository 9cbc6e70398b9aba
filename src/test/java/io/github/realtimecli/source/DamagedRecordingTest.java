package io.github.realtimecli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Recordings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a head says, the result is sound or [Unreadable], and it takes neither long nor much memory.
class DamagedRecordingTest {
  private static final int TURNS = 500;
  private static final int[] LIES = {0, 1, -1, 0x7fffffff, 0x80000000, 0x7ffff000, 0xffff, 0x10000, 255, 384_000};

  @ParameterizedTest
  @ValueSource(strings = {"RIFF", "RIFX", "RF64", "FORM", ".snd", "riff"})
  void it_is_sound_or_unreadable(String family) throws IOException {
    Random random = new Random(family.hashCode());
    int readable = 0;
    int unreadable = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      byte[] damaged = damage(Recordings.of(family), random);
      long before = allocated();
      try (Source source = SpeechFile.open(new ByteArrayInputStream(damaged), SpeechFile.Digest.NONE, Pcm.RATE)) {
        for (Pcm pcm = source.next(); pcm != null; pcm = source.next())
          assertThat(pcm.samples()).isBetween(1, 4800);
        readable++;
      } catch (Unreadable e) {
        assertThat(e.getMessage()).isNotBlank();
        unreadable++;
      }
      assertThat(allocated() - before).as("bytes allocated in turn %d", turn).isLessThan(64 << 20);
    }
    assertThat(readable).isPositive();
    assertThat(unreadable).isPositive();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    int head = Math.min(damaged.length, 120);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(head - 4);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt();
        case 1 -> ByteBuffer.wrap(damaged).putInt(at, Integer.reverseBytes(LIES[random.nextInt(LIES.length)]));
        case 2 -> ByteBuffer.wrap(damaged).putInt(at, LIES[random.nextInt(LIES.length)]);
        default -> damaged = Arrays.copyOf(damaged, Math.max(head, random.nextInt(damaged.length + 1)));
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)) : damaged;
  }
}
