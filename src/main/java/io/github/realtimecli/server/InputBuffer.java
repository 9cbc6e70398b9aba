package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the caller has appended and not yet committed.
final class InputBuffer {
  private final Deque<Pcm> chunks = new ArrayDeque<>();
  private long length;
  private long total;

  void append(Pcm audio) {
    if (audio.isEmpty())
      return;
    chunks.add(audio);
    length += audio.length();
    total += audio.length();
  }

  /// Bytes in the buffer.
  long length() {
    return length;
  }

  /// Bytes that were ever appended.
  long total() {
    return total;
  }

  /// Forgets all but the last `bytes` bytes.
  void keepLast(long bytes) {
    while (length > bytes) {
      Pcm first = chunks.removeFirst();
      long surplus = length - bytes;
      length -= first.length();
      if (first.length() > surplus) {
        Pcm rest = first.slice((int) surplus, first.length());
        chunks.addFirst(rest);
        length += rest.length();
      }
    }
  }

  /// Empties the buffer and returns what was in it.
  Clip take() {
    Clip taken = Clip.of(List.copyOf(chunks));
    chunks.clear();
    length = 0;
    return taken;
  }
}
