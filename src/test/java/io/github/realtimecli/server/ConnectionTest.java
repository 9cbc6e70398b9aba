package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients that are slow, silent or dead, and what they cost.
class ConnectionTest {
  private static final int TEN_MINUTES_MS = 600_000;
  /// What the queue may hold: the mark, and the events of one more step.
  private static final int MOST_FRAMES = 48;
  private final Listener listener = new Listener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1,
      Behaviour.USUAL);

  @BeforeEach
  void listen() throws IOException {
    listener.listen();
  }

  @AfterEach
  void shutDown() {
    listener.shutDown();
  }

  @Test
  void anEchoOfTenMinutesNeverQueuesMoreThanAFewFrames() throws Exception {
    Pcm minute = Caller.noise(60_000);
    try (var client = new WireClient(uri()).manual()) {
      for (int i = 0; i < 10; i++)
        client.append(minute);
      client.send("{\"type\":\"input_audio_buffer.commit\"}");
      client.send("{\"type\":\"response.create\"}");
      WebSocketImpl socket = (WebSocketImpl) listener.getConnections().iterator().next();
      long heard = 0;
      int queued = 0;
      ServerEvent event = client.next().event();
      while (!(event instanceof ServerEvent.ResponseDone)) {
        queued = Math.max(queued, socket.outQueue.size());
        if (event instanceof ServerEvent.AudioDelta(var _, var audio)) {
          int at = (int) (heard % minute.length());
          assertThat(audio).isEqualTo(minute.slice(at, at + audio.length()));
          heard += audio.length();
        }
        event = client.next().event();
      }
      assertThat(heard).isEqualTo(10L * minute.length());
      assertThat(queued).isBetween(1, MOST_FRAMES);
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobodyElse() throws Exception {
    Pcm said = Caller.noise(TEN_MINUTES_MS / 10);
    try (var deaf = new RawClient()) {
      String audio = Base64.getEncoder().encodeToString(said.toByteArray());
      for (int i = 0; i < 10; i++)
        deaf.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + audio + "\"}");
      deaf.send("{\"type\":\"input_audio_buffer.commit\"}");
      deaf.send("{\"type\":\"response.create\"}");
      deaf.readUntil("response.content_part.added");
      WebSocketImpl socket = (WebSocketImpl) listener.getConnections().iterator().next();
      try (var other = new WireClient(uri()).manual()) {
        other.ask(said);
        assertThat(other.turn().getLast().type()).isEqualTo("rate_limits.updated");
        other.ask(said);
        assertThat(other.turn().getLast().type()).isEqualTo("rate_limits.updated");
      }
      assertThat(socket.outQueue.size()).isBetween(1, MOST_FRAMES);
    }
  }

  @Test
  void anAnswerIsCancelledWhileItWaitsForRoom() throws Exception {
    try (var deaf = new RawClient()) {
      deaf.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\""
          + Base64.getEncoder().encodeToString(Caller.noise(300_000).toByteArray()) + "\"}");
      deaf.send("{\"type\":\"input_audio_buffer.commit\"}");
      deaf.send("{\"type\":\"response.create\"}");
      deaf.readUntil("response.content_part.added");
      deaf.send("{\"type\":\"response.cancel\"}");
      assertThat(deaf.readUntil("response.done")).contains("client_cancelled");
    }
  }

  @Test
  void aClientThatDiesTakesItsThreadWithIt() throws Exception {
    RawClient dying = new RawClient();
    dying.readUntil("session.created");
    WebSocket socket = listener.getConnections().iterator().next();
    Connection connection = socket.getAttachment();
    dying.reset();
    assertThat(connection.thread().join(Duration.ofSeconds(10))).isTrue();
    assertThat(listener.getConnections()).isEmpty();
  }

  @Test
  void aClientThatDiesWhileItIsSpokenToTakesItsThreadWithIt() throws Exception {
    RawClient dying = new RawClient();
    dying.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\""
        + Base64.getEncoder().encodeToString(Caller.noise(300_000).toByteArray()) + "\"}");
    dying.send("{\"type\":\"input_audio_buffer.commit\"}");
    dying.send("{\"type\":\"response.create\"}");
    dying.readUntil("response.content_part.added");
    Connection connection = listener.getConnections().iterator().next().getAttachment();
    dying.reset();
    assertThat(connection.thread().join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aServerThatClosesTakesItsThreadsWithItEvenWhenNobodyReads() throws Exception {
    try (var deaf = new RawClient()) {
      deaf.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\""
          + Base64.getEncoder().encodeToString(Caller.noise(300_000).toByteArray()) + "\"}");
      deaf.send("{\"type\":\"input_audio_buffer.commit\"}");
      deaf.send("{\"type\":\"response.create\"}");
      deaf.readUntil("response.content_part.added");
      Connection connection = listener.getConnections().iterator().next().getAttachment();
      listener.shutDown();
      assertThat(connection.thread().join(Duration.ofSeconds(10))).isTrue();
    }
  }

  private URI uri() {
    return URI.create("ws://127.0.0.1:" + listener.getPort() + "/v1/realtime");
  }

  /// A client that reads only when it is told to, through a small window.
  private final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    RawClient() throws IOException {
      socket.setReceiveBufferSize(1 << 16);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getPort()));
      in = new DataInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      out.write("""
          GET /v1/realtime HTTP/1.1
          Host: localhost
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0)
        head.append((char) in.readByte());
      assertThat(head).startsWith("HTTP/1.1 101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      send(
          "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":null}}}}");
    }

    /// Sends one frame, masked with zeros.
    void send(String text) throws IOException {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.write(ByteBuffer.allocate(14 + utf8.length)
          .put((byte) 0x81)
          .put((byte) 0xff)
          .putLong(utf8.length)
          .putInt(0)
          .put(utf8)
          .array());
    }

    /// Reads frames to the first that has the word in it.
    String readUntil(String word) throws IOException {
      for (;;) {
        in.readByte();
        int length = in.readUnsignedByte();
        if (length == 126)
          length = in.readUnsignedShort();
        else if (length == 127)
          length = Math.toIntExact(in.readLong());
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (text.contains(word))
          return text;
      }
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
