package io.github.realtimecli.transport;

import io.github.realtimecli.transport.Ending.Unreachable.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Makes the connected socket of one connection, through TLS where the endpoint wants it: name, TCP, TLS, under one
/// deadline. Used by one thread; others only [#abort()].
final class Dialer {
  /// What the system may hold back of ours. It would take megabytes, and a slow uplink would then be silent for minutes
  /// behind a sender that believes everything sent; this much still carries 20 times real time over 100 ms.
  private static final int SEND_BUFFER = 128 << 10;

  private final Endpoint endpoint;
  private final Network.Threads threads;
  private final Tls tls;
  private final Lookup.Names names;
  private final long deadline;
  private volatile Step step = Step.NAME;
  private boolean aborted;
  private @Nullable FutureTask<InetAddress[]> lookup;
  private volatile @Nullable Line line;

  Dialer(Endpoint endpoint, Network.Threads threads, Tls tls) {
    this(endpoint, threads, tls, InetAddress::getAllByName);
  }

  Dialer(Endpoint endpoint, Network.Threads threads, Tls tls, Lookup.Names names) {
    this.endpoint = endpoint;
    this.threads = threads;
    this.tls = tls;
    this.names = names;
    this.deadline = System.nanoTime() + endpoint.connectTimeout().toNanos();
  }

  /// What is being tried, or what failed.
  Step step() {
    return step;
  }

  /// @return ready for the WebSocket handshake
  Socket dial() throws IOException, InterruptedException {
    try {
      return dial(tls);
    } catch (IOException e) {
      Line failed = line;
      if (step != Step.TLS || failed == null || !tls.hasSecondTry(e)) {
        throw e;
      }
      failed.close();
      return dial(Tls.JAVA);
    }
  }

  private Socket dial(Tls tls) throws IOException, InterruptedException {
    Proxy proxy = endpoint.proxy();
    Socket socket;
    if (proxy == null) {
      Line direct = connect(endpoint.host(), endpoint.port(), Step.CONNECT);
      socket = secure(direct, tls);
    } else {
      Line tunnel = connect(proxy.host(), proxy.port(), Step.PROXY);
      tunnel(proxy, tunnel);
      socket = secure(tunnel, tls);
    }
    step = Step.HANDSHAKE;
    return socket;
  }

  private Socket secure(Line connected, Tls tls) throws IOException, InterruptedException {
    if (!endpoint.isSecure()) {
      return connected;
    }
    step = Step.TLS;
    return tls.secure(connected, endpoint.host(), endpoint.port(), endpoint.authorities(), Line.left(deadline));
  }

  private void tunnel(Proxy proxy, Line line) throws IOException {
    line.getOutputStream().write(proxy.request(endpoint.uri().getHost() + ':' + endpoint.port()));
    AnswerReader answers = new AnswerReader(line.getInputStream());
    byte[] head = answers.head();
    Answer answer = Answer.parse(head, 0, head.length);
    if (answer.status() < 200 || answer.status() > 299) {
      throw ProxyRefusal.of(proxy, endpoint.uri().getHost() + ':' + endpoint.port(), answer);
    }
    if (answers.rest().length > 0) {
      throw new ProtocolException("it spoke before it was asked");
    }
  }

  private Line connect(String host, int port, Step next) throws IOException, InterruptedException {
    InetAddress[] addresses = resolve(host);
    step = next;
    return connect(addresses, port);
  }

  private InetAddress[] resolve(String host) throws IOException, InterruptedException {
    Lookup question = new Lookup(host, names);
    if (question.isLiteral()) {
      return question.call();
    }
    FutureTask<InetAddress[]> asked = new FutureTask<>(question);
    synchronized (this) {
      check();
      lookup = asked;
    }
    threads.start("wire-name", asked);
    try {
      return asked.get(Line.left(deadline), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asked.cancel(false);
      throw new SocketTimeoutException();
    } catch (CancellationException e) {
      throw new SocketException("aborted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException unknown ? unknown : new IOException(e.getCause());
    }
  }

  /// Tries all addresses in turn; each gets its share of the time that is left.
  private Line connect(InetAddress[] addresses, int port) throws IOException {
    IOException first = null;
    for (int i = 0; i < addresses.length; i++) {
      Line next = new Line(deadline);
      try {
        use(next);
        next.setTcpNoDelay(true);
        next.setSendBufferSize(SEND_BUFFER);
        int share = Math.max(1, Line.left(deadline) / (addresses.length - i));
        next.connect(new InetSocketAddress(addresses[i], port), share);
        return next;
      } catch (IOException e) {
        next.close();
        first = first == null ? e : first;
      }
    }
    throw first == null ? new UnknownHostException() : first;
  }

  private synchronized void use(Line next) throws IOException {
    line = next;
    check();
  }

  private void check() throws SocketException {
    if (aborted) {
      throw new SocketException("aborted");
    }
  }

  /// The connection stands: see [Line#stand].
  void stand() throws IOException {
    Line standing = line;
    if (standing != null) {
      standing.stand();
    }
  }

  /// See [Line#waitsSince].
  long waitsSince() {
    Line standing = line;
    return standing == null ? 0 : standing.waitsSince();
  }

  /// Reads past what still comes from the peer, until it ends or the time is up: to close a socket with unread bytes
  /// would reset it, and the peer might lose our last words.
  ///
  /// @param end of [System#nanoTime()]
  void drain(long end) throws IOException {
    Line standing = line;
    if (standing != null) {
      standing.drain(end);
    }
  }

  /// Ends the dialling, or breaks what was dialled: whoever waits on it gets an exception at once.
  void abort() {
    Line open;
    synchronized (this) {
      aborted = true;
      open = line;
      if (lookup != null) {
        lookup.cancel(false);
      }
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }
}
