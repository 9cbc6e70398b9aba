package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Frames in, fed in every way a network can cut them.
class SliceDraftTest {
  private static final int LIMIT = 1000;
  private final List<String> events = new ArrayList<>();
  private final Outbox outbox = new Outbox(1000);

  /// An engine whose handshake is done.
  private WebSocketImpl engine() {
    SliceDraft draft = new SliceDraft(new SliceDraft.Incoming() {
      @Override
      public void text(byte[] bytes, int offset, int length) {
        events.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
      }

      @Override
      public void closed(int code, String reason) {
        events.add("closed " + code + " " + reason);
      }
    }, LIMIT);
    WebSocketImpl engine = new WebSocketImpl(new EngineListener(outbox), draft);
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor("/");
    try {
      engine.startHandshake(request);
    } catch (InvalidHandshakeException e) {
      throw new AssertionError(e);
    }
    String sent = StandardCharsets.US_ASCII.decode(engine.outQueue.remove()).toString();
    engine.decode(ByteBuffer.wrap(("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: " + Peer.acceptKey(sent) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    assertThat(engine.isOpen()).isTrue();
    outbox.open();
    return engine;
  }

  /// Feeds the bytes in pieces that end at these positions.
  private void feed(byte[] bytes, int... ends) throws IOException {
    Inbox inbox = new Inbox(engine(), new byte[0], 64 << 10);
    int start = 0;
    for (int end : ends) {
      if (end > start) {
        assertThat(inbox.read(new ByteArrayInputStream(bytes, start, end - start))).isEqualTo(end - start);
        inbox.decode();
        start = end;
      }
    }
  }

  private static final byte[] CONVERSATION = Peer.join(Peer.frame(0x81, "first"), Peer.frame(0x89, "ping"),
      Peer.frame(0x01, "se"), Peer.frame(0x89, "in between"), Peer.frame(0x00, "con"), Peer.frame(0x00, ""),
      Peer.frame(0x8a, "pong"), Peer.frame(0x80, "d \u20ac"), Peer.frame(0x82, "binary"), Peer.frame(0x02, "more"),
      Peer.frame(0x80, "binary"), Peer.frame(0x81, ""), Peer.frame(0x81, "x".repeat(126)),
      Peer.closeFrame(1001, "done"), Peer.frame(0x81, "ignored"));
  private static final String[] EVENTS = {"first", "second \u20ac", "", "x".repeat(126), "closed 1001 done"};

  @Test
  void givesTheSameWhereverTheBytesAreCut() throws IOException {
    for (int cut = 0; cut <= CONVERSATION.length; cut++) {
      events.clear();
      feed(CONVERSATION, cut, CONVERSATION.length);
      assertThat(events).as("cut at %d", cut).containsExactly(EVENTS);
    }
  }

  @Test
  void givesTheSameByteByByte() throws IOException, InterruptedException {
    int[] ends = new int[CONVERSATION.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = i + 1;
    }
    feed(CONVERSATION, ends);
    assertThat(events).containsExactly(EVENTS);
    ByteBuffer pong = outbox.take();
    assertThat(pong == null ? 0 : pong.get(0) & 0xff).as("the answer to the last ping").isEqualTo(0x8a);
  }

  @Test
  void takesAMessageLargerThanTheBufferInOneFrameOrMany() throws IOException {
    SliceDraft draft = new SliceDraft(new SliceDraft.Incoming() {
      @Override
      public void text(byte[] bytes, int offset, int length) {
        events.add(length + " " + (char) bytes[offset] + (char) bytes[offset + length - 1]);
      }

      @Override
      public void closed(int code, String reason) {}
    }, 4 << 20);
    byte[] one = Peer.frame(0x81, "a" + "-".repeat(3_000_000) + "b");
    byte[] many = Peer.join(Peer.frame(0x01, "c" + "-".repeat(1_500_000)),
        Peer.frame(0x80, "-".repeat(1_500_000) + "d"));
    ByteBuffer all = ByteBuffer.wrap(Peer.join(one, many, one));
    assertThat(draft.translateFrame(all)).isEmpty();
    assertThat(events).containsExactly("3000002 ab", "3000002 cd", "3000002 ab");
    Inbox inbox = new Inbox(engine(), new byte[0], 64 << 10);
    byte[] small = Peer.frame(0x81, "y".repeat(500));
    ByteArrayInputStream stream = new ByteArrayInputStream(Peer.join(small.clone(), new byte[0]));
    assertThat(inbox.read(stream)).isEqualTo(small.length);
    inbox.decode();
    assertThat(events).hasSize(4).last().isEqualTo("y".repeat(500));
  }

  @ParameterizedTest
  @CsvSource({"8185, 1002, masked", "c100, 1002, reserved bits", "a100, 1002, reserved bits",
      "9100, 1002, reserved bits",
      "8300, 1002, unknown kind", "8b00, 1002, unknown kind", "897e, 1002, over 125", "0900, 1002, in pieces",
      "8000, 1002, had not begun", "0000, 1002, had not begun", "01008100, 1002, within another",
      "01000200, 1002, within another", "880103, 1002, malformed", "88020000, 1002, malformed",
      "880203ed, 1002, malformed",
      "880403e8ff00, 1002, malformed", "817e03e9, 1009, more than 1000 bytes",
      "817f0000000000010000, 1009, more than 1000 bytes", "817fffffffffffffffff, 1009, more than 1000 bytes",
      "817f7fffffffffffffff, 1009, more than 1000 bytes"})
  void refusesWhatTheRfcForbidsAsSoonAsItShows(String hex, int code, String words) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> feed(bytes, bytes.length)).isInstanceOfSatisfying(Broken.class, broken -> {
      assertThat(broken.code).isEqualTo(code);
      assertThat(broken.detail()).contains(words);
    });
    assertThat(events).isEmpty();
  }

  @Test
  void countsFragmentsTogetherButControlFramesNot() throws IOException {
    byte[] full = Peer.join(Peer.frame(0x01, "x".repeat(600)), Peer.frame(0x00, "y".repeat(400)),
        Peer.frame(0x89, "still allowed"));
    feed(Peer.join(full, Peer.frame(0x80, "")), full.length + 2);
    assertThat(events).containsExactly("x".repeat(600) + "y".repeat(400));
    byte[] over = Peer.join(full, Peer.frame(0x80, "z"));
    assertThatThrownBy(() -> feed(over, over.length)).isInstanceOf(Broken.class);
  }

  @Test
  void makesCloseFramesThatFit() {
    SliceDraft draft = new SliceDraft(new SliceDraft.Incoming() {
      @Override
      public void text(byte[] bytes, int offset, int length) {}

      @Override
      public void closed(int code, String reason) {}
    }, LIMIT);
    assertThat(draft.close(1000, "\u20ac".repeat(50)).remaining()).isEqualTo(2 + 4 + 2 + 41 * 3);
    assertThat(draft.close(1000, "\ud83d\ude00".repeat(50)).remaining()).isEqualTo(2 + 4 + 2 + 30 * 4);
    assertThat(draft.close(1005, "lost").remaining()).isEqualTo(2 + 4);
    assertThatThrownBy(() -> draft.close(1006, "")).isInstanceOf(IllegalArgumentException.class);
  }
}
