package io.github.realtimecli.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One connection. Its reader dials, reads and makes every call to the listener; its writer is the only one that
/// writes once the connection is open, so that the answer to a ping never waits for a sender. The first cause of the
/// end wins, whoever finds it; the reader tells it when the socket is shut and the writer gone.
final class Connection implements Transport, Runnable, SliceDraft.Incoming {
  private static final int PART = 32 << 10;

  private final Endpoint endpoint;
  private final Listener listener;
  private final Network.Threads threads;
  private final Limits limits;
  private final Dialer dialer;
  private final Outbox outbox;
  private final SliceDraft draft;
  private final WebSocketImpl engine;
  /// The reader has read its last byte.
  private final CountDownLatch deaf = new CountDownLatch(1);
  /// The first cause.
  private volatile @Nullable Ending ending;
  /// Our own close, once it is queued.
  private volatile Ending.@Nullable Closed farewell;
  private @Nullable Thread writer;
  private @Nullable Socket dialled;
  /// What rings next, for [#look] or the end.
  private @Nullable Future<?> alarm;
  /// Which wait [#look] has seen, whether it has asked the peer during that, and how much had gone out by then.
  private long watched;
  private boolean asked;
  private long moved;

  Connection(Endpoint endpoint, Listener listener, Network.Threads threads, Limits limits, Tls tls) {
    this.endpoint = endpoint;
    this.listener = listener;
    this.threads = threads;
    this.limits = limits;
    dialer = new Dialer(endpoint, threads, tls);
    outbox = new Outbox(limits.unsentBytes());
    draft = new SliceDraft(this, limits.messageBytes());
    engine = new WebSocketImpl(new EngineListener(outbox), draft);
  }

  @Override
  public boolean send(byte[] message, Runnable full) throws InterruptedException {
    return outbox.put(Masking.frame(message), full);
  }

  @Override
  public boolean post(byte[] message) {
    return outbox.putNow(Masking.frame(message));
  }

  @Override
  public void close(int code, String reason) {
    ByteBuffer frame = draft.close(code, reason);
    synchronized (this) {
      if (farewell != null || ending != null) {
        return;
      }
      if (outbox.last(frame)) {
        farewell = new Ending.Closed(code, reason, false);
      }
    }
    if (farewell == null) {
      abort();
    } else {
      boundClosing();
    }
  }

  @Override
  public void abort() {
    drop(new Ending.Aborted());
  }

  private void drop(Ending cause) {
    decide(cause);
    outbox.shut();
    dialer.abort();
  }

  private synchronized Ending decide(Ending cause) {
    Ending first = ending;
    if (first == null) {
      first = cause;
      ending = cause;
    }
    return first;
  }

  // -------------------------------------------------------------------------------------------------- the reader

  @Override
  public void run() {
    try {
      converse();
    } catch (InterruptedException e) {
      abort();
    } catch (Throwable e) {
      decide(engine.isOpen() ? broken(e) : Diagnosis.unreachable(dialer.step(), e, endpoint));
    }
    deaf.countDown();
    disarm();
    outbox.shut();
    dialer.abort();
    awaitWriter();
    free();
    try {
      listener.ended(decide(new Ending.Aborted()));
    } catch (Throwable e) {
      LoggerFactory.getLogger(Connection.class).debug("the listener failed at the end", e);
    }
  }

  private void converse() throws IOException, InterruptedException {
    Socket socket = dialer.dial();
    dialled = socket;
    AnswerReader answers = new AnswerReader(socket.getInputStream());
    if (!shakeHands(socket.getOutputStream(), answers)) {
      return;
    }
    dialer.stand();
    outbox.open();
    writer = threads.start("wire-write", new Writer(socket.getOutputStream()));
    try {
      if (ending == null) {
        opened();
      }
      read(socket.getInputStream(), new Inbox(engine, answers.rest(), limits.readBytes()));
      leave(socket);
    } catch (Broken e) {
      long end = System.nanoTime() + limits.patience().toNanos();
      decide(Diagnosis.lost(e));
      outbox.lastNow(draft.close(e.code, e.code == CloseFrame.GOING_AWAY ? "" : e.detail()));
      leave(socket);
      dialer.drain(end);
    }
  }

  private boolean shakeHands(OutputStream out, AnswerReader answers) throws IOException {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor(endpoint.resource());
    request.put("Host", endpoint.authority());
    for (Endpoint.Header header : endpoint.headers()) {
      request.put(header.name(), header.value());
    }
    try {
      engine.startHandshake(request);
    } catch (InvalidHandshakeException e) {
      throw new IOException(e);
    }
    write(engine.outQueue.remove(), out);
    byte[] head = answers.head();
    Answer answer = Answer.parse(head, 0, head.length);
    if (answer.status() != 101) {
      Map<String, String> headers = new HashMap<>(answer.headers());
      headers.replaceAll((name, value) -> endpoint.masked(value));
      decide(new Ending.Refused(answer.status(), headers, endpoint.masked(answers.body(answer))));
      return false;
    }
    engine.decode(ByteBuffer.wrap(head));
    if (!engine.isOpen()) {
      throw new ProtocolException("its answer 101 lacks what a WebSocket handshake must have");
    }
    return true;
  }

