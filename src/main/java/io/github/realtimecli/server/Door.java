package io.github.realtimecli.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A socket that looks at the handshake before the library does, whose own refusals are a 404 without a word and which knows
/// no delay: it refuses by HTTP status and body, or lets the client wait.
final class Door extends WebSocketImpl {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int LARGEST_HEAD = 64 << 10;
  private static final Executor THREADS = task -> Thread.ofVirtual().name("realtime-door").start(task);
  private final Supplier<ConnectionSetup> plan;
  /// Not the library's own monitor.
  private final Object sill = new Object();
  private @Nullable ConnectionSetup reception;
  /// The head of the request as far as it has come; `null` once it has been let in.
  private byte @Nullable [] head = new byte[0];
  private boolean decided;

  /// @param plan what awaits the next connection
  Door(WebSocketAdapter adapter, List<Draft> drafts, Supplier<ConnectionSetup> plan) {
    super(adapter, drafts);
    this.plan = plan;
  }

  /// What awaits this connection.
  ConnectionSetup reception() {
    synchronized (sill) {
      if (reception == null)
        reception = plan.get();
      return reception;
    }
  }

  /// Decoders' threads; behind a delayed handshake, a thread of its own.
  @Override
  public void decode(ByteBuffer arrived) {
    if (!keeps(arrived))
      super.decode(arrived);
  }

  /// Keeps what belongs to the head until it has been decided what to do with it.
  private boolean keeps(ByteBuffer arrived) {
    synchronized (sill) {
      if (head == null)
        return false;
      int before = head.length;
      head = Arrays.copyOf(head, before + arrived.remaining());
      arrived.get(head, before, arrived.remaining());
      if (!decided)
        decide(new String(head, StandardCharsets.ISO_8859_1));
      return true;
    }
  }

  private void decide(String request) {
    decided = request.contains("\r\n\r\n") || request.length() > LARGEST_HEAD;
    if (!decided)
      return;
    String[] line = request.split("[ \r]", 3);
    String path = line.length > 1 ? line[1].split("\\?", 2)[0] : "";
    Rejection refusal = reception().rejection();
    Duration delay = reception().delay();
    Rejection rejection = refusal != null || path.endsWith("/realtime") ? refusal : Rejection.noSuchPath(path);
    Runnable answer = rejection == null ? this::letIn : () -> reject(rejection);
    if (delay.isZero())
      answer.run();
    else
      CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, THREADS).execute(answer);
  }

  private void letIn() {
    synchronized (sill) {
      byte[] request = head;
      head = null;
      if (request != null)
        super.decode(ByteBuffer.wrap(request));
    }
  }

  private void reject(Rejection rejection) {
    reception().witness().refused(reception().mischief().connection(), rejection.status());
    ByteBuffer answer = ByteBuffer.wrap(rejection.http(new RandomIds().next("req")));
    try {
      // a few hundred bytes into an empty send buffer: they go at once
      ByteChannel channel = getChannel();
      while (answer.hasRemaining() && channel.write(answer) > 0) {
      }
    } catch (IOException gone) {
      LOG.debug("client left while it was refused");
    }
    closeConnection(CloseFrame.REFUSE, "refused", false);
  }
}
