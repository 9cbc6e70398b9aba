package io.github.realtimecli.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.java_websocket.WebSocketImpl;

/// The buffer between socket and engine. A frame stays where it was read until it is whole; the buffer grows with what
/// arrives and shrinks again after a large message.
final class Inbox {
  private static final int LARGE = 1 << 20;

  private final WebSocketImpl engine;
  private final int usual;
  private byte[] bytes;
  private ByteBuffer view;
  private int start;
  private int end;

  /// @param rest  what came behind the handshake
  /// @param usual the buffer's size, in bytes, as long as no message is larger
  Inbox(WebSocketImpl engine, byte[] rest, int usual) {
    this.engine = engine;
    this.usual = usual;
    bytes = Arrays.copyOf(rest, Math.max(usual, rest.length));
    view = ByteBuffer.wrap(bytes);
    end = rest.length;
  }

  /// Lets the engine take all frames that are whole.
  ///
  /// @return whether there were any
  boolean decode() {
    if (start == end) {
      return false;
    }
    int from = start;
    view.clear().position(from).limit(end);
    engine.decode(view);
    start = view.position();
    return start > from;
  }

  /// Waits for more.
  ///
  /// @return how much came, -1 at the end of the stream
  int read(InputStream in) throws IOException {
    makeRoom();
    int count = in.read(bytes, end, bytes.length - end);
    end += Math.max(0, count);
    return count;
  }

  private void makeRoom() {
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > LARGE) {
        move(new byte[usual]);
      }
    } else if (end == bytes.length) {
      move(start > 0 ? bytes : new byte[2 * bytes.length]);
    }
  }

  private void move(byte[] to) {
    System.arraycopy(bytes, start, to, 0, end - start);
    end -= start;
    start = 0;
    bytes = to;
    view = ByteBuffer.wrap(to);
  }
}
