package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON being written, as UTF-8. Commas come by themselves; braces are the caller's.
///
/// Half a surrogate pair, which UTF-8 cannot hold, and the line ends of U+2028 and U+2029 are written as escapes.
public final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final int headroom;
  private byte[] bytes;
  private int length;

  public JsonText() {
    this(0);
  }

  /// Leaves `headroom` bytes free at the front.
  JsonText(int headroom) {
    this.headroom = headroom;
    bytes = new byte[headroom + 256];
    length = headroom;
  }

  /// Opens an object as a value.
  public JsonText open() {
    separate();
    return put('{');
  }

  /// Opens an object as a member.
  public JsonText open(String name) {
    return name(name).put('{');
  }

  public JsonText close() {
    return put('}');
  }

  /// Opens an array as a member.
  public JsonText list(String name) {
    return name(name).put('[');
  }

  public JsonText closeList() {
    return put(']');
  }

  /// Writes a member; `null` is written as such.
  public JsonText member(String name, @Nullable Object value) {
    return name(name).bare(value);
  }

  /// Writes a member unless the value is `null`.
  public JsonText present(String name, @Nullable Object value) {
    return value == null ? this : member(name, value);
  }

  public JsonText member(String name, long value) {
    name(name);
    ascii(Long.toString(value));
    return this;
  }

  /// Writes nested maps, lists, strings, numbers, booleans; `null` and anything else that is no JSON, such as NaN, as `null`.
  public JsonText value(@Nullable Object value) {
    separate();
    return bare(value);
  }

  /// Writes the samples as a base64 member.
  JsonText audio(String name, Pcm audio) {
    name(name).put('"');
    int size = base64Length(audio);
    reserve(size + 1);
    System.arraycopy(Base64.getEncoder().encode(audio.view()).array(), 0, bytes, length, size);
    length += size;
    return put('"');
  }

  /// Writes the samples as the last member, closes the object and returns the [#message()]: nothing is written twice.
  byte[] lastAudio(String name, Pcm audio) {
    name(name).put('"');
    int size = base64Length(audio);
    byte[] message = new byte[length + size + 2];
    base64(audio, message, length);
    System.arraycopy(bytes, 0, message, 0, length);
    message[length + size] = '"';
    message[length + size + 1] = '}';
    return message;
  }

  private static int base64Length(Pcm audio) {
    return (audio.length() + 2) / 3 * 4;
  }

  /// Encodes to `at`. What is before may be overwritten: the JDK's encoder begins at an array's front.
  private static void base64(Pcm audio, byte[] target, int at) {
    byte[] samples = audio.view().array();
    int size = Base64.getEncoder().encode(samples.length == audio.length() ? samples : audio.toByteArray(), target);
    System.arraycopy(target, 0, target, at, size);
  }

  /// What has been written, behind the free bytes, in an array of that size.
  byte[] message() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  public byte[] toUtf8() {
    return Arrays.copyOfRange(bytes, headroom, length);
  }

  @Override
  public String toString() {
    return new String(bytes, headroom, length - headroom, StandardCharsets.UTF_8);
  }

  private JsonText name(String name) {
    separate();
    quoted(name);
    return put(':');
  }

  private void separate() {
    if (length == headroom)
      return;
    byte last = bytes[length - 1];
    if (last != '{' && last != '[' && last != ':')
      put(',');
  }

  private JsonText bare(@Nullable Object value) {
    switch (value) {
      case String text -> quoted(text);
      case Boolean bool -> ascii(bool.toString());
      case Double number when number.isNaN() || number.isInfinite() -> ascii("null");
      case Float number when number.isNaN() || number.isInfinite() -> ascii("null");
      case Number number -> ascii(number.toString());
      case Map<?, ?> members -> {
        put('{');
        for (Map.Entry<?, ?> member : members.entrySet())
          member(String.valueOf(member.getKey()), member.getValue());
        put('}');
      }
      case List<?> elements -> {
        put('[');
        for (Object element : elements)
          value(element);
        put(']');
      }
      case null, default -> ascii("null");
    }
    return this;
  }

  private JsonText put(char character) {
    reserve(1);
    bytes[length++] = (byte) character;
    return this;
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++)
      bytes[length++] = (byte) text.charAt(i);
  }

  private void quoted(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      reserve(6);
      char c = text.charAt(i);
      if (c < 0x80)
        if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f)
          bytes[length++] = (byte) c;
        else
          escape(c);
      else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | c >> 6);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[length++] = (byte) (0xf0 | point >> 18);
        bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
        bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | point & 0x3f);
      } else if (Character.isSurrogate(c) || c == '\u2028' || c == '\u2029')
        escape(c);
      else {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      }
    }
    put('"');
  }

  private void escape(char c) {
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = (byte) c;
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4)
          bytes[length++] = HEX[c >> shift & 0xf];
      }
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more)
      bytes = Arrays.copyOf(bytes, Math.max(length + more, length + (length >> 1)));
  }
}
