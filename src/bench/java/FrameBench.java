package io.github.realtimecli.transport;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;

/// What a frame with 200 ms of audio costs, hot: median microseconds and allocated bytes, beside the library as it is.
///
/// ```
/// mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath
/// C=target/bench:target/classes:$(cat target/classpath); F=src/bench/java/FrameBench.java
/// javac -d target/bench -cp $C $F && java -cp $C [-XX:TieredStopAtLevel=1] io.github.realtimecli.transport.FrameBench
/// ```
/// With Java 25; without the switch it is C2 that compiles, with it C1.
public final class FrameBench {
  private static final int ROUNDS = 15;
  private static final int BATCH = 100;
  private static final int BATCHES = 100;
  private static long heard;

  private FrameBench() {}

  private interface Work { void run() throws Exception; }

  public static void main(String[] args) throws Exception {
    byte[] text = new byte[13_000];
    Arrays.fill(text, (byte) 'A');
    byte[] stream = stream(text);
    byte[] message = new byte[Transport.HEADROOM + text.length];
    SliceDraft slices = new SliceDraft(new Heard(), 1 << 20);
    WebSocketImpl engine = open(slices);
    Inbox inbox = new Inbox(engine, new byte[0]);
    Draft_6455 stock = new Draft_6455();
    stock.setParseMode(Role.CLIENT);
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(text));
    for (int pass = 0; pass < 2; pass++) {
      measure("received, slice", () -> {
        ByteArrayInputStream in = new ByteArrayInputStream(stream);
        while (inbox.read(in) > 0) {
          inbox.decode();
        }
      });
      measure("received, library", () -> {
        for (int at = 0; at < stream.length; at += 1 << 16) {
          for (Framedata got : stock.translateFrame(
              ByteBuffer.wrap(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + (1 << 16)))))) {
            heard += StandardCharsets.UTF_8.decode(got.getPayloadData()).length();
          }
        }
      });
      measure("sent, masked in place", () -> {
        for (int i = 0; i < BATCH; i++) {
          heard += Masking.frame(message).remaining();
        }
      });
      measure("sent, library", () -> {
        for (int i = 0; i < BATCH; i++) {
          frame.getPayloadData().rewind();
          heard += stock.createBinaryFrame(frame).remaining();
        }
      });
    }
    System.out.println(heard == 0 ? "nothing heard" : "");
  }

  private static final class Heard implements SliceDraft.Incoming {
    @Override
    public void text(byte[] bytes, int offset, int length) {
      heard += length;
    }

    @Override
    public void closed(int code, String reason) {}
  }

  private static byte[] stream(byte[] text) {
    ByteBuffer all = ByteBuffer.allocate(BATCH * (text.length + 4));
    for (int i = 0; i < BATCH; i++) {
      all.put((byte) 0x81).put((byte) 126).putShort((short) text.length).put(text);
    }
    return all.array();
  }

  private static WebSocketImpl open(SliceDraft draft) throws Exception {
    WebSocketImpl engine = new WebSocketImpl(new EngineRoom(new Outbox(1)), draft);
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor("/");
    engine.startHandshake(request);
    String sent = StandardCharsets.US_ASCII.decode(engine.outQueue.remove()).toString();
    int key = sent.indexOf("Sec-WebSocket-Key: ") + 19;
    byte[] accept = MessageDigest.getInstance("SHA-1")
        .digest(
            (sent.substring(key, key + 24) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                .getBytes(StandardCharsets.US_ASCII));
    engine.decode(ByteBuffer.wrap(("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII)));
    if (!engine.isOpen()) {
      throw new IOException("not open");
    }
    return engine;
  }

  private static void measure(String what, Work batch) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] micros = new double[ROUNDS];
    long used = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      for (int i = 0; i < BATCHES; i++) {
        batch.run();
      }
      micros[round] = (System.nanoTime() - start) / 1e3 / BATCHES / BATCH;
      used = threads.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(micros);
    System.out.printf("%-24s %7.2f us (best %.2f) %8d bytes%n", what, micros[ROUNDS / 2], micros[0],
        used / BATCHES / BATCH);
  }
}
