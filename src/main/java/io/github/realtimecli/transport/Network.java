package io.github.realtimecli.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
  private final Tls tls;

  public Network(Threads threads) {
    this(threads, threads == Threads.VIRTUAL ? Limits.MANY : Limits.USUAL);
  }

  public Network(Threads threads, Limits limits) {
    this(threads, limits, Tls.USUAL);
  }

  Network(Threads threads, Limits limits, Tls tls) {
    this.threads = threads;
    this.limits = limits;
    this.tls = tls;
  }

  /// Starts TLS in the background, so that it is there when the first `wss:` connection wants it. Costs nothing when
  /// called again.
  public static void warmTls() {
    Tls.USUAL.warm();
  }

  /// Loads what every connection needs, the draw of random numbers above all: for a thread that has nothing else to do.
  public static void warm() {
    Masking.frame(new byte[Transport.HEADROOM + 1]);
    try {
      MessageDigest.getInstance("SHA1");
    } catch (NoSuchAlgorithmException e) {
      // the handshake will say so
    }
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    Connection connection = new Connection(endpoint, listener, threads, limits, tls);
    threads.start("wire-read", connection);
    return connection;
  }
}
