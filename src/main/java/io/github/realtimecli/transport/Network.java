package io.github.realtimecli.transport;

/// The real wire: WebSocket over TCP or TLS, on Java-WebSocket's protocol engine.
public final class Network implements Transport.Wire {
  /// What the two threads of a connection are.
  public enum Threads {
    /// For one conversation: starts cold at once.
    PLATFORM {
      @Override
      Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
      }
    },
    /// For many conversations at once.
    VIRTUAL {
      @Override
      Thread start(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
      }
    };

    abstract Thread start(String name, Runnable work);
  }

  private final Threads threads;
  private final Limits limits;

  public Network(Threads threads) {
    this(threads, Limits.USUAL);
  }

  public Network(Threads threads, Limits limits) {
    this.threads = threads;
    this.limits = limits;
  }

  /// Starts TLS in the background, so that it is there when the first `wss:` connection wants it. Costs nothing when
  /// called again.
  public static void warm() {
    Tls.warm();
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    Connection connection = new Connection(endpoint, listener, threads, limits);
    threads.start("wire-read", connection);
    return connection;
  }
}
