package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads what [Tape] has written. A last line that was cut, as a killed process leaves it, is passed over, and so are members
/// that nobody knows.
public final class TapeReader {
  private TapeReader() {}

  /// What was said in one call.
  ///
  /// @param moments in order, at least one
  public record Recording(List<Moment> moments) {
    public Recording { moments = List.copyOf(moments); }
  }

  /// The calls on the tape, in the order in which they were dialled; at least one.
  ///
  /// @throws IllegalArgumentException when it is no tape, in a clause that names the line
  /// @throws IOException              when it cannot be read
  public static List<Recording> read(Path file) throws IOException {
    SortedMap<Integer, List<Moment>> calls = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      for (int number = 1; line != null; number++) {
        String next = lines.readLine();
        if (!line.isBlank())
          read(line, number, next == null && number > 1, calls);
        line = next;
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not text in UTF-8", e);
    }
    if (calls.isEmpty())
      throw new IllegalArgumentException("holds no message");
    return calls.values().stream().map(Recording::new).toList();
  }

  private static void read(String line, int number, boolean last, SortedMap<Integer, List<Moment>> calls) {
    try (JsonParser in = Tape.JSON.createParser(ObjectReadContext.empty(), line)) {
      LineReading reading = new LineReading();
      Moment moment = reading.read(in);
      if (in.nextToken() != null)
        throw new IllegalArgumentException("something follows the object");
      calls.computeIfAbsent(reading.call(), call -> new ArrayList<>()).add(moment);
    } catch (JacksonException e) {
      if (!last)
        throw new IllegalArgumentException("line " + number + " is not JSON", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + " is not of a tape: " + e.getMessage(), e);
    }
  }

  /// Collects the members of one line.
  private static final class LineReading {
    private double atMs;
    private int call = 1;
    private String from = "";
    private boolean opened;
    private @Nullable EventText event;
    private @Nullable Ending ending;

    int call() {
      return call;
    }

    Moment read(JsonParser in) {
      if (in.nextToken() != JsonToken.START_OBJECT)
        throw new IllegalArgumentException("it is not an object");
      for (String name; (name = in.nextName()) != null;) {
        JsonToken value = in.nextToken();
        switch (name) {
          case "at_ms" -> atMs = value.isNumeric() ? in.getDoubleValue() : 0;
          case "call" -> call = value == JsonToken.VALUE_NUMBER_INT ? in.getIntValue() : 1;
          case "from" -> from = value == JsonToken.VALUE_STRING ? in.getString() : "";
          case "opened" -> opened = true;
          case "event" -> event = EventText.read(in);
          case "ended" -> ending = EndingText.read(in);
          default -> {
          }
        }
        in.skipChildren();
      }
      return moment();
    }

    private Moment moment() {
      if (opened)
        return new Moment.Opened(atMs);
      if (ending != null)
        return new Moment.Ended(atMs, ending);
      if (event == null)
        throw new IllegalArgumentException("it has no event");
      if (from.equals(Tape.Side.CLIENT.word()))
        return new Moment.Asked(atMs, event.type(), event.audioBytes());
      if (from.equals(Tape.Side.SERVER.word()))
        return new Moment.Said(atMs, event.text());
      throw new IllegalArgumentException("it does not say from whom it is");
    }
  }
}
