package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;

/// A device that plays what is written to it: the little of a `SourceDataLine` that a speaker needs.
///
/// One thread owns it; [#flush()] and [#close()] may come from any other to end a write that blocks.
interface Line extends AutoCloseable {
  /// Writes whole samples. A stopped line takes what fits; a running one waits until it has taken all.
  ///
  /// @return bytes taken: fewer than given from a running line when the device is gone, or the line was flushed or closed
  int write(Pcm pcm);

  void start();

  /// Holds the sound; what is in the line stays there.
  void stop();

  /// Drops what is in the line. Before [#stop()], not after it: a stopped line that was flushed may take nothing until it is
  /// started again.
  void flush();

  /// Samples that have left the line since it was opened; dropped ones count as well.
  long position();

  /// Samples that it can hold.
  int capacity();

  /// Whether anybody can hear it.
  default boolean audible() {
    return true;
  }

  @Override
  void close();

  /// A line without a device: takes everything at once.
  final class Nowhere implements Line {
    private long taken;

    @Override
    public int write(Pcm pcm) {
      taken += pcm.samples();
      return pcm.length();
    }

    @Override
    public long position() {
      return taken;
    }

    @Override
    public int capacity() {
      return 0;
    }

    @Override
    public boolean audible() {
      return false;
    }

    @Override
    public void start() {
      // nothing moves
    }

    @Override
    public void stop() {
      // nothing moves
    }

    @Override
    public void flush() {
      // nothing is held
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
