package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Session.Shape;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The socket side: takes connections, gives each its [Connection], and hands it what arrives. Its callbacks run on the
/// library's threads and never wait.
final class Listener extends WebSocketServer {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int FAREWELL_MS = 500;
  private static final String DEFAULT_MODEL = "gpt-realtime-2.1";

  private final Duration sessionLimit;
  private final CompletableFuture<Void> listening = new CompletableFuture<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  Listener(InetSocketAddress address, int decoders, Duration sessionLimit) {
    super(address, decoders, List.of(new TextDraft()));
    this.sessionLimit = sessionLimit;
    setWebSocketFactory(new NotifyingFactory());
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
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket socket, Draft draft,
      ClientHandshake request) throws InvalidDataException {
    String path = request.getResourceDescriptor().split("\\?", 2)[0];
    if (!path.endsWith("/realtime"))
      throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no such path");
    return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake request) {
    Shape shape = request.hasFieldValue("OpenAI-Beta") ? Shape.BETA : Shape.GA;
    Connection connection = new Connection((WebSocketImpl) socket, shape, model(request.getResourceDescriptor()),
        sessionLimit);
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
    connection.gone();
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

  private static String model(String resource) {
    String query = URI.create(resource).getQuery();
    if (query != null)
      for (String pair : query.split("&"))
        if (pair.startsWith("model=") && pair.length() > "model=".length())
          return pair.substring("model=".length());
    return DEFAULT_MODEL;
  }
}