  private void read(InputStream in, Inbox inbox) throws IOException {
    lookAfter(limits.silence().toNanos());
    while (true) {
      if (inbox.decode()) {
        lull();
      }
      if (ending != null) {
        return;
      }
      if (inbox.read(in) < 0) {
        throw new EOFException();
      }
    }
  }

  /// Looks, on the alarms' thread, how long nothing has come: asks the peer for a sign of life after a silence, gives it up
  /// after two.
  private void look() {
    long silence = limits.silence().toNanos();
    long since = dialer.waitsSince();
    if (since != watched) {
      watched = since;
      asked = false;
    }
    long left = since == 0 ? silence : silence - (System.nanoTime() - since);
    if (asked || left <= 0) {
      // what goes out shows life as well: the peer's answer may have to wait until all of it is through
      if (asked && moved == outbox.moved()) {
        giveUp();
        return;
      }
      asked = true;
      moved = outbox.moved();
      outbox.control(draft.createBinaryFrame(new PingFrame()));
      left = silence;
    }
    lookAfter(left);
  }

  private synchronized void lookAfter(long nanos) {
    if (farewell == null && ending == null) {
      alarm(nanos, () -> {
        try {
          look();
        } catch (Throwable e) {
          drop(broken(e));
        }
      });
    }
  }

  private void giveUp() {
    Broken silent = new Broken(CloseFrame.GOING_AWAY,
        "nothing heard for " + Diagnosis.words(limits.silence().multipliedBy(2)));
    decide(Diagnosis.lost(silent));
    outbox.lastNow(draft.close(silent.code, ""));
    boundClosing();
  }

  /// Bounds the time that the end takes.
  private void boundClosing() {
    alarm(limits.patience().toNanos(), () -> {
      Ending.Closed ours = farewell;
      drop(ours != null && outbox.isSent() ? ours : new Ending.Lost("not everything could be sent before closing"));
    });
  }

  /// The only one; in the place of the one before.
  private synchronized void alarm(long nanos, Runnable ring) {
    disarm();
    if (deaf.getCount() > 0) {
      alarm = Alarms.in(nanos, ring);
    }
  }

  private synchronized void disarm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm = null;
  }

  private void opened() {
    try {
      listener.opened();
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private void lull() {
    try {
      listener.lull();
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void text(byte[] bytes, int offset, int length) {
    if (ending != null) {
      return;
    }
    try {
      listener.text(bytes, offset, length);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static Broken failed(Throwable e) {
    LoggerFactory.getLogger(Connection.class).debug("the listener failed", e);
    return new Broken(CloseFrame.GOING_AWAY, e instanceof OutOfMemoryError
        ? "what the server sent does not fit into the memory given to this program"
        : "what came could not be handled here: " + e);
  }

  @Override
  public void closed(int code, String reason) {
    Ending.Closed ours = farewell;
    decide(ours != null && outbox.isLeaving() ? ours : new Ending.Closed(code, reason, true));
    outbox.lastNow(draft.close(code, ""));
  }

  /// Why reading ended with an exception.
  private Ending broken(Throwable e) {
    Ending.Closed ours = farewell;
    return ours != null && outbox.isLeaving() ? ours : Diagnosis.lost(e);
  }

  /// Waits until our last words are out.
  private void leave(Socket socket) throws IOException, InterruptedException {
    outbox.awaitSent(limits.patience().toMillis());
    if (outbox.isSent()) {
      socket.shutdownOutput();
    }
  }

  /// What TLS holds outside the heap. What it still wants to say goes nowhere: the line under it is closed.
  private void free() {
    Socket socket = dialled;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }

  private void awaitWriter() {
    Thread running = writer;
    if (running != null) {
      try {
        running.join(limits.patience().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // -------------------------------------------------------------------------------------------------- the writer

  private final class Writer implements Runnable {
    private final OutputStream out;

    Writer(OutputStream out) {
      this.out = out;
    }

    @Override
    public void run() {
      try {
        for (ByteBuffer frame = outbox.take(); frame != null; frame = outbox.take()) {
          int end = frame.limit();
          // in parts: of a large one on a slow way it shows that it moves
          while (frame.position() < end) {
            frame.limit(Math.min(end, frame.position() + PART));
            write(frame, out);
            outbox.written(frame.remaining());
            frame.position(frame.limit());
          }
        }
      } catch (InterruptedException e) {
        abort();
      } catch (Throwable e) {
        outbox.shut();
        // what the peer said before it hung up may still wait to be read: the reader comes to the end by itself
        awaitReader(broken(e));
      }
    }
  }

  private static void write(ByteBuffer bytes, OutputStream out) throws IOException {
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  private void awaitReader(Ending otherwise) {
    try {
      if (deaf.await(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Ending.Closed ours = farewell;
    drop(ours != null && outbox.isSent() ? ours : otherwise);
  }
}
