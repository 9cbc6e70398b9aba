package io.github.realtimecli.source;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A stream of speech: mono PCM16 at the rate that the server wants, read by one thread, never held whole.
public interface Source extends AutoCloseable {
  /// The next samples, whole ones, never empty; `null` at the end. May block on the file or the pipe.
  ///
  /// @throws Unreadable when the input is not audio that can be read
  /// @throws IOException when reading fails
  @Nullable
  Pcm next() throws IOException;

  /// What the input is, as far as it is known by now: complete once [#next()] has returned `null`.
  Recording recording();

  @Override
  void close() throws IOException;
}
