package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent.Place;
import java.util.HashSet;
import java.util.Set;

/// The answer as it has come in so far: how much sound, which words, the byte of a sample that was cut in two.
final class Reply {
  private final StringBuilder words = new StringBuilder();
  private final Set<Place> spoken = new HashSet<>();
  private Pcm cut = Pcm.EMPTY;
  private long samples;

  /// Takes a delta of any size.
  ///
  /// @return the whole samples that can be played now, perhaps none
  Pcm hear(Pcm delta) {
    Pcm joined = cut.concat(delta);
    int whole = joined.samples() * Pcm.SAMPLE_BYTES;
    cut = joined.slice(whole, joined.length());
    samples += joined.samples();
    return joined.slice(0, whole);
  }

  /// Takes more words of a piece of content.
  ///
  /// @return what to show
  String read(Place place, String delta) {
    spoken.add(place);
    return show(delta);
  }

  /// Takes the whole words of a piece of content at its end.
  ///
  /// @return what to show: all of them when the server sent no deltas, nothing otherwise
  String readWhole(Place place, String text) {
    return spoken.add(place) ? show(text) : "";
  }

  private String show(String text) {
    words.append(text);
    return text;
  }

  boolean hasSound() {
    return samples > 0;
  }

  long samples() {
    return samples;
  }

  String words() {
    return words.toString();
  }
}
