package io.github.realtimecli.tape;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Copies one event from parser to generator, secrets masked, audio by its size where that is wanted.
final class Copying {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private final JsonParser in;
  private final JsonGenerator out;
  private final Tape.Audio audio;
  private final Secrets secrets;
  private String type = "";
  /// Below this depth everything is secret.
  private int secretBelow = NOWHERE;

  Copying(JsonParser in, JsonGenerator out, Tape.Audio audio, Secrets secrets) {
    this.in = in;
    this.out = out;
    this.audio = audio;
    this.secrets = secrets;
  }

  void run() {
    int depth = 0;
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      String name = in.currentName();
      if (token.isStructStart()) {
        depth++;
        if (name != null && secretBelow == NOWHERE && Secrets.isName(name))
          secretBelow = depth;
      } else if (token.isStructEnd()) {
        if (depth == secretBelow)
          secretBelow = NOWHERE;
        depth--;
      }
      if (token == JsonToken.VALUE_STRING)
        string(name, depth);
      else if (token == JsonToken.PROPERTY_NAME)
        out.writeName(secrets.masked(in.currentName()));
      else
        out.copyCurrentEvent(in);
    }
  }

  private void string(String name, int depth) {
    if (depth == 1 && "type".equals(name))
      type = in.getString();
    if (depth >= secretBelow || (name != null && Secrets.isName(name)))
      out.writeString(Secrets.MASK);
    else if (!isAudio(name))
      out.writeString(secrets.masked(in.getString()));
    else if (audio == Tape.Audio.SIZE)
      Base64Size.write(out, in.getString());
    else
      out.copyCurrentEvent(in);
  }

  /// A delta is audio when its event says so; a server that names the type last is taken at the delta's length.
  private boolean isAudio(String name) {
    if ("audio".equals(name))
      return true;
    return "delta".equals(name)
        && (type.endsWith("audio.delta") || (type.isEmpty() && in.getStringLength() > Character.MAX_VALUE));
  }
}
