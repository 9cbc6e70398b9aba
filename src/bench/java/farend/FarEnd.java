package farend;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/// The server that every client of the speed benchmark calls: neutral, none of the program's code is in it, and so cheap
/// that the client is what is measured. It listens four times, plainly and with TLS, each near and 30 ms away, says so in one
/// line (`ws wss ws-far wss-far`, port numbers) and ends when its input does.
///
/// For every connection it prints `first NANOS` when the first byte of audio has come, on the clock that all processes of the
/// machine share. `?secs=N` of the URL is the length of the answer.
///
/// With TLS the client's order of cipher suites counts, as with the servers that stand before the real service.
public final class FarEnd {
  static final int ONE_WAY_MS = 15;

  private FarEnd() {}

  /// @param args the key store (PKCS12, password `bench1`) of the host `localhost`
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    SSLContext tls = tls(args[0]);
    int plain = listen(0, ServerSocketFactory.getDefault());
    int secure = listen(0, tls.getServerSocketFactory());
    System.out.println(plain + " " + secure + " " + delayed(plain) + " " + delayed(secure));
    System.out.flush();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }

  private static SSLContext tls(String store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(store)) {
      keys.load(in, "bench1".toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "bench1".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  /// Both loopback addresses, as some clients try one first and some the other.
  private static int listen(int port, ServerSocketFactory factory) throws IOException {
    ServerSocket four = bind(factory, "127.0.0.1", port);
    accept(four, socket -> new Conversation(socket).run());
    try {
      accept(bind(factory, "::1", four.getLocalPort()), socket -> new Conversation(socket).run());
    } catch (IOException e) {
      // a machine without IPv6
    }
    return four.getLocalPort();
  }

  private static int delayed(int port) throws IOException {
    ServerSocket four = bind(ServerSocketFactory.getDefault(), "127.0.0.1", 0);
    accept(four, socket -> Distance.between(socket, port));
    try {
      accept(bind(ServerSocketFactory.getDefault(), "::1", four.getLocalPort()),
          socket -> Distance.between(socket, port));
    } catch (IOException e) {
      // a machine without IPv6
    }
    return four.getLocalPort();
  }

  private static ServerSocket bind(ServerSocketFactory factory, String address, int port) throws IOException {
    ServerSocket server = factory.createServerSocket();
    server.setReuseAddress(true);
    if (server instanceof SSLServerSocket secure) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setUseCipherSuitesOrder(false);
      secure.setSSLParameters(parameters);
    }
    server.bind(new InetSocketAddress(InetAddress.getByName(address), port), 4096);
    return server;
  }

  interface Guest { void receive(Socket socket) throws IOException; }

  private static void accept(ServerSocket server, Guest guest) {
    Thread.ofPlatform().daemon().start(() -> {
      while (true) {
        try {
          Socket socket = server.accept();
          socket.setTcpNoDelay(true);
          Thread.startVirtualThread(() -> serve(socket, guest));
        } catch (IOException e) {
          System.err.println(e);
        }
      }
    });
  }

  private static void serve(Socket socket, Guest guest) {
    try (socket) {
      guest.receive(socket);
    } catch (IOException e) {
      // The client left; it is the one that is judged.
    }
  }
}
