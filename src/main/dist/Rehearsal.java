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

/// Does once in one process what starts have to do quickly: the help, a question to the embedded server, and the same
/// through TLS with a key, as a provider wants it. What is loaded here is what the class cache will hold.
///
/// Its arguments are the launcher's `-cp JAR MAIN` and then those of a question; a key store for `localhost`, which is
/// trusted too, is named by the usual system properties.
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    var question = List.of(args).subList(3, args.length);
    run(Map.of(), List.of("--help"));
    run(Map.of(), with(question, "--local"));
    try (var server = LocalServer.start();
        var front = SSLServerSocketFactory.getDefault().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> accept(front, server.uri().getPort()));
      run(Map.of("OPENAI_API_KEY", "sk-rehearsal"),
          with(question, "--url", "wss://localhost:" + front.getLocalPort() + "/v1/realtime"));
    }
    Runtime.getRuntime().halt(0);
  }

  private static List<String> with(List<String> question, String... options) {
    return Stream.concat(Stream.of(options), question.stream()).toList();
  }

  private static void run(Map<String, String> environment, List<String> args) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    int code = RealtimeCli.run(args.toArray(String[]::new), environment, InputStream.nullInputStream(), nowhere,
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
