package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says what a recorded server says next, when a client speaks: every message once those of the client's that stood before
/// it on the tape have come. No thread, no clock.
///
/// A client need not say exactly the same. What it leaves out counts as said once it says something that came later; what
/// is not on the tape is passed over; and sound counts by its length, or as whole once the client goes on without it.
public final class Prompter {
  /// What the server does.
  ///
  /// @param afterMs how long after the line before it on the tape
  /// @param moment  a [Moment.Said] or a [Moment.Ended]
  public record Cue(double afterMs, Moment moment) {}

  private static final Ending TORN = new Ending.Lost("the tape ends here");
  private static final String APPEND = "input_audio_buffer.append";
  /// What a client says when it has sent its sound.
  private static final Set<String> SPOKEN = Set.of("input_audio_buffer.commit", "response.create");

  private final List<Moment> moments;
  /// The moment to come.
  private int next;
  /// The last of the client's messages on the tape that has been said.
  private int reached = -1;
  private long audioHeard;
  private long audioNeeded;

  public Prompter(TapeReader.Recording recording) {
    moments = recording.moments();
  }

  /// Whether a connection came about at all.
  public boolean opens() {
    return !(moments.getFirst() instanceof Moment.Ended);
  }

  /// What the server does before the client has said anything.
  public List<Cue> begin() {
    return due();
  }

  /// What the server does upon a client's message, as UTF-8.
  public List<Cue> heard(byte[] utf8, int offset, int length) {
    EventText event = EventText.of(utf8, offset, length);
    return heard(event.type(), event.audioBytes());
  }

  /// What the server does upon a client's event.
  ///
  /// @param type       empty when it has none
  /// @param audioBytes of sound in it, for an append
  public List<Cue> heard(String type, int audioBytes) {
    if (type.equals(APPEND))
      audioHeard += audioBytes;
    else
      reach(type);
    return due();
  }

  private void reach(String type) {
    for (int i = Math.max(next, reached + 1); i < moments.size(); i++)
      if (moments.get(i) instanceof Moment.Asked asked && asked.type().equals(type)) {
        reached = i;
        return;
      }
    if (SPOKEN.contains(type))
      audioHeard = Long.MAX_VALUE;
  }

  private List<Cue> due() {
    List<Cue> due = new ArrayList<>();
    for (; next < moments.size(); next++)
      switch (moments.get(next)) {
        case Moment.Opened _ -> {
        }
        case Moment.Asked asked when asked.type().equals(APPEND) -> {
          if (audioNeeded + asked.audioBytes() > audioHeard && next > reached)
            return due;
          audioNeeded += asked.audioBytes();
        }
        case Moment.Asked _ -> {
          if (next > reached)
            return due;
        }
        case Moment.Said said -> due.add(cue(said));
        case Moment.Ended ended -> {
          if (!isOurs(ended.ending()))
            due.add(cue(ended));
          next = moments.size() + 1;
          return due;
        }
      }
    if (next == moments.size()) {
      due.add(new Cue(0, new Moment.Ended(moments.getLast().atMs(), TORN)));
      next++;
    }
    return due;
  }

  /// The client's own doing: it has to do it again.
  private static boolean isOurs(Ending ending) {
    return ending instanceof Ending.Aborted || ending instanceof Ending.Closed closed && !closed.byPeer();
  }

  private Cue cue(Moment moment) {
    return new Cue(next == 0 ? 0 : Math.max(0, moment.atMs() - moments.get(next - 1).atMs()), moment);
  }
}
