package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.SessionSettings.AudioFormat;

/// The formats of sound as single words, as the vendor's beta and its relatives write them.
final class FlatFormat {
  private FlatFormat() {}

  /// A word that nobody knows stays the format's type.
  ///
  /// @param ownRate what `pcm16` stands for
  static AudioFormat read(String word, int ownRate) {
    return switch (word) {
      case "g711_ulaw" -> new AudioFormat("audio/pcmu", 8000);
      case "g711_alaw" -> new AudioFormat("audio/pcma", 8000);
      case "pcm16", "pcm" -> new AudioFormat("audio/pcm", ownRate);
      // DashScope's and Azure Voice Live's, which name their rate
      case "pcm24" -> new AudioFormat("audio/pcm", 24_000);
      case "pcm16_16000hz" -> new AudioFormat("audio/pcm", 16_000);
      case "pcm16_8000hz" -> new AudioFormat("audio/pcm", 8000);
      default -> new AudioFormat(word, ownRate);
    };
  }

  static String write(AudioFormat format) {
    return switch (format.type()) {
      case "audio/pcmu" -> "g711_ulaw";
      case "audio/pcma" -> "g711_alaw";
      case "audio/pcm" -> "pcm16";
      default -> format.type();
    };
  }
}
