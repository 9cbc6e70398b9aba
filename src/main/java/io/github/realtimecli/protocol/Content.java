package io.github.realtimecli.protocol;

import io.github.realtimecli.audio.Pcm;
import org.jspecify.annotations.Nullable;

/// A part of a message, whichever side it is from; the dialects spell it `input_audio`, `output_audio` or `audio`.
public sealed interface Content {
  record Text(String text) implements Content {}

  /// @param audio      absent from most events: the vendor sends it only when an item is retrieved
  /// @param transcript absent until there is one
  record Audio(@Nullable Pcm audio, @Nullable String transcript) implements Content {}

  /// Anything else, such as an image.
  record Other(String type) implements Content {}
}
