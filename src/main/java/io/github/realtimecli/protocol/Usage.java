package io.github.realtimecli.protocol;

import org.jspecify.annotations.Nullable;

/// Tokens of one response or transcription, or of several. Cached ones are contained in the others. Where a server did not
/// say how many there were, there is no usage at all, but `null`.
///
/// @param seconds          billed duration, for transcribers that bill by time; 0 otherwise
/// @param unsortedIn       input tokens of which the server did not say whether they are text, audio or image
/// @param unsortedCachedIn cached ones of which it did not say that
/// @param unsortedOut      output tokens of which it did not say that
public record Usage(long textIn, long audioIn, long imageIn, long cachedTextIn, long cachedAudioIn, long cachedImageIn,
    long textOut, long audioOut, double seconds, long unsortedIn, long unsortedCachedIn, long unsortedOut) {
  /// What nothing takes.
  public static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// All of it sorted.
  public Usage(long textIn, long audioIn, long imageIn, long cachedTextIn, long cachedAudioIn, long cachedImageIn,
      long textOut, long audioOut, double seconds) {
    this(textIn, audioIn, imageIn, cachedTextIn, cachedAudioIn, cachedImageIn, textOut, audioOut, seconds, 0, 0, 0);
  }

  public long in() {
    return textIn + audioIn + imageIn + unsortedIn;
  }

  public long out() {
    return textOut + audioOut + unsortedOut;
  }

  public long cachedIn() {
    return cachedTextIn + cachedAudioIn + cachedImageIn + unsortedCachedIn;
  }

  /// Whether the server said of every token of what kind it is.
  public boolean isSorted() {
    return unsortedIn == 0 && unsortedCachedIn == 0 && unsortedOut == 0;
  }

  public Usage plus(Usage other) {
    return new Usage(textIn + other.textIn, audioIn + other.audioIn, imageIn + other.imageIn,
        cachedTextIn + other.cachedTextIn, cachedAudioIn + other.cachedAudioIn, cachedImageIn + other.cachedImageIn,
        textOut + other.textOut, audioOut + other.audioOut, seconds + other.seconds, unsortedIn + other.unsortedIn,
        unsortedCachedIn + other.unsortedCachedIn, unsortedOut + other.unsortedOut);
  }

  /// The usage of two responses together, unknown when that of either is.
  public static @Nullable Usage sum(@Nullable Usage one, @Nullable Usage other) {
    return one == null || other == null ? null : one.plus(other);
  }
}
