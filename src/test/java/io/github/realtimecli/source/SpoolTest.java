package io.github.realtimecli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpoolTest {
  private final byte[] pipe = new byte[300_000];

  SpoolTest() {
    new Random(1).nextBytes(pipe);
  }

  @Test
  void givesThePipeAgainFromItsFirstByte() throws Exception {
    try (Spool spool = new Spool(new ByteArrayInputStream(pipe))) {
      try (InputStream first = spool.open()) {
        assertThat(first.readNBytes(100_000)).hasSize(100_000);
      }
      try (InputStream second = spool.open()) {
        assertThat(second.readAllBytes()).isEqualTo(pipe);
        assertThat(second.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void twoReadersSeeTheSameBytes() throws Exception {
    try (Spool spool = new Spool(new ByteArrayInputStream(pipe));
        InputStream one = spool.open();
        InputStream other = spool.open()) {
      for (int at = 0; at < pipe.length; at += 50_000) {
        byte[] piece = one.readNBytes(50_000);
        assertThat(other.readNBytes(50_000)).isEqualTo(piece);
      }
      assertThat(one.read()).isEqualTo(-1);
      assertThat(other.read()).isEqualTo(-1);
    }
  }
}
