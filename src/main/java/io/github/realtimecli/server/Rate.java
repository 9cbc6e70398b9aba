package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;

/// How much of a session's sound makes a second, in both directions.
record Rate(int hertz) {
  /// Milliseconds that so many bytes last.
  double millis(long bytes) {
    return Pcm.millis(bytes / Pcm.SAMPLE_BYTES, hertz);
  }

  /// Milliseconds at a sample of the session's audio.
  int millisAt(long sample) {
    return (int) (sample * 1000 / hertz);
  }

  double seconds(Clip sound) {
    return millis(sound.length()) / 1000;
  }

  /// Whole samples only.
  long bytes(long millis) {
    return samples(millis) * Pcm.SAMPLE_BYTES;
  }

  long samples(long millis) {
    return hertz * millis / 1000;
  }
}
