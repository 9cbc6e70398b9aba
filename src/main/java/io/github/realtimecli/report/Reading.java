package io.github.realtimecli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What an item's file turns out to be.
public sealed interface Reading permits Row, Reading.Foreign, Reading.Damaged {
  /// A larger file than this is none of ours: it would hold hours of transcript.
  long LARGEST = 64L << 20;

  /// JSON, but of somebody else.
  record Foreign() implements Reading {}

  /// What cannot be used.
  ///
  /// @param why a clause such as "is not JSON"
  record Damaged(String why) implements Reading {}

  /// Never throws: what cannot be read is damaged.
  static Reading of(Path file) {
    try {
      if (Files.size(file) > LARGEST)
        return new Damaged("is larger than any result");
      return of(Files.readString(file));
    } catch (CharacterCodingException e) {
      return new Damaged("is not UTF-8");
    } catch (IOException e) {
      return new Damaged("cannot be read");
    }
  }

  /// @param json one object
  static Reading of(String json) {
    if (json.isBlank())
      return new Damaged("is empty");
    Map<String, Object> members = Leaves.of(json);
    if (members == null)
      return new Damaged("is not a whole JSON object");
    Object file = members.get("file");
    Object outcome = members.get("outcome");
    if (file == null && outcome == null)
      return new Foreign();
    if (!(file instanceof String name) || !(outcome instanceof String word) || name.isEmpty())
      return new Damaged("names no file or no outcome");
    if (!(members.get("schema") instanceof BigDecimal schema))
      return new Damaged("names no schema");
    if (schema.compareTo(BigDecimal.valueOf(JsonLine.SCHEMA)) != 0)
      return new Damaged("is of another schema than " + JsonLine.SCHEMA + ", which is all that this version reads");
    return new Row(Leaves.withoutBlanks(json), name, word, members);
  }
}
