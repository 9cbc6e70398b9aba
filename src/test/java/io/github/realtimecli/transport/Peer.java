package io.github.realtimecli.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// A server of one connection that does exactly what its script says, byte by byte, rules or not.
final class Peer implements AutoCloseable {
  @FunctionalInterface
  interface Script { void play(Peer peer) throws Exception; }

  /// A frame from the client, unmasked.
  record Frame(int first, String text, boolean isMasked) {}

  private final ServerSocket server;
  private final CompletableFuture<Void> played = new CompletableFuture<>();
  private volatile Socket socket = new Socket();
  private String request = "";

  Peer(Script script) throws IOException {
    this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), script);
  }

  Peer(ServerSocket server, Script script) {
    this(server, script, 1);
  }

  /// @param tries connections that it takes, as long as TLS fails on them
  Peer(ServerSocket server, Script script, int tries) {
    this.server = server;
    Thread.ofPlatform().daemon().name("peer").start(() -> play(script, tries));
  }

  private void play(Script script, int tries) {
    try (Socket accepted = server.accept()) {
      socket = accepted;
      accepted.setSoTimeout(10_000);
      script.play(this);
      played.complete(null);
    } catch (SSLException e) {
      if (tries > 1) {
        play(script, tries - 1);
      } else {
        played.completeExceptionally(e);
      }
    } catch (Throwable e) {
      played.completeExceptionally(e);
    }
  }

  /// A server that shakes hands first.
  static Peer open(Script script) throws IOException {
    return new Peer(peer -> {
      peer.accept();
      script.play(peer);
    });
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + port() + "/v1/realtime?model=x");
  }

  int port() {
    return server.getLocalPort();
  }

  Socket socket() {
    return socket;
  }

  /// The request's lines, as they were sent.
  String request() throws IOException {
    while (!request.endsWith("\r\n\r\n")) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        throw new EOFException();
      }
      request += (char) c;
    }
    return request;
  }

  void accept() throws IOException {
    write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + acceptKey(request()) + "\r\n\r\n");
  }

  static String acceptKey(String request) {
    for (String line : request.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        try {
          return Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-1")
                  .digest(
                      (line.substring(18).strip() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                          .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no key in " + request);
  }

  /// Writes text, one byte a character.
  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  void text(String text) throws IOException {
    write(frame(0x81, text));
  }

  void close(int code, String reason) throws IOException {
    write(closeFrame(code, reason));
  }

  static byte[] closeFrame(int code, String reason) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.write(code >> 8);
    payload.write(code);
    payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
    return frame(0x88, payload.toByteArray());
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] frame(int first, String text) {
    return frame(first, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A server's frame, with the shortest head.
  static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else if (payload.length < 65536) {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /// The next frame of the client.
  Frame read() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long size = second & 0x7f;
    if (size == 126) {
      size = in.readUnsignedShort();
    } else if (size == 127) {
      size = in.readLong();
    }
    byte[] key = new byte[4];
    if (second > 127) {
      in.readFully(key);
    }
    byte[] payload = new byte[Math.toIntExact(size)];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return new Frame(first, new String(payload, StandardCharsets.UTF_8), second > 127);
  }

  /// Reads until the client hangs up.
  void drain() {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends with a reset in place of an orderly end.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Waits until the script has been played.
  void awaitPlayed() throws InterruptedException, ExecutionException, TimeoutException {
    played.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    socket.close();
  }
}
