package io.github.realtimecli.playback;

import java.util.ArrayDeque;

/// What was written to the line during one answer, in samples: the answer's own, and silence put between them.
/// It turns the line's position into the number of the answer's samples that were heard.
final class Timeline {
  private final ArrayDeque<Gap> ahead = new ArrayDeque<>();
  private long written;
  private long end;
  private long silenceHeard;

  /// Silence from one position to the next, exclusive.
  private record Gap(long from, long to) {}

  void samples(long count) {
    if (count == 0)
      return;
    written += count;
    end = written;
  }

  void silence(long count) {
    Gap last = ahead.peekLast();
    long from = written;
    if (last != null && last.to() == written) {
      ahead.removeLast();
      from = last.from();
    }
    written += count;
    ahead.addLast(new Gap(from, written));
  }

  /// Everything written so far.
  long written() {
    return written;
  }

  /// The position behind the answer's last sample.
  long end() {
    return end;
  }

  /// The answer's samples before `position`, which never goes back from call to call.
  long heard(long position) {
    Gap gap = ahead.peekFirst();
    while (gap != null && gap.to() <= position) {
      silenceHeard += gap.to() - gap.from();
      ahead.removeFirst();
      gap = ahead.peekFirst();
    }
    long inside = gap == null ? 0 : Math.max(0, position - gap.from());
    return position - silenceHeard - inside;
  }
}
