package io.github.realtimecli.protocol;

import io.github.realtimecli.audio.Pcm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a message, whichever side it is from; the dialects spell it `input_audio`, `output_audio` or `audio`.
public sealed interface Content {
  record Text(String text) implements Content {}

  /// @param audio      absent from most events: the vendor sends it only when an item is retrieved
  /// @param transcript absent until there is one
  record Audio(@Nullable Pcm audio, @Nullable String transcript) implements Content {}

  /// Anything else, such as an image.
  ///
  /// @param members as they stood beside the type: nested maps, lists, strings, numbers, booleans and
  ///                [SessionSettings#JSON_NULL]
  record Other(String type, Map<String, Object> members) implements Content {
    public Other { members = Collections.unmodifiableMap(new LinkedHashMap<>(members)); }

    public Other(String type) {
      this(type, Map.of());
    }
  }
}
