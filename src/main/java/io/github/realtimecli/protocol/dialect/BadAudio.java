package io.github.realtimecli.protocol.dialect;

/// Audio that is not base64.
final class BadAudio extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadAudio(IllegalArgumentException cause) {
    super("audio that is not base64", cause);
  }
}
