package io.github.realtimecli.protocol;

/// Tokens of one response or transcription. Cached ones are contained in the others.
///
/// @param seconds billed duration, for transcribers that bill by time; 0 otherwise
public record Usage(long textIn, long audioIn, long imageIn, long cachedTextIn, long cachedAudioIn, long cachedImageIn,
    long textOut, long audioOut, double seconds) {
  public long in() {
    return textIn + audioIn + imageIn;
  }

  public long out() {
    return textOut + audioOut;
  }

  public long cachedIn() {
    return cachedTextIn + cachedAudioIn + cachedImageIn;
  }

  public Usage plus(Usage other) {
    return new Usage(textIn + other.textIn, audioIn + other.audioIn, imageIn + other.imageIn,
        cachedTextIn + other.cachedTextIn, cachedAudioIn + other.cachedAudioIn, cachedImageIn + other.cachedImageIn,
        textOut + other.textOut, audioOut + other.audioOut, seconds + other.seconds);
  }
}
