package io.github.realtimecli.tape;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// A message on the tape, with silence where only the size of its sound was kept.
///
/// @param text       as it went over the wire, but for blanks
/// @param type       empty when it has none
/// @param audioBytes of sound in a member `audio`
record EventText(String text, String type, int audioBytes) {
  /// Reads the value that the parser stands on and leaves it at its end.
  static EventText read(JsonParser in) {
    if (in.currentToken() == JsonToken.VALUE_STRING)
      return new EventText(in.getString(), "", 0);
    StringWriter text = new StringWriter();
    Copy copy;
    try (JsonGenerator out = Tape.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      copy = new Copy(in, out);
      copy.run();
    }
    return new EventText(text.toString(), copy.type, copy.audioBytes);
  }

  /// Reads a message as it comes over a wire; what is no JSON has no type.
  static EventText of(byte[] utf8, int offset, int length) {
    try (JsonParser in = Tape.JSON.createParser(ObjectReadContext.empty(), utf8, offset, length)) {
      return in.nextToken() == null ? new EventText("", "", 0) : read(in);
    } catch (JacksonException e) {
      return new EventText("", "", 0);
    }
  }

  private static final class Copy {
    private final JsonParser in;
    private final JsonGenerator out;
    private String type = "";
    private int audioBytes;

    Copy(JsonParser in, JsonGenerator out) {
      this.in = in;
      this.out = out;
    }

    void run() {
      int depth = 0;
      do {
        JsonToken token = in.currentToken();
        String name = in.currentName();
        if (depth == 1 && token == JsonToken.VALUE_STRING && "type".equals(name))
          type = in.getString();
        if (depth > 0 && token == JsonToken.START_OBJECT && ("audio".equals(name) || "delta".equals(name)))
          size(name);
        else {
          if (token == JsonToken.VALUE_STRING && "audio".equals(name))
            audioBytes += Base64Size.bytes(in.getString());
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
          out.copyCurrentEvent(in);
        }
      } while (depth > 0 && in.nextToken() != null);
    }

    /// An object that begins with a size is sound; any other is copied.
    private void size(String name) {
      String member = in.nextName();
      if (member == null) {
        out.writeStartObject();
        out.writeEndObject();
        return;
      }
      JsonToken value = in.nextToken();
      if (Base64Size.isName(member) && value == JsonToken.VALUE_NUMBER_INT && in.getLongValue() >= 0
          && in.getLongValue() <= Integer.MAX_VALUE / 2) {
        int bytes = in.getIntValue();
        while (in.nextToken() != JsonToken.END_OBJECT)
          in.skipChildren();
        audioBytes += name.equals("audio") ? bytes : 0;
        out.writeString(Base64Size.silence(bytes));
        return;
      }
      out.writeStartObject();
      out.writeName(member);
      out.copyCurrentStructure(in);
      while (in.nextToken() != JsonToken.END_OBJECT)
        out.copyCurrentStructure(in);
      out.writeEndObject();
    }
  }
}
