package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;

/// Samples that count up from 1 to 30,000 and begin again: never zero, so inserted silence and a lost sample both show.
final class Ramp {
  private static final int PERIOD = 30_000;

  private Ramp() {}

  static Pcm of(long from, int samples) {
    byte[] bytes = new byte[samples * Pcm.SAMPLE_BYTES];
    for (int i = 0; i < samples; i++) {
      short sample = at(from + i);
      bytes[2 * i] = (byte) sample;
      bytes[2 * i + 1] = (byte) (sample >> 8);
    }
    return Pcm.of(bytes);
  }

  static short at(long index) {
    return (short) (1 + index % PERIOD);
  }
}
