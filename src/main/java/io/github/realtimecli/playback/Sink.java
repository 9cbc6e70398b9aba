package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.io.IOException;

/// A mouth: takes the samples of one answer after the other. One thread owns a sink; nothing here waits for sound to be heard.
public interface Sink extends AutoCloseable {
  /// Takes the next samples, whole ones. Returns at once, however long they last.
  ///
  /// @throws IOException when they could not be kept (a full disk); a speaker that is lost is not an exception, it goes on muted
  void play(Pcm samples) throws IOException;

  /// Says that the answer is whole; `heard` runs once, on any thread (perhaps before this returns), when its last sample
  /// has been heard or written. It runs as well when a [#flush()] or [#close()] drops the rest, so that nobody waits in vain.
  void finish(Runnable heard) throws IOException;

  /// Drops what was not heard yet, silences the speaker at once. What is played next begins a new answer.
  ///
  /// @return milliseconds of the current answer that were heard; what cannot be heard counts as heard when it was taken
  double flush() throws IOException;

  /// What has happened to the sound since the sink was made, over all answers.
  Played played();

  /// Ends at once: what was not heard yet stays unheard. Does nothing the second time.
  @Override
  void close() throws IOException;
}
