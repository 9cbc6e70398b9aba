package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.dialect.Beta;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client: a virtual thread that owns the [SessionLogic], asks it what to say and sends that. The library's threads only put
/// signals in its inbox.
///
/// An answer is asked for delta by delta while there is room in the socket's queue, so a client that reads slowly, or not at
/// all, costs [#MOST_QUEUED] frames and nobody else's time.
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  /// Frames on their way to the socket beyond which no delta is asked for: about 400 KiB.
  private static final int MOST_QUEUED = 32;
  /// Frames beyond which a client that asks and never reads is dropped.
  private static final int MOST_UNREAD = 1024;
  /// Messages that wait to be heard beyond which their sender is dropped.
  private static final int MOST_UNHEARD = 1 << 16;

  /// What the connection's thread waits for.
  private sealed interface Signal {
    record Heard(ClientEvent event) implements Signal {}

    record Binary() implements Signal {}

    /// There is room in the socket's queue again.
    record Room() implements Signal {}

    record Gone() implements Signal {}
  }

  private final WebSocketImpl socket;
  private final Shape shape;
  private final Dialect dialect;
  private final Ids ids;
  private final SessionLogic mind;
  private final ServerObserver witness;
  private final long number;
  private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
  /// The thread waits for room.
  private final AtomicBoolean starved = new AtomicBoolean();
  private final Thread thread = Thread.ofVirtual().name("realtime-connection").unstarted(this::run);
  private final Instant birth = Instant.now();
  private final long birthNanos = System.nanoTime();
  private volatile int closeCode = CloseFrame.ABNORMAL_CLOSE;

  private Connection(WebSocketImpl socket, Shape shape, Ids ids, SessionLogic mind, ConnectionSetup reception) {
    this.socket = socket;
    this.shape = shape;
    this.dialect = dialect(shape);
    this.ids = ids;
    this.mind = mind;
    witness = reception.witness();
    number = reception.mischief().connection();
  }

  static Connection ofPeer(WebSocketImpl socket, Visit visit, Behaviour behaviour, Repertoire repertoire,
      ConnectionSetup reception) {
    FaultInjector mischief = reception.mischief();
    Shape shape = visit.shape();
    Ids ids = new RandomIds();
    Rate rate = repertoire.rate();
    return new Connection(socket, shape, ids,
        new Peer(new SessionContext(behaviour, repertoire, mischief, visit.kind(), new DialectEvents(shape), rate, ids,
            new Configuration(shape, visit.kind(), rate), new Conversation(),
            new Outlet(mischief, dialect(shape), dialect(Shape.GA), ids)), visit.model()),
        reception);
  }

  static Connection ofReciter(WebSocketImpl socket, Shape shape, Script.Part part, ConnectionSetup reception) {
    return new Connection(socket, shape, new RandomIds(), new Reciter(part, dialect(shape)), reception);
  }

  private static Dialect dialect(Shape shape) {
    return switch (shape) {
      case GA -> new Ga();
      case BETA -> new Beta();
    };
  }

  void start() {
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  /// A whole text message; the bytes are valid during the call only. Decoders' threads.
  void text(byte[] utf8, int offset, int length) {
    try {
      put(new Signal.Heard(Reading.clientEvent(utf8, offset, length, shape)));
    } catch (RuntimeException | OutOfMemoryError failure) {
      LOG.warn("a message of {} bytes", length, failure);
      socket.closeConnection(CloseFrame.UNEXPECTED_CONDITION, "message not read");
    }
  }

  /// A binary message. Decoders' threads.
  void binary() {
    put(new Signal.Binary());
  }

  /// Some bytes went out. The selector's thread.
  void wrote() {
    if (starved.get() && starved.compareAndSet(true, false))
      inbox.add(new Signal.Room());
  }

  /// The connection is over. Any thread.
  ///
  /// @param code of the close frame
  void gone(int code) {
    closeCode = code;
    inbox.add(new Signal.Gone());
  }

  /// Drops the connection. Any thread.
  void abort() {
    socket.closeConnection(CloseFrame.GOING_AWAY, "");
    gone(CloseFrame.GOING_AWAY);
  }

  private void put(Signal signal) {
    inbox.add(signal);
    if (inbox.size() > MOST_UNHEARD)
      socket.closeConnection(CloseFrame.POLICY_VALIDATION, "too many messages at once");
  }

  private void run() {
    try {
      converse();
    } catch (InterruptedException interrupted) {
      abort();
    } catch (RuntimeException bug) {
      LOG.error("connection dropped", bug);
      socket.close(CloseFrame.UNEXPECTED_CONDITION, "server error");
    } finally {
      witness.left(number, closeCode);
    }
  }

  private void converse() throws InterruptedException {
    try {
      perform(mind.opened(now()));
      boolean over = false;
      while (!over)
        over = step();
    } catch (WebsocketNotConnectedException gone) {
      LOG.debug("client left while it was spoken to");
      while (!(inbox.take() instanceof Signal.Gone)) {
        // what it had said before is nobody's any more
      }
    }
  }

  /// Waits for a signal, or gives the next delta when it is due and there is no signal to wait for.
  ///
  /// @return whether the connection is over
  private boolean step() throws InterruptedException {
    Instant speaks = mind.speaksAt();
    boolean mayGive = !Instant.MAX.equals(speaks) && hasRoom();
    Instant wake = mayGive && speaks.isBefore(mind.wake()) ? speaks : mind.wake();
    Signal signal = await(wake);
    Instant now = now();
    switch (signal) {
      case null -> perform(mayGive && !now.isBefore(speaks) ? mind.speak(now) : mind.time(now));
      case Signal.Heard(ClientEvent event) -> {
        witness.heard(number, event);
        perform(mind.receive(event, now));
      }
      case Signal.Binary() -> perform(mind.binary(now));
      case Signal.Room() -> {
      }
      case Signal.Gone() -> {
        return true;
      }
    }
    return false;
  }

  /// The next signal, or `null` when it is so late.
  private @Nullable Signal await(Instant deadline) throws InterruptedException {
    if (Instant.MAX.equals(deadline))
      return inbox.take();
    Instant now = now();
    return deadline.isAfter(now)
        ? inbox.poll(Duration.between(now, deadline).toNanos(), TimeUnit.NANOSECONDS)
        : inbox.poll();
  }

  /// The time, which does not jump when somebody sets the clock.
  private Instant now() {
    return birth.plusNanos(System.nanoTime() - birthNanos);
  }

  /// When it says no, [Signal.Room] follows: either the queue is still above the mark when `starved` is up, and the next
  /// write sees that, or it is not, and the second look does.
  private boolean hasRoom() {
    if (socket.outQueue.size() < MOST_QUEUED)
      return true;
    starved.set(true);
    return socket.outQueue.size() < MOST_QUEUED;
  }

  private void perform(List<Output> outputs) {
    List<Framedata> frames = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      switch (output) {
        case Output.Say(var event) -> {
          witness.said(number, dialect.type(event), event);
          frames.add(frame(dialect.write(event, ids.next("event"))));
        }
        case Output.SayRaw(String text) -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          Reading.FromServer read = Reading.serverEvent(utf8, 0, utf8.length);
          witness.said(number, read.type(), read.event());
          frames.add(frame(utf8));
        }
        case Output.Close(int code, String reason) -> {
          send(frames);
          socket.close(code, reason);
        }
        case Output.Drop() -> {
          send(frames);
          socket.flushAndClose(CloseFrame.ABNORMAL_CLOSE, "", false);
        }
        case Output.Reset() -> {
          send(frames);
          resetOnClose();
          socket.flushAndClose(CloseFrame.ABNORMAL_CLOSE, "", false);
        }
      }
    }
    send(frames);
    if (socket.outQueue.size() > MOST_UNREAD)
      socket.closeConnection(CloseFrame.POLICY_VALIDATION, "too many messages unread");
  }

  private void send(List<Framedata> frames) {
    if (!frames.isEmpty())
      socket.sendFrame(frames);
    frames.clear();
  }

  private void resetOnClose() {
    try {
      if (socket.getSelectionKey().channel() instanceof SocketChannel channel)
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException gone) {
      LOG.debug("no reset", gone);
    }
  }

  private static Framedata frame(byte[] utf8) {
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(utf8));
    return frame;
  }
}
