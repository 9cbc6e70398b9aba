package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.SessionSettings;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Walks through one JSON text. It stands on a value; each reading method takes that value and leaves the cursor at its
/// end. A value of another type than asked for reads as absent.
///
/// Broken text is a `JacksonException`, broken base64 [BadAudio].
final class Cursor implements AutoCloseable {
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
      .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
      .build();

  /// How far back a quote is looked for that tells of a member behind the audio: cheaper than to find it by decoding.
  private static final int LONGEST_ID = 100;

  private final byte[] utf8;
  private final int start;
  private final int end;
  private final JsonParser parser;

  /// Stands on the outermost value; on nothing when the text is blank.
  Cursor(byte[] utf8, int offset, int length) {
    this.utf8 = utf8;
    start = offset;
    end = offset + length;
    parser = FACTORY.createParser(ObjectReadContext.empty(), utf8, offset, length);
    parser.nextToken();
  }

  /// Enters the object; anything else is passed over.
  boolean object() {
    if (parser.currentToken() == JsonToken.START_OBJECT)
      return true;
    skip();
    return false;
  }

  /// Moves on to the next member's value.
  ///
  /// @return its name, `null` at the object's end
  @Nullable
  String member() {
    String name = parser.nextName();
    if (name != null)
      parser.nextToken();
    return name;
  }

  /// Enters the array; anything else is passed over.
  boolean array() {
    if (parser.currentToken() == JsonToken.START_ARRAY)
      return true;
    skip();
    return false;
  }

  /// Moves on to the array's next value.
  boolean element() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  void skip() {
    parser.skipChildren();
  }

  @Nullable
  String string() {
    if (isString())
      return parser.getString();
    skip();
    return null;
  }

  String string(String otherwise) {
    String value = string();
    return value == null ? otherwise : value;
  }

  @Nullable
  Double number() {
    JsonToken token = parser.currentToken();
    if (token != null && token.isNumeric())
      return parser.getDoubleValue();
    skip();
    return null;
  }

  double number(double otherwise) {
    Double number = number();
    return number == null ? otherwise : number;
  }

  @Nullable
  Long wholeNumber() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
      return parser.getLongValue();
    Double number = number();
    return number == null ? null : Long.valueOf(number.longValue());
  }

  @Nullable
  Integer integer() {
    Long number = wholeNumber();
    return number == null ? null : Integer.valueOf(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  int integer(int otherwise) {
    Integer number = integer();
    return number == null ? otherwise : number;
  }

  @Nullable
  Boolean bool() {
    JsonToken token = parser.currentToken();
    if (token != null && token.isBoolean())
      return parser.getBooleanValue();
    skip();
    return null;
  }

  /// Decodes a base64 string without making a string of it.
  @Nullable
  Pcm audio() {
    if (!isString()) {
      skip();
      return null;
    }
    int from = valueStart();
    int to = from;
    while (to < end && utf8[to] != '"' && utf8[to] != '\\')
      to++;
    if (to < end && utf8[to] == '\\')
      return decode(parser.getString());
    return decode(utf8, from, to);
  }

  /// Decodes a base64 string that is the text's last value.
  ///
  /// @return `null` when the value is something else; nothing has been taken then
  @Nullable
  Pcm lastAudio() {
    return isString() ? lastAudio(utf8, valueStart(), end) : null;
  }

  /// Decodes base64 that is the last value of an object, without looking at what is in between: base64 has no quote, so what
  /// decodes up to the last quote has its end there.
  ///
  /// @param from behind the value's quote
  /// @param end  of the text
  /// @return `null` when it is something else
  static @Nullable Pcm lastAudio(byte[] utf8, int from, int end) {
    int last = end - 1;
    while (last >= from && isSpace(utf8[last]))
      last--;
    if (last < from || utf8[last] != '}')
      return null;
    last--;
    while (last >= from && isSpace(utf8[last]))
      last--;
    if (last < from || utf8[last] != '"')
      return null;
    for (int back = last - 1; back >= from && back > last - LONGEST_ID; back--)
      if (utf8[back] == '"')
        return null;
    try {
      return decode(utf8, from, last);
    } catch (BadAudio otherMembersFollow) {
      return null;
    }
  }

  private int valueStart() {
    return start + (int) parser.currentTokenLocation().getByteOffset() + 1;
  }

  static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static Pcm decode(byte[] utf8, int from, int to) {
    return decode(ByteBuffer.wrap(utf8, from, to - from));
  }

  static Pcm decode(String base64) {
    return decode(ByteBuffer.wrap(base64.getBytes(StandardCharsets.UTF_8)));
  }

  private static Pcm decode(ByteBuffer base64) {
    try {
      ByteBuffer samples = Base64.getDecoder().decode(base64);
      return Pcm.of(samples.array(), samples.arrayOffset(), samples.remaining());
    } catch (IllegalArgumentException notBase64) {
      throw new BadAudio(notBase64);
    }
  }

  /// Reads whatever is there: nested maps, lists, strings, numbers, booleans and [SessionSettings#JSON_NULL].
  Object value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name; (name = member()) != null;)
          members.put(name, value());
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (element())
          elements.add(value());
        yield elements;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isInfinite(number) ? (Object) new BigDecimal(parser.getString()) : (Object) number;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> SessionSettings.JSON_NULL;
      case null, default -> throw new IllegalArgumentException("not JSON: nothing there");
    };
  }

  /// Whether nothing but blanks follows.
  boolean atEnd() {
    return parser.nextToken() == null;
  }

  @Override
  public void close() {
    parser.close();
  }
}
