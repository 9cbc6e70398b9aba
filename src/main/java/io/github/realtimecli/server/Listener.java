package io.github.realtimecli.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The socket side: takes connections, gives each its [Connection], and hands it what arrives. Its callbacks run on the
/// library's threads and never wait.
final class Listener extends WebSocketServer {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int FAREWELL_MS = 500;

  private final Behaviour behaviour;
  private final Repertoire repertoire;
  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong turns = new AtomicLong();
  private final CompletableFuture<Void> listening = new CompletableFuture<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  Listener(InetSocketAddress address, int decoders, Behaviour behaviour) {
    this(address, decoders, behaviour, null, ServerObserver.NOBODY);
  }

  /// @param script recited in place of answers of its own, `null` for these
  Listener(InetSocketAddress address, int decoders, Behaviour behaviour, @Nullable Script script,
      ServerObserver witness) {
    super(address, decoders, List.of(new TextDraft()));
    this.behaviour = behaviour;
    this.repertoire = new Repertoire(behaviour);
    setWebSocketFactory(
        new NotifyingFactory(
            () -> new ConnectionSetup(
                new FaultInjector(behaviour.faults(), visits.incrementAndGet(), turns::incrementAndGet),
                script == null ? null : script.next(), witness)));
    setReuseAddr(true);
    setTcpNoDelay(true);
    setDaemon(true);
    setConnectionLostTimeout(0);
  }

  /// Starts, and returns when clients can connect.
  void listen() throws IOException {
    if (getPort() != 0)
      probe();
    start();
    try {
      listening.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof IOException cause ? cause : new IOException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      shutDown();
      throw new IOException("interrupted while starting", interrupted);
    }
  }

  /// Finds a taken port before the library does, which would write a stack trace to the log.
  private void probe() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(getAddress());
    }
  }

  void shutDown() {
    try {
      stop(FAREWELL_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(Connection::abort);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake request) {
    Door door = (Door) socket;
    Visit visit = Visit.of(request.getResourceDescriptor(), request.hasFieldValue("OpenAI-Beta"), behaviour.tongue());
    ConnectionSetup reception = door.reception();
    reception.witness().came(reception.mischief().connection(), request.getResourceDescriptor().split("\\?", 2)[0]);
    Connection connection = reception.part() == null
        ? Connection.ofPeer(door, visit, behaviour, repertoire, reception)
        : Connection.ofReciter(door, visit.shape(), reception.part(), reception);
    connections.add(connection);
    socket.setAttachment(connection);
    connection.start();
  }

  /// Only messages that came in fragments pass here; whole ones go from [TextDraft] straight to the connection.
  @Override
  public void onMessage(WebSocket socket, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    connection(socket).text(utf8, 0, utf8.length);
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer binary) {
    connection(socket).binary();
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    Connection connection = connection(socket);
    connections.remove(connection);
    connection.gone(code);
  }

  @Override
  public void onError(@Nullable WebSocket socket, Exception failure) {
    if (!listening.completeExceptionally(failure))
      LOG.debug("connection", failure);
  }

  @Override
  public void onStart() {
    listening.complete(null);
  }

  private static Connection connection(WebSocket socket) {
    return socket.getAttachment();
  }
}
