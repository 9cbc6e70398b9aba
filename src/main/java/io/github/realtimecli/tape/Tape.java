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
/// `{"at_ms":12.345,"from":"server","event":{…}}`, with `opened` or `ended` in place of `event` at both ends.
/// Times count from the tape's making. Headers, and so keys, are never on it. Thread-safe.
public final class Tape implements AutoCloseable {
  /// What becomes of audio.
  public enum Audio {
    /// `{"bytes":9600}` stands in its place.
    SIZE,
    /// The base64 is kept.
    WHOLE
  }

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Writer out;
  private final Audio audio;
  private final String secret;
  private final long start = System.nanoTime();
  private @Nullable IOException failure;

  private Tape(Writer out, Audio audio, String secret) {
    this.out = out;
    this.audio = audio;
    this.secret = secret;
  }

  /// @param secret what must not stand on the tape even when a server repeats it; empty for none
  public static Tape toFile(Path file, Audio audio, String secret) throws IOException {
    return new Tape(Files.newBufferedWriter(file), audio, secret);
  }

  void opened() {
    write("client", "opened", "true");
  }

  void ended(Ending ending) {
    write(ending instanceof Ending.Closed closed && !closed.byPeer() ? "client" : "server", "ended", words(ending));
  }

  /// @param from `client` or `server`
  void event(String from, byte[] utf8, int offset, int length) {
    write(from, "event", copy(utf8, offset, length));
  }

  private synchronized void write(String from, String what, String json) {
    long micros = (System.nanoTime() - start) / 1000;
    try {
      out.write(
          "{\"at_ms\":" + micros / 1000 + "." + pad(micros % 1000) + ",\"from\":\"" + from + "\",\"" + what + "\":");
      out.write(secret.isEmpty() ? json : json.replace(secret, "…"));
      out.write("}\n");
    } catch (IOException e) {
      // a tape that cannot be written does not end the call
      failure = failure == null ? e : failure;
    }
  }

  private static String pad(long thousandths) {
    return (thousandths < 10 ? "00" : thousandths < 100 ? "0" : "") + thousandths;
  }

  private static String words(Ending ending) {
    String text = switch (ending) {
      case Ending.Closed e -> "closed " + e.code() + " " + e.reason();
      case Ending.Refused e -> "refused " + e.status() + " " + e.body();
      case Ending.Unreachable e -> "unreachable: " + e.detail();
      case Ending.Lost e -> "lost: " + e.detail();
      case Ending.Faulty e -> "faulty: " + e.detail();
      case Ending.Aborted e -> "aborted";
    };
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeString(text);
    }
    return out.toString();
  }

  private String copy(byte[] utf8, int offset, int length) {
    StringWriter out = new StringWriter();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), utf8, offset, length);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      new Copying(in, json, audio).run();
    } catch (JacksonException e) {
      return malformed(utf8, offset, length);
    }
    return out.toString();
  }

  /// What is no JSON is kept as a string.
  private static String malformed(byte[] utf8, int offset, int length) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeString(new String(utf8, offset, length, StandardCharsets.UTF_8));
    }
    return out.toString();
  }

  /// @throws IOException when not everything could be written
  @Override
  public synchronized void close() throws IOException {
    out.close();
    if (failure != null)
      throw failure;
  }
}
