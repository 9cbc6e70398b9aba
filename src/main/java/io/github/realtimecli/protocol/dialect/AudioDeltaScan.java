package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent.AudioDelta;
import io.github.realtimecli.protocol.ServerEvent.Place;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the event that comes most often, a piece of an answer's audio, in the form in which servers send it: plain members
/// first, the audio last. To set a parser up takes a large part of the time that decoding it takes. Whatever is not of this
/// form is left to the parser, so that what is said here is what the parser would say.
final class AudioDeltaScan {
  /// So many fit into an `int`.
  private static final int DIGITS = 9;
  /// Names and strings in bytes. The parser has bounds of its own, and this one is below all of them.
  private static final int LONGEST_TEXT = 1000;

  private final byte[] utf8;
  private final int end;
  private int at;
  private String type = "";
  private String responseId = "";
  private String itemId = "";
  private int outputIndex;
  private int contentIndex;

  private AudioDeltaScan(byte[] utf8, int offset, int length) {
    this.utf8 = utf8;
    at = offset;
    end = offset + length;
  }

  /// @return `null` when it is another event, or not of this form
  static Reading.@Nullable FromServer read(byte[] utf8, int offset, int length) {
    return new AudioDeltaScan(utf8, offset, length).read();
  }

  private Reading.@Nullable FromServer read() {
    if (!takes('{'))
      return null;
    do {
      String name = text();
      if (name == null || !takes(':'))
        return null;
      if (name.equals("delta"))
        return delta();
      if (!member(name))
        return null;
    } while (takes(','));
    return null;
  }

  private Reading.@Nullable FromServer delta() {
    if (!ServerReading.isAudio(type) || !takes('"'))
      return null;
    Pcm audio = Cursor.lastAudio(utf8, at, end);
    if (audio == null)
      return null;
    return new Reading.FromServer(type,
        new AudioDelta(new Place(responseId, itemId, outputIndex, contentIndex), audio));
  }

  /// @return whether it is worth going on
  private boolean member(String name) {
    if (name.equals("output_index"))
      return (outputIndex = number()) >= 0;
    if (name.equals("content_index"))
      return (contentIndex = number()) >= 0;
    String value = text();
    if (value == null)
      return false;
    switch (name) {
      case "type" -> type = value;
      case "response_id" -> responseId = value;
      case "item_id" -> itemId = value;
      default -> {
        // nobody asks for it, as for the event's id
      }
    }
    return type.isEmpty() || ServerReading.isAudio(type);
  }

  /// Takes the character, and blanks before it.
  private boolean takes(char wanted) {
    while (at < end && Cursor.isSpace(utf8[at]))
      at++;
    if (at == end || utf8[at] != wanted)
      return false;
    at++;
    return true;
  }

  /// Takes a string of plain ASCII that is not long.
  private @Nullable String text() {
    if (!takes('"'))
      return null;
    int from = at;
    for (; at < end && at <= from + LONGEST_TEXT; at++) {
      byte character = utf8[at];
      if (character == '"')
        return new String(utf8, from, at++ - from, StandardCharsets.ISO_8859_1);
      if (character < ' ' || character == '\\')
        return null;
    }
    return null;
  }

  /// Takes a small whole number; -1 when there is something else.
  private int number() {
    while (at < end && Cursor.isSpace(utf8[at]))
      at++;
    int from = at;
    int number = 0;
    for (; at < end && at < from + DIGITS && utf8[at] >= '0' && utf8[at] <= '9'; at++)
      number = 10 * number + utf8[at] - '0';
    boolean isNumber = at > from && (at == from + 1 || utf8[from] != '0');
    return isNumber ? number : -1;
  }
}
