package io.github.realtimecli.transport;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What an event with 200 ms of audio costs, hot: from the socket's bytes to samples, from samples to the socket's bytes, and
/// beside it the frame alone as the library makes and reads it. The speed benchmark compiles this with JMH and runs it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventBench {
  private static final int BATCH = 100;

  private final Ga ga = new Ga();
  private final Draft_6455 library = new Draft_6455();
  private final TextFrame frame = new TextFrame();
  private ClientEvent.AppendAudio speech;
  private byte[] stream;
  private Inbox inbox;
  private ServerEvent heard;

  @Setup
  public void prepare() throws IOException, InvalidDataException, GeneralSecurityException {
    byte[] samples = new byte[9600];
    new Random(1).nextBytes(samples);
    speech = new ClientEvent.AppendAudio(null, Pcm.of(samples));
    ServerEvent.Place place = new ServerEvent.Place("resp_CKz1UwXYmVGVn9FfQ3VhR", "item_CKz1UqU0lqMzYpQ3xUcB2", 0, 0);
    byte[] delta = ga.write(new ServerEvent.AudioDelta(place, Pcm.of(samples)), "event_CKz1VbE6m0qXKZb5YpQ2A");
    stream = stream(delta);
    library.setParseMode(Role.CLIENT);
    frame.setPayload(ByteBuffer.wrap(delta));
    inbox = new Inbox(open(new SliceDraft(new Ear(), 1 << 20)), new byte[0], 64 << 10);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public ServerEvent delta() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(stream);
    while (inbox.read(in) > 0)
      inbox.decode();
    return heard;
  }

  @Benchmark
  public ByteBuffer append() {
    return Masking.frame(ga.write(speech, Transport.HEADROOM));
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void libraryReads(Blackhole ear) throws InvalidDataException {
    for (int at = 0; at < stream.length; at += 1 << 16) {
      byte[] part = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + (1 << 16)));
      for (Framedata got : library.translateFrame(ByteBuffer.wrap(part)))
        ear.consume(StandardCharsets.UTF_8.decode(got.getPayloadData()));
    }
  }

  @Benchmark
  public ByteBuffer libraryWrites() {
    frame.getPayloadData().rewind();
    return library.createBinaryFrame(frame);
  }

  private final class Ear implements SliceDraft.Incoming {
    @Override
    public void text(byte[] bytes, int offset, int length) {
      heard = Reading.serverEvent(bytes, offset, length).event();
    }

    @Override
    public void closed(int code, String reason) {
      throw new IllegalStateException("closed");
    }
  }

  private static byte[] stream(byte[] text) {
    ByteBuffer all = ByteBuffer.allocate(BATCH * (text.length + 4));
    for (int i = 0; i < BATCH; i++)
      all.put((byte) 0x81).put((byte) 126).putShort((short) text.length).put(text);
    return all.array();
  }

  private static WebSocketImpl open(SliceDraft draft) throws InvalidDataException, GeneralSecurityException {
    WebSocketImpl engine = new WebSocketImpl(new EngineListener(new Outbox(1)), draft);
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor("/");
    engine.startHandshake(request);
    String sent = StandardCharsets.US_ASCII.decode(engine.outQueue.remove()).toString();
    int key = sent.indexOf("Sec-WebSocket-Key: ") + 19;
    byte[] accept = MessageDigest.getInstance("SHA-1")
        .digest((sent.substring(key, key + 24) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
            .getBytes(StandardCharsets.US_ASCII));
    engine.decode(ByteBuffer.wrap(("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII)));
    if (!engine.isOpen())
      throw new IllegalStateException("not open");
    return engine;
  }
}
