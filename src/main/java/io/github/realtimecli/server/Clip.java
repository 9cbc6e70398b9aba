package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayList;
import java.util.List;

/// The sound of an item, in the chunks in which it came. Clips share their chunks: an hour of audio is in memory once,
/// however many items and answers are made of it.
record Clip(List<Pcm> chunks, long length) {
  static final Clip EMPTY = new Clip(List.of(), 0);

  static Clip of(List<Pcm> chunks) {
    return new Clip(List.copyOf(chunks), chunks.stream().mapToLong(Pcm::length).sum());
  }

  static Clip of(Pcm... chunks) {
    return of(List.of(chunks));
  }

  boolean isEmpty() {
    return length == 0;
  }

  Clip then(Clip next) {
    if (isEmpty())
      return next;
    if (next.isEmpty())
      return this;
    List<Pcm> both = new ArrayList<>(chunks.size() + next.chunks.size());
    both.addAll(chunks);
    both.addAll(next.chunks);
    return of(both);
  }

  /// The first `bytes` bytes, or all when there are not so many.
  Clip first(long bytes) {
    if (bytes >= length)
      return this;
    List<Pcm> kept = new ArrayList<>();
    long left = bytes;
    for (Pcm chunk : chunks) {
      if (left <= 0)
        break;
      kept.add(chunk.slice(0, (int) Math.min(left, chunk.length())));
      left -= chunk.length();
    }
    return of(kept);
  }

  /// Everything in one run: a copy, unless there is only one chunk.
  Pcm joined() {
    return new Reader().next(Math.toIntExact(length));
  }

  Reader reader() {
    return new Reader();
  }

  /// Reads the clip from front to back.
  final class Reader {
    private int chunk;
    private int offset;
    private long position;

    long position() {
      return position;
    }

    long remaining() {
      return length - position;
    }

    boolean atEnd() {
      return position == length;
    }

    /// The next `bytes` bytes, fewer at the end. Copies only where chunks meet.
    Pcm next(int bytes) {
      int wanted = (int) Math.min(bytes, remaining());
      Pcm first = take(wanted);
      if (first.length() == wanted)
        return first;
      byte[] joined = new byte[wanted];
      int filled = 0;
      for (Pcm part = first;; part = take(wanted - filled)) {
        part.copyTo(joined, filled);
        filled += part.length();
        if (filled == wanted)
          return Pcm.of(joined);
      }
    }

    /// At most `bytes` bytes of the current chunk.
    private Pcm take(int bytes) {
      if (bytes == 0)
        return Pcm.EMPTY;
      Pcm current = chunks.get(chunk);
      int end = Math.min(current.length(), offset + bytes);
      Pcm part = current.slice(offset, end);
      position += part.length();
      offset = end;
      if (end == current.length()) {
        chunk++;
        offset = 0;
      }
      return part;
    }
  }
}
