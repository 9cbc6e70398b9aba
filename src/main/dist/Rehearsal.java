import io.github.realtimecli.RealtimeCli;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.turn.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLServerSocketFactory;

/// Does once in one process what starts have to do quickly: questions to a plain server or through TLS, with a key, as a
/// provider wants it. What is loaded here is what the class cache will hold. The last question is asked through the
/// program's own `main`, so that the way to it is in the cache as well; its exit code is the rehearsal's.
///
/// Its arguments are the launcher's `-cp JAR MAIN` and then those of a question. With `--local` among them it asks the
/// embedded server, also with all files and figures there are, and before that one through TLS in this process, and looks
/// at the batch that was rehearsed before; otherwise the one that `rehearsal.server` names, first with the authority in the
/// file that `rehearsal.authority` names, if it does, then with Java's own, muted and aloud. A batch asks all that it
/// names, and the embedded one. Without any arguments it is these servers: it prints their addresses and waits until its
/// standard input ends. Their key store and whom to trust are named by the usual system properties, where files go by
/// `rehearsal.folder`.
final class Rehearsal {
  private static final Path FOLDER = Path.of(System.getProperty("rehearsal.folder", ""));

  private Rehearsal() {}

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    // as the program's own main does it, which here comes last
    System.setProperty("picocli.converters.excludes", "java.*");
    // rare ones as well: a class that is not in the cache opens the jar
    Signal.class.getPermittedSubclasses();
    ServerEvent.class.getPermittedSubclasses();
    Class.forName("io.github.realtimecli.protocol.dialect.Faults");
    Class.forName("io.github.realtimecli.playback.Line$Nowhere");
    Class.forName("io.github.realtimecli.transport.Masking$Words");
    var server = System.getProperty("rehearsal.server");
    if (server != null) {
      ask(List.of(args).subList(3, args.length), server);
    } else if (args.length > 0) {
      answer(List.of(args).subList(4, args.length));
    } else {
      serve();
    }
  }

  private static void ask(List<String> question, String server) {
    if (question.getFirst().equals("batch")) {
      for (var address : server.split(",")) {
        run(question, "--url", address);
      }
      run(question, "--local");
      RealtimeCli.main(words(question, "--url", server.split(",")[0]));
      return;
    }
    var authority = System.getProperty("rehearsal.authority");
    if (authority != null) {
      run(question, "--url", server, "--cacert", authority);
    }
    run(question, "--url", server, "--mute");
    RealtimeCli.main(words(question, "--url", server));
  }

  /// Asks what is answered in this process.
  private static void answer(List<String> question) throws IOException {
    // before anything else, so that the log is the one that questions have
    run(question, "--local", "--mute");
    try (var server = LocalServer.start(); var front = listen()) {
      Thread.ofPlatform().daemon().start(() -> accept(front, server.uri().getPort()));
      run(question, "--url", address(front));
      run(question, "--local", "--mute", "--json", "--transcribe", "--events", FOLDER.resolve("events").toString(),
          "-o", FOLDER.resolve("answer.wav").toString());
      var batch = FOLDER.resolve("run").toString();
      run(List.of("report", batch));
      run(List.of("compare", batch, batch));
      RealtimeCli.main(words(question, "--local"));
    }
  }

  private static void serve() throws IOException {
    try (var server = LocalServer.start(); var front = listen()) {
      System.out.println(server.uri() + "," + address(front));
      Thread.ofPlatform().daemon().start(() -> {
        while (!front.isClosed()) {
          accept(front, server.uri().getPort());
        }
      });
      // whoever started this may be gone
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static ServerSocket listen() throws IOException {
    return SSLServerSocketFactory.getDefault().createServerSocket(0, 2, InetAddress.getLoopbackAddress());
  }

  private static String address(ServerSocket front) {
    return "wss://localhost:" + front.getLocalPort() + "/v1/realtime";
  }

  private static void run(List<String> question, String... options) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    int code = RealtimeCli.run(words(question, options), System.getenv(), InputStream.nullInputStream(), nowhere,
        nowhere);
    if (code != 0) {
      Runtime.getRuntime().halt(code);
    }
  }

  /// Without a stream: what only the rehearsal needs would be in the caches too.
  private static String[] words(List<String> question, String... options) {
    var words = new ArrayList<>(question);
    Collections.addAll(words, options);
    return words.toArray(new String[0]);
  }

  private static void accept(ServerSocket front, int port) {
    try {
      var client = front.accept();
      Thread.ofPlatform().daemon().start(() -> pass(client, port));
    } catch (IOException e) {
      // The client notices, and its exit code is what counts.
    }
  }

  /// Carries a connection's bytes to the port and back.
  private static void pass(Socket client, int port) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), port);
      Thread.ofPlatform().daemon().start(() -> carry(server, client));
      carry(client, server);
    } catch (IOException e) {
      // As above.
    }
  }

  private static void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Whoever hangs up first ends both ways.
    }
  }
}
