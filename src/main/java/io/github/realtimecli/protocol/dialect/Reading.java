package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Malformed;
import io.github.realtimecli.protocol.Session;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/// Reads events in every spelling. Never throws for what a peer sent: unknown is [ServerEvent.Unrecognized], broken is
/// [ServerEvent.Malformed]. Unknown members are passed over.
///
/// Audio is decoded from the bytes where they lie; when it is the event's last member, as it mostly is, nothing else
/// looks at them.
public final class Reading {
  private Reading() {}

  /// Reads an event that nobody sent, with a member that nobody knows, as servers have them: what reads events is loaded
  /// when the first one comes. For a thread that has nothing else to do.
  public static void warm() {
    byte[] event = """
        {"type":"session.created","event_id":"e","session":{"type":"realtime","id":"s","model":"m","output_modalities":\
        ["audio"],"audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"turn_detection":null},\
        "output":{"voice":"v","speed":1.0}},"news":null}}""".getBytes(StandardCharsets.UTF_8);
    serverEvent(event, 0, event.length);
  }

  /// A server event with its type as it was written.
  public record FromServer(String type, ServerEvent event) {}

  /// Reads one message; the bytes are not kept.
  public static FromServer serverEvent(byte[] utf8, int offset, int length) {
    FromServer delta = AudioDeltaScan.read(utf8, offset, length);
    return delta == null ? parsed(utf8, offset, length) : delta;
  }

  /// The same with the parser, whatever it is.
  static FromServer parsed(byte[] utf8, int offset, int length) {
    ServerReading reading = new ServerReading();
    try (Cursor in = new Cursor(utf8, offset, length)) {
      if (!in.object())
        return new FromServer("", new Malformed("not a JSON object"));
      reading.read(in);
      return new FromServer(reading.type(), reading.event());
    } catch (JacksonException broken) {
      return new FromServer(reading.type(), new Malformed(Json.problem(broken)));
    } catch (IllegalArgumentException broken) {
      return new FromServer(reading.type(), new Malformed(String.valueOf(broken.getMessage())));
    }
  }

  /// Reads one message of a client that speaks GA; the bytes are not kept.
  public static ClientEvent clientEvent(byte[] utf8, int offset, int length) {
    return clientEvent(utf8, offset, length, Session.Shape.GA);
  }

  /// Reads one message of a client; the bytes are not kept. In the GA shape the session's and the response's settings are
  /// read as strictly as the vendor's server does: without a type, or with a name that GA does not know, the event is
  /// [ClientEvent.Unrecognized]. In the beta shape every spelling is taken.
  public static ClientEvent clientEvent(byte[] utf8, int offset, int length, Session.Shape shape) {
    ClientReading reading = new ClientReading(shape);
    try (Cursor in = new Cursor(utf8, offset, length)) {
      if (!in.object())
        return reading.refused(Faults.invalidJson("not an object"));
      reading.read(in);
      return reading.event();
    } catch (BadAudio undecodable) {
      return reading.refused(Faults.invalidAudio("item.content"));
    } catch (JacksonException broken) {
      return reading.refused(Faults.invalidJson(Json.problem(broken)));
    } catch (IllegalArgumentException broken) {
      return reading.refused(Faults.invalidJson(String.valueOf(broken.getMessage())));
    }
  }
}
