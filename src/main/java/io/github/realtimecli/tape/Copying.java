package io.github.realtimecli.tape;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Copies one event from parser to generator, audio by its size where that is wanted.
final class Copying {
  private final JsonParser in;
  private final JsonGenerator out;
  private final Tape.Audio audio;
  private String type = "";

  Copying(JsonParser in, JsonGenerator out, Tape.Audio audio) {
    this.in = in;
    this.out = out;
    this.audio = audio;
  }

  void run() {
    int depth = 0;
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token.isStructStart())
        depth++;
      else if (token.isStructEnd())
        depth--;
      if (token == JsonToken.VALUE_STRING)
        string(depth);
      else
        out.copyCurrentEvent(in);
    }
  }

  private void string(int depth) {
    String name = in.currentName();
    if (depth == 1 && "type".equals(name))
      type = in.getString();
    if (audio == Tape.Audio.SIZE && isAudio(name)) {
      out.writeStartObject();
      out.writeNumberProperty("bytes", decodedBytes(in.getString()));
      out.writeEndObject();
    } else
      out.copyCurrentEvent(in);
  }

  /// A delta is audio when its event says so; a server that names the type last is taken at the delta's length.
  private boolean isAudio(String name) {
    if ("audio".equals(name))
      return true;
    return "delta".equals(name)
        && (type.endsWith("audio.delta") || (type.isEmpty() && in.getStringLength() > Character.MAX_VALUE));
  }

  static int decodedBytes(String base64) {
    int length = base64.length();
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return length / 4 * 3 + (length % 4 == 0 ? 0 : length % 4 - 1) - (length % 4 == 0 ? padding : 0);
  }
}
