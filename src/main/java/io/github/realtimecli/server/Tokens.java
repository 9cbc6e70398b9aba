package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;

/// What things cost: audio as the vendor counts it, text by a rule of thumb.
final class Tokens {
  /// One token of what we hear.
  private static final int HEARD_MS = 100;
  /// One token of what we say.
  private static final int SPOKEN_MS = 50;
  private static final int CHARACTERS = 4;

  private Tokens() {}

  static long heard(Clip sound, Rate rate) {
    return ceil(sound.length(), rate.bytes(HEARD_MS));
  }

  static long spoken(long bytes, Rate rate) {
    return ceil(bytes, rate.bytes(SPOKEN_MS));
  }

  /// The bytes of audio that so many tokens pay for.
  static long bytesFor(long spokenTokens, Rate rate) {
    return spokenTokens * rate.bytes(SPOKEN_MS);
  }

  static long written(String text) {
    return ceil(text.length(), CHARACTERS);
  }

  /// The text of an item; what was said aloud is counted as audio.
  static long written(Item item) {
    long sum = 0;
    for (Content part : item.content())
      sum += part instanceof Content.Text(String text) ? written(text) : 0;
    return sum;
  }

  private static long ceil(long amount, long unit) {
    return (amount + unit - 1) / unit;
  }
}
