import io.github.realtimecli.RealtimeCli;
import io.github.realtimecli.server.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocketFactory;

/// Does once in one process what starts have to do quickly: a question to a plain server and one through TLS with a key,
/// as a provider wants it. What is loaded here is what the class cache will hold.
///
/// Its arguments are the launcher's `-cp JAR MAIN` and then those of a question. With `--local` among them it asks the
/// embedded server, and one through TLS in this process; otherwise those that `rehearsal.servers` names. Without any
/// arguments it is these servers: it prints their addresses and waits. A key store for `localhost`, which is trusted
/// too, is named by the usual system properties.
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    var servers = System.getProperty("rehearsal.servers");
    if (servers != null) {
      for (var server : servers.split(",")) {
        run(List.of(args).subList(3, args.length), "--url", server);
      }
    } else {
      serve(args);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void serve(String[] args) throws IOException {
    try (var server = LocalServer.start();
        var front = SSLServerSocketFactory.getDefault().createServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      var secure = "wss://localhost:" + front.getLocalPort() + "/v1/realtime";
      Runnable accepting = () -> accept(front, server.uri().getPort());
      if (args.length == 0) {
        System.out.println(server.uri() + "," + secure);
        accepting.run();
      } else {
        var question = List.of(args).subList(4, args.length);
        Thread.ofPlatform().daemon().start(accepting);
        run(question, "--local");
        run(question, "--url", secure);
      }
    }
  }

  private static void run(List<String> question, String... options) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var args = Stream.concat(Stream.of(options), question.stream()).toArray(String[]::new);
    int code = RealtimeCli.run(args, Map.of("OPENAI_API_KEY", "sk-rehearsal"), InputStream.nullInputStream(), nowhere,
        nowhere);
    if (code != 0) {
      Runtime.getRuntime().halt(code);
    }
  }

  /// Takes one connection and carries its bytes to the port and back.
  private static void accept(ServerSocket front, int port) {
    try {
      var client = front.accept();
      var server = new Socket(InetAddress.getLoopbackAddress(), port);
      Thread.ofPlatform().daemon().start(() -> carry(server, client));
      carry(client, server);
    } catch (IOException e) {
      // The client notices, and its exit code is what counts.
    }
  }

  private static void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // As above: whoever hangs up first ends both ways.
    }
  }
}
