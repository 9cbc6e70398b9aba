package io.github.realtimecli.audio;

import java.io.IOException;

/// Mono sound as numbers from -1 to 1, at a rate that its maker knows. Pulled by one thread.
public interface Samples {
  /// Waits for the next `count` samples.
  ///
  /// @return how many there were; fewer than `count` only at the end
  int read(float[] into, int at, int count) throws IOException;
}
