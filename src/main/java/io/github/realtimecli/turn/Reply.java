package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The answer as it has come in so far, over all responses of the turn: how much sound, which words, the byte of a sample
/// that was cut in two.
final class Reply {
  /// Where in what is being played an item's sound begins, and how much of it there is, in samples.
  private record Stretch(String itemId, int contentIndex, long from, long samples) {}

  /// How much of an item was heard before the user spoke again.
  record Cut(String itemId, int contentIndex, int heardMs) {}

  private final StringBuilder words = new StringBuilder();
  private final Set<Place> spoken = new HashSet<>();
  private final List<Stretch> playing = new ArrayList<>();
  private Pcm cut = Pcm.EMPTY;
  private String lastResponse = "";
  private long samples;
  private long sinceHush;

  /// Takes a delta of any size.
  ///
  /// @return the whole samples that can be played now, perhaps none
  Pcm hear(Place place, Pcm delta) {
    Pcm joined = cut.concat(delta);
    int whole = joined.samples() * Pcm.SAMPLE_BYTES;
    cut = joined.slice(whole, joined.length());
    samples += joined.samples();
    extend(place, joined.samples());
    return joined.slice(0, whole);
  }

  private void extend(Place place, int count) {
    Stretch last = playing.isEmpty() ? null : playing.getLast();
    if (last != null && last.itemId.equals(place.itemId()))
      playing.set(playing.size() - 1, new Stretch(last.itemId, last.contentIndex, last.from, last.samples + count));
    else
      playing.add(new Stretch(place.itemId(), place.contentIndex(), sinceHush, count));
    sinceHush += count;
  }

  /// Takes more words of a piece of content.
  ///
  /// @return what to show
  String read(Place place, String delta) {
    spoken.add(place);
    return show(place, delta);
  }

  /// Takes the whole words of a piece of content at its end.
  ///
  /// @return what to show: all of them when the server sent no deltas, nothing otherwise
  String readWhole(Place place, String text) {
    return spoken.add(place) ? show(place, text) : "";
  }

  /// The words of another response begin on a line of their own.
  private String show(Place place, String text) {
    String shown = !words.isEmpty() && !text.isEmpty() && !place.responseId().equals(lastResponse)
        ? "\n" + text
        : text;
    lastResponse = place.responseId();
    words.append(shown);
    return shown;
  }

  /// Whether there is sound that may not have been heard yet.
  boolean hasSound() {
    return sinceHush > 0;
  }

  /// The speaker was silenced after `heardMs` of what was being played.
  ///
  /// @param rate samples a second of the answer
  /// @return what the server believes to have been heard and was not
  List<Cut> hushed(double heardMs, int rate) {
    List<Cut> cuts = new ArrayList<>();
    for (Stretch item : playing) {
      double heard = heardMs - Pcm.millis(item.from, rate);
      double received = Pcm.millis(item.samples, rate);
      if (heard < received && !item.itemId.isEmpty())
        cuts.add(new Cut(item.itemId, item.contentIndex, (int) Math.max(0, heard)));
    }
    playing.clear();
    sinceHush = 0;
    cut = Pcm.EMPTY;
    return cuts;
  }

  /// Whole samples received, heard or not.
  long samples() {
    return samples;
  }

  String words() {
    return words.toString();
  }
}
