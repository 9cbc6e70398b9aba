package io.github.realtimecli.audio;

import javax.sound.sampled.UnsupportedAudioFileException;

/// A file that no converter makes a recording of: it is empty, a text, an image.
public final class NotSound extends UnsupportedAudioFileException {
  private static final long serialVersionUID = 1L;

  NotSound(String clause) {
    super(clause);
  }
}
