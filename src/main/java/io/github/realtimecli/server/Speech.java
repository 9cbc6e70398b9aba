package io.github.realtimecli.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer as it will be given.
///
/// @param words  the transcript in the pieces of its deltas
/// @param sound  empty when the answer is given in writing
/// @param ending how it ends when nobody stops it
record Speech(boolean aloud, List<String> words, Clip sound, Ending ending) {
  /// As much of it as so many tokens pay for.
  Speech within(@Nullable Integer tokens, Rate rate) {
    if (tokens == null || tokens >= words.size() + Tokens.spoken(sound.length(), rate))
      return this;
    int kept = Math.min(tokens, words.size());
    return cut(kept, Tokens.bytesFor(tokens - kept, rate), Ending.incomplete("max_output_tokens"));
  }

  /// The first words and bytes of it, which end otherwise.
  Speech cut(int keptWords, long bytes, Ending other) {
    return new Speech(aloud, words.subList(0, Math.min(keptWords, words.size())), sound.first(bytes), other);
  }
}
