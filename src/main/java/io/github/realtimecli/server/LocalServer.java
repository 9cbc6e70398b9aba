package io.github.realtimecli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// The embedded Realtime server on loopback: any client of the API may connect, to any path that ends in `/realtime`, and is
/// answered as a [Behaviour] has it. Keys are not looked at.
///
/// Its threads are daemons: one selector, the decoders, and a virtual thread a connection.
public final class LocalServer implements AutoCloseable {
  /// How long a session of the vendor's lasts.
  public static final Duration SESSION_LIMIT = Duration.ofMinutes(60);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Listener listener;

  private LocalServer(Listener listener) {
    this.listener = listener;
  }

  /// Starts a server for a client in the same process: a free port, one decoder.
  ///
  /// @throws IOException when it cannot listen
  public static LocalServer start() throws IOException {
    return start(0, 1, Behaviour.USUAL, ServerObserver.NOBODY);
  }

  /// Starts a server and returns when it listens.
  ///
  /// @param port     0 for a free one
  /// @param decoders threads that read messages; a connection stays with one of them
  /// @throws IOException when it cannot listen, as when the port is taken
  public static LocalServer start(int port, int decoders, Behaviour behaviour) throws IOException {
    return start(port, decoders, behaviour, ServerObserver.NOBODY);
  }

  /// The same, watched.
  public static LocalServer start(int port, int decoders, Behaviour behaviour, ServerObserver witness)
      throws IOException {
    return listening(new Listener(on(port), decoders, behaviour, null, witness));
  }

  /// Starts a server that recites.
  ///
  /// @throws IOException when it cannot listen
  public static LocalServer reciting(int port, int decoders, Script script, ServerObserver witness) throws IOException {
    return listening(new Listener(on(port), decoders, Behaviour.USUAL, script, witness));
  }

  private static InetSocketAddress on(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
  }

  private static LocalServer listening(Listener listener) throws IOException {
    listener.listen();
    return new LocalServer(listener);
  }

  /// Where it listens: `ws://127.0.0.1:PORT/v1/realtime`.
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + listener.getPort() + "/v1/realtime");
  }

  /// Says goodbye to every client with 1001, waits a little for them and drops the rest.
  @Override
  public void close() {
    listener.shutDown();
  }
}
