package io.github.realtimecli.source;

import java.io.IOException;

/// An input that cannot be read as audio: the user's to mend.
public final class Unreadable extends IOException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  /// @param sentence what the input is or lacks, without its name
  /// @param hint     what to do about it
  public Unreadable(String sentence, String hint) {
    super(sentence);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
