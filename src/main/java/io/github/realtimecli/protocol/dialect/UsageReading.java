package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.Usage;
import org.jspecify.annotations.Nullable;

/// Collects the tokens of one response or transcription. Tokens that are in a total but in no detail stay unsorted; what a
/// transcriber puts out is text.
final class UsageReading {
  private boolean said;
  private boolean transcription;
  private long in;
  private long textIn;
  private long audioIn;
  private long imageIn;
  private long cachedIn;
  private long cachedTextIn;
  private long cachedAudioIn;
  private long cachedImageIn;
  private long out;
  private long textOut;
  private long audioOut;
  private double seconds;

  /// Reads the members of the object that the cursor has entered.
  ///
  /// @return `null` when none of them tells anything
  @Nullable
  Usage read(Cursor cursor) {
    for (String name; (name = cursor.member()) != null;)
      switch (name) {
        case "type" -> transcription = cursor.string("").equals("tokens");
        case "input_tokens" -> in = count(cursor);
        case "output_tokens" -> out = count(cursor);
        case "input_token_details" -> details(cursor);
        case "output_token_details" -> outputDetails(cursor);
        case "seconds" -> seconds = seconds(cursor);
        default -> cursor.skip();
      }
    return said ? usage() : null;
  }

  /// Cached tokens are of the kind of all input where there is one kind only.
  private Usage usage() {
    long unsortedIn = rest(in, textIn + audioIn + imageIn);
    long unsortedOut = rest(out, textOut + audioOut);
    long unsortedCached = rest(cachedIn, cachedTextIn + cachedAudioIn + cachedImageIn);
    long all = textIn + audioIn + imageIn + unsortedIn;
    boolean text = textIn == all;
    boolean audio = !text && audioIn == all;
    boolean image = !text && imageIn == all;
    return new Usage(textIn, audioIn, imageIn, text ? cachedTextIn + unsortedCached : cachedTextIn,
        audio ? cachedAudioIn + unsortedCached : cachedAudioIn, image ? cachedImageIn + unsortedCached : cachedImageIn,
        transcription ? textOut + unsortedOut : textOut, audioOut, seconds, unsortedIn,
        text || audio || image ? 0 : unsortedCached, transcription ? 0 : unsortedOut);
  }

  private static long rest(long total, long sorted) {
    return Math.max(0, total - sorted);
  }

  private void details(Cursor cursor) {
    if (!cursor.object())
      return;
    for (String name; (name = cursor.member()) != null;)
      switch (name) {
        case "text_tokens" -> textIn = count(cursor);
        case "audio_tokens" -> audioIn = count(cursor);
        case "image_tokens" -> imageIn = count(cursor);
        case "cached_tokens" -> cachedIn = count(cursor);
        case "cached_tokens_details" -> cachedDetails(cursor);
        default -> cursor.skip();
      }
  }

  private void cachedDetails(Cursor cursor) {
    if (!cursor.object())
      return;
    for (String name; (name = cursor.member()) != null;)
      switch (name) {
        case "text_tokens" -> cachedTextIn = count(cursor);
        case "audio_tokens" -> cachedAudioIn = count(cursor);
        case "image_tokens" -> cachedImageIn = count(cursor);
        default -> cursor.skip();
      }
  }

  private void outputDetails(Cursor cursor) {
    if (!cursor.object())
      return;
    for (String name; (name = cursor.member()) != null;)
      switch (name) {
        case "text_tokens" -> textOut = count(cursor);
        case "audio_tokens" -> audioOut = count(cursor);
        default -> cursor.skip();
      }
  }

  private long count(Cursor cursor) {
    Long number = cursor.wholeNumber();
    said |= number != null;
    return number == null ? 0 : Math.max(0, number);
  }

  private double seconds(Cursor cursor) {
    Double number = cursor.number();
    said |= number != null;
    return number == null ? 0 : Math.max(0, number);
  }
}
