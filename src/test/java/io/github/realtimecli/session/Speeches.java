package io.github.realtimecli.session;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.source.Recording;
import io.github.realtimecli.source.Source;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Speech without a file.
final class Speeches {
  private Speeches() {}

  static Source of(Pcm... chunks) {
    ArrayDeque<Pcm> left = new ArrayDeque<>(List.of(chunks));
    return new Source() {
      @Override
      public @Nullable Pcm next() {
        return left.poll();
      }

      @Override
      public Recording recording() {
        return new Recording("pcm_s16le", 24_000, 1, 100.0, null, null);
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
