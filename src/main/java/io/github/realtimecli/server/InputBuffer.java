package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayList;
import java.util.List;

/// What the caller has appended and not yet committed.
final class InputBuffer {
  private final List<Pcm> chunks = new ArrayList<>();
  private long length;

  void append(Pcm audio) {
    if (audio.isEmpty())
      return;
    chunks.add(audio);
    length += audio.length();
  }

  double millis() {
    return Clip.millis(length);
  }

  /// Empties the buffer and returns what was in it.
  Clip take() {
    Clip taken = Clip.of(chunks);
    chunks.clear();
    length = 0;
    return taken;
  }
}
