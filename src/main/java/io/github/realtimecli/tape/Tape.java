package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A file of JSON lines, one for every message:
/// `{"at_ms":12.345,"from":"server","call":1,"event":{…}}`, with `opened` or `ended` in place of `event` at both ends.
/// Times count from the tape's making, calls from 1. Request headers, and so keys, are never on it; what looks like a key
/// in a message is masked. Thread-safe.
public final class Tape implements AutoCloseable {
  /// What becomes of audio.
  public enum Audio {
    /// `{"bytes":9600}` stands in its place.
    SIZE,
    /// The base64 is kept.
    WHOLE
  }

  /// Who said it.
  enum Side {
    CLIENT("client"), SERVER("server");

    private final String word;

    Side(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static final JsonFactory JSON = JsonFactory.builder().build();

  private final Writer out;
  private final Audio audio;
  private final Secrets secrets;
  private final long start = System.nanoTime();
  private int calls;
  private @Nullable IOException failure;

  private Tape(Writer out, Audio audio, Secrets secrets) {
    this.out = out;
    this.audio = audio;
    this.secrets = secrets;
  }

  /// @param secret what must not stand on the tape even when a server repeats it; empty for none
  public static Tape toFile(Path file, Audio audio, String secret) throws IOException {
    return new Tape(Files.newBufferedWriter(file), audio, new Secrets(secret));
  }

  /// The number of a new call.
  synchronized int dialled() {
    return ++calls;
  }

  void opened(int call) {
    write(call, Side.CLIENT, "opened", "true");
  }

  void ended(int call, Ending ending) {
    boolean ours = ending instanceof Ending.Closed closed && !closed.byPeer() || ending instanceof Ending.Aborted;
    write(call, ours ? Side.CLIENT : Side.SERVER, "ended", EndingText.write(ending, secrets));
  }

  void event(int call, Side from, byte[] utf8, int offset, int length) {
    write(call, from, "event", copy(utf8, offset, length));
  }

  private synchronized void write(int call, Side from, String what, String json) {
    long micros = (System.nanoTime() - start) / 1000;
    try {
      out.write("{\"at_ms\":" + micros / 1000 + "." + pad(micros % 1000) + ",\"from\":\"" + from.word()
          + "\",\"call\":" + call + ",\"" + what + "\":");
      out.write(halvesEscaped(json));
      out.write("}\n");
    } catch (IOException e) {
      // a tape that cannot be written does not end the call
      failure = failure == null ? e : failure;
    }
  }

  /// Half of a character, which a server that cuts its words anywhere can send, has no UTF-8.
  private static String halvesEscaped(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair = Character.isHighSurrogate(c) && i + 1 < json.length()
          && Character.isLowSurrogate(json.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair && escaped == null)
        escaped = new StringBuilder(json.length() + 5).append(json, 0, i);
      if (escaped != null)
        if (Character.isSurrogate(c) && !pair)
          escaped.append(String.format("\\u%04x", (int) c));
        else
          escaped.append(json, i, i + (pair ? 2 : 1));
      if (pair)
        i++;
    }
    return escaped == null ? json : escaped.toString();
  }

  private static String pad(long thousandths) {
    return (thousandths < 10 ? "00" : thousandths < 100 ? "0" : "") + thousandths;
  }

  private String copy(byte[] utf8, int offset, int length) {
    StringWriter text = new StringWriter();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), utf8, offset, length);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      new Copying(in, json, audio, secrets).run();
    } catch (JacksonException e) {
      return malformed(utf8, offset, length);
    }
    return text.toString();
  }

  /// What is no JSON is kept as a string.
  private String malformed(byte[] utf8, int offset, int length) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeString(secrets.masked(new String(utf8, offset, length, StandardCharsets.UTF_8)));
    }
    return text.toString();
  }

  /// @throws IOException when not everything could be written
  @Override
  public synchronized void close() throws IOException {
    out.close();
    if (failure != null)
      throw failure;
  }
}
