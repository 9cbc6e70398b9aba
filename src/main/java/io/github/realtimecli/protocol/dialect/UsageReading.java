package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.Usage;

/// Collects the tokens of one response or transcription. Tokens that are in a total but in no detail, because the server
/// gives none or because they were spent on thinking, count as text.
final class UsageReading {
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
  Usage read(Cursor cursor) {
    for (String name; (name = cursor.member()) != null;)
      switch (name) {
        case "input_tokens" -> in = count(cursor);
        case "output_tokens" -> out = count(cursor);
        case "input_token_details" -> details(cursor);
        case "output_token_details" -> outputDetails(cursor);
        case "seconds" -> seconds = seconds(cursor);
        default -> cursor.skip();
      }
    return new Usage(textIn + Math.max(0, in - textIn - audioIn - imageIn), audioIn, imageIn,
        cachedTextIn + Math.max(0, cachedIn - cachedTextIn - cachedAudioIn - cachedImageIn), cachedAudioIn,
        cachedImageIn, textOut + Math.max(0, out - textOut - audioOut), audioOut, seconds);
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

  private static long count(Cursor cursor) {
    Long number = cursor.wholeNumber();
    return number == null ? 0 : number;
  }

  private static double seconds(Cursor cursor) {
    Double number = cursor.number();
    return number == null ? 0 : number;
  }
}
