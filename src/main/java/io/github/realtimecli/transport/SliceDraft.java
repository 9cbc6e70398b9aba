package io.github.realtimecli.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Server;

/// The library's draft with its weak places guarded: a head is judged as soon as it is there, nothing is set aside for
/// what a head only announces, fragments count together. A text is handed on as a slice of the reader's buffer, without
/// a String in between; pings, pongs and close frames are the library's. Whether a text is good UTF-8 is left to the
/// JSON reader downstream, which looks at every byte anyway and refuses what is malformed.
///
/// One draft serves one connection. [#translateFrame] takes whole frames only: what it leaves unread in the buffer has
/// to come again, with more behind it.
final class SliceDraft extends Draft_6455 {
  /// What comes in.
  interface Incoming {
    void text(byte[] bytes, int offset, int length);

    /// @param code 1005 when there was none
    void closed(int code, String reason);
  }

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int OPCODE = 0xf;
  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int NOTHING = -1;

  private final Incoming incoming;
  private final int limit;
  /// The first frame's opcode of a message whose end is not there yet.
  private int open = NOTHING;
  private byte[] fragments = {};
  private int gathered;
  private boolean closed;
  /// Whether the last control frame was empty: the library makes an empty close frame a 1000.
  private boolean bare;

  /// @param limit largest message, in bytes
  SliceDraft(Incoming incoming, int limit) {
    this.incoming = incoming;
    this.limit = limit;
    setParseMode(Role.CLIENT);
  }

  /// Itself: the library asks once a connection, and so do we.
  @Override
  public Draft copyInstance() {
    return this;
  }

  @Override
  public HandshakeBuilder translateHandshake(ByteBuffer head) {
    Answer answer = Answer.parse(bytes(head), head.position(), head.limit());
    head.position(head.limit());
    HandshakeImpl1Server handshake = new HandshakeImpl1Server();
    handshake.setHttpStatus((short) answer.status());
    answer.headers().forEach(handshake::put);
    return handshake;
  }

  /// The control frames among the whole frames in the buffer. The texts are with the listener when it returns; what
  /// follows a close frame is ignored.
  @Override
  public List<Framedata> translateFrame(ByteBuffer buffer) {
    byte[] bytes = bytes(buffer);
    List<Framedata> controls = List.of();
    while (!closed && buffer.remaining() >= 2) {
      int start = buffer.position();
      int first = bytes[start] & 0xff;
      int second = bytes[start + 1] & 0xff;
      judge(first, second);
      int head = second < 126 ? 2 : second == 126 ? 4 : 10;
      if (buffer.remaining() < head) {
        return controls;
      }
      int size = size(buffer, first, second);
      if (buffer.remaining() - head < size) {
        return controls;
      }
      int end = start + head + size;
      buffer.position(end);
      if ((first & OPCODE) < CLOSE) {
        data(first, bytes, start + head, size);
      } else {
        controls = controls.isEmpty() ? new ArrayList<>(2) : controls;
        controls.addAll(control(Arrays.copyOfRange(bytes, start, end)));
      }
    }
    if (closed) {
      buffer.position(buffer.limit());
    }
    return controls;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer.arrayOffset() != 0) {
      throw new IllegalArgumentException("not a whole array");
    }
    return buffer.array();
  }

  /// Refuses what a frame's first two bytes can already show.
  private void judge(int first, int second) {
    int opcode = first & OPCODE;
    if ((first & RESERVED) != 0) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server sent a frame with reserved bits");
    }
    if (second > 127) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server sent a masked frame");
    }
    if (opcode > BINARY && opcode < CLOSE || opcode > PONG) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server sent a frame of an unknown kind");
    }
    if (opcode >= CLOSE && ((first & FIN) == 0 || second > 125)) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server sent a control frame in pieces or over 125 bytes");
    }
    if (opcode == CONTINUATION && open == NOTHING) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server went on with a message that it had not begun");
    }
    if ((opcode == TEXT || opcode == BINARY) && open != NOTHING) {
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server began a message within another");
    }
  }

  private int size(ByteBuffer buffer, int first, int second) {
    if ((first & OPCODE) >= CLOSE) {
      return second;
    }
    long size = second;
    if (second == 126) {
      size = buffer.getShort(buffer.position() + 2) & 0xffff;
    } else if (second == 127) {
      size = buffer.getLong(buffer.position() + 2);
    }
    if (size < 0 || size > limit - gathered) {
      throw new Broken(CloseFrame.TOOBIG, "the server sent a message of more than " + limit + " bytes");
    }
    return (int) size;
  }

  private void data(int first, byte[] bytes, int offset, int size) {
    boolean whole = (first & FIN) != 0;
    int opcode = open == NOTHING ? first & OPCODE : open;
    if (whole && open == NOTHING) {
      if (opcode == TEXT) {
        incoming.text(bytes, offset, size);
      }
      return;
    }
    if (opcode == TEXT) {
      gather(bytes, offset, size);
    }
    gathered += size;
    open = opcode;
    if (whole) {
      byte[] message = fragments;
      int length = gathered;
      fragments = new byte[0];
      gathered = 0;
      open = NOTHING;
      if (opcode == TEXT) {
        incoming.text(message, 0, length);
      }
    }
  }

  private void gather(byte[] bytes, int offset, int size) {
    if (fragments.length - gathered < size) {
      fragments = Arrays.copyOf(fragments, (int) Math.min(limit, Math.max(2L * fragments.length, gathered + size)));
    }
    System.arraycopy(bytes, offset, fragments, gathered, size);
  }

  private List<Framedata> control(byte[] frame) {
    closed = (frame[0] & OPCODE) == CLOSE;
    bare = frame.length == 2;
    try {
      if (closed && frame.length == 3) {
        throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);
      }
      return super.translateFrame(ByteBuffer.wrap(frame));
    } catch (InvalidDataException | RuntimeException e) { // a reason that is no UTF-8 is a null pointer in the library
      throw new Broken(CloseFrame.PROTOCOL_ERROR, "the server sent a malformed closing frame");
    }
  }

  @Override
  public void processFrame(WebSocketImpl engine, Framedata frame) throws InvalidDataException {
    if (frame instanceof CloseFrame close) {
      incoming.closed(bare ? CloseFrame.NOCODE : close.getCloseCode(), bare ? "" : close.getMessage());
    } else {
      super.processFrame(engine, frame);
    }
  }

  /// A close frame, ready to be sent.
  ///
  /// @param code   1005 for none
  /// @param reason cut to what fits
  /// @throws IllegalArgumentException when the code must not be sent
  ByteBuffer close(int code, String reason) {
    CloseFrame frame = new CloseFrame();
    frame.setReason(code == CloseFrame.NOCODE ? "" : cut(reason));
    frame.setCode(code);
    try {
      if (code != CloseFrame.NOCODE) {
        frame.isValid();
      }
    } catch (InvalidDataException e) {
      throw new IllegalArgumentException("not a close code that may be sent: " + code, e);
    }
    return createBinaryFrame(frame);
  }

  /// As much of it as a close frame holds: 123 bytes, whole characters.
  private static String cut(String reason) {
    int end = reason.length();
    while (reason.substring(0, end).getBytes(StandardCharsets.UTF_8).length > 123) {
      end = reason.offsetByCodePoints(end, -1);
    }
    return reason.substring(0, end);
  }
}
