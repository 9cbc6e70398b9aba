package farend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One client: shakes hands, reads frames and looks at the head of each message only, and answers with frames made long
/// before.
final class Conversation {
  private static final int HEAD = 512;
  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([a-z_.]+)\"");
  private static final Pattern AUDIO = Pattern.compile("\"audio\"\\s*:\\s*\"[A-Za-z0-9+/]");
  private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key:\\s*(\\S+)");
  private static final Pattern SECONDS = Pattern.compile("[?&]secs=(\\d+)");

  private final InputStream in;
  private final OutputStream out;
  private final byte[] read = new byte[64 << 10];
  private int from;
  private int to;
  private int seconds = 5;
  private boolean heard;

  Conversation(Socket socket) throws IOException {
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  void run() throws IOException {
    shakeHands();
    out.write(Script.CREATED);
    while (frame()) {
      out.flush();
    }
  }

  private void shakeHands() throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.length() < 4 || !request.substring(request.length() - 4).equals("\r\n\r\n")) {
      request.append((char) next());
    }
    Matcher key = KEY.matcher(request);
    Matcher wanted = SECONDS.matcher(request);
    if (!key.find()) {
      throw new IOException("no WebSocket");
    }
    if (wanted.find()) {
      seconds = Integer.parseInt(wanted.group(1));
    }
    try {
      byte[] accept = MessageDigest.getInstance("SHA-1")
          .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
      out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n").getBytes(ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /// @return whether more will come
  private boolean frame() throws IOException {
    int opcode = next() & 0xf;
    long length = next() & 0x7f;
    if (length >= 126) {
      int bytes = length == 126 ? 2 : 8;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | next();
      }
    }
    byte[] mask = {(byte) next(), (byte) next(), (byte) next(), (byte) next()};
    String head = payload(length, mask);
    switch (opcode) {
      case 1 -> answer(head);
      case 8 -> {
        out.write(Script.GOODBYE);
        return false;
      }
      case 9 -> out.write(Script.frame(0xa, head));
      default -> {
        // the rest of a message in fragments, or a pong
      }
    }
    return true;
  }

  /// Reads a payload, most of it without looking, and notes when audio begins in it.
  ///
  /// @return its beginning
  private String payload(long length, byte[] mask) throws IOException {
    StringBuilder head = new StringBuilder();
    for (long at = 0; at < length;) {
      fill();
      int count = (int) Math.min(length - at, to - from);
      for (int i = 0; i < count && at + i < HEAD; i++) {
        head.append((char) ((read[from + i] ^ mask[(int) (at + i & 3)]) & 0xff));
      }
      if (!heard && at < HEAD && AUDIO.matcher(head).find()) {
        heard = true;
        System.out.println("first " + System.nanoTime());
      }
      from += count;
      at += count;
    }
    return head.toString();
  }

  private void answer(String message) throws IOException {
    Matcher type = TYPE.matcher(message);
    switch (type.find() ? type.group(1) : "") {
      case "session.update" -> out.write(Script.UPDATED);
      case "input_audio_buffer.commit" -> out.write(Script.COMMITTED);
      case "conversation.item.create" -> out.write(Script.ITEM);
      case "response.create" -> {
        out.write(Script.BEGIN);
        for (int i = 0; i < seconds * 5; i++) {
          out.write(Script.DELTA);
        }
        out.write(Script.END);
      }
      default -> {
        // appends are not answered
      }
    }
  }

  private int next() throws IOException {
    fill();
    return read[from++] & 0xff;
  }

  private void fill() throws IOException {
    if (from == to) {
      from = 0;
      to = in.read(read);
      if (to < 0) {
        throw new IOException("the client left");
      }
    }
  }
}
