package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.server.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The installed program, whose Conscrypt is not quite the published one, and hosts' names of all kinds: through a proxy that
/// reaches one server under every name.
@Timeout(120)
class InstalledTlsIT {
  private static final String LAUNCHER = Path.of(System.getProperty("distribution"))
      .resolve("bin/realtime-cli")
      .toAbsolutePath()
      .toString();
  private static final String SAMPLE = Path.of("samples/gettysburg.wav").toAbsolutePath().toString();
  private static final String WITHOUT_LIBRARY = "-Djava.library.path=/nowhere";
  private static final String OF_JAVA = "-Djdk.tls.client.protocols=TLSv1.2,TLSv1.3";
  private static final Pattern OTHERS = Pattern.compile(
      "(OPENAI|REALTIME_CLI)_.*|.*_PROXY|(JAVA_TOOL|JDK_JAVA|_JAVA)_OPTIONS",
      Pattern.CASE_INSENSITIVE);
  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  @TempDir
  private static Path certificates;
  private static String authority = "";
  private static int proxy;
  private static int port;
  @TempDir
  private Path folder;

  @BeforeAll
  static void serve() throws Exception {
    Certificates made = new Certificates(certificates);
    authority = made.authority().toString();
    LocalServer server = keep(LocalServer.start());
    ServerSocket secure = keep(made.listen("names"));
    ServerSocket tunnels = keep(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    proxy = tunnels.getLocalPort();
    port = secure.getLocalPort();
    accept(secure, client -> pass(client, server.uri().getPort()));
    accept(tunnels, client -> {
      BufferedReader head = new BufferedReader(
          new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(head.readLine()).startsWith("CONNECT ");
      while (!head.readLine().isEmpty()) {
        // what else the client says of itself
      }
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      pass(client, port);
    });
  }

  @AfterAll
  static void close() throws Exception {
    for (AutoCloseable each : OPEN)
      each.close();
  }

  @ParameterizedTest
  @CsvSource({"a.example, 0", "A.Example, 0", "x.wild.example, 0", "xn--bcher-kva.example, 0", "192.0.2.1, 5",
      "10.0.0.1, 5", "b.example, 5", "x.y.wild.example, 5", "wild.example, 5"})
  void boringSslComparesNames(String host, int code) throws Exception {
    assertThat(ask(host, "")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"a.example, 0", "x.wild.example, 0", "10.0.0.1, 5", "b.example, 5"})
  void javaComparesNamesTheSameWay(String host, int code) throws Exception {
    assertThat(ask(host, OF_JAVA)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OF_JAVA})
  void addressesAreCompared(String options) throws Exception {
    // an address of this machine is not asked for by a proxy
    assertThat(ask("127.0.0.1", port, options)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", OF_JAVA, WITHOUT_LIBRARY})
  void everyClassIsInTheCache(String options) throws Exception {
    List<String> classes = classes(options);
    assertThat(classes.stream().filter(line -> line.contains("source: file:"))).isEmpty();
    assertThat(classes).hasSizeGreaterThan(1000);
  }

  /// The JDK's own would compute a table of points first, which is half of a start.
  @Test
  void theJdksTlsTakesTheCurvesOfAnother() throws Exception {
    assertThat(classes(WITHOUT_LIBRARY)).noneMatch(line -> line.contains("Secp256R1GeneratorMontgomeryMultiplier"))
        .anyMatch(line -> line.contains("org.bouncycastle.math.ec.custom.sec.SecP256R1Point "));
  }

  private List<String> classes(String options) throws Exception {
    Path log = folder.resolve("classes");
    assertThat(ask("127.0.0.1", port, options + " -Xlog:class+load=info:file=" + log)).isZero();
    return Files.readAllLines(log);
  }

  private int ask(String host, String options) throws Exception {
    return ask(host, 443, options);
  }

  private int ask(String host, int port, String options) throws Exception {
    String url = "wss://" + host + ":" + port + "/v1/realtime?model=gpt-realtime";
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "-q", "--mute", "--cacert", authority, "--url", url, SAMPLE)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> OTHERS.matcher(name).matches());
    builder.environment().put("OPENAI_API_KEY", "sk-test");
    builder.environment().put("HTTPS_PROXY", "http://127.0.0.1:" + proxy);
    builder.environment().put("REALTIME_CLI_JAVA_OPTS", options);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(folder.resolve("said"));
    if (process.exitValue() != 0)
      assertThat(said).as(said).contains(host + " cannot be trusted: ");
    return process.exitValue();
  }

  private interface Answering { void serve(Socket client) throws IOException; }

  private static <T extends AutoCloseable> T keep(T open) {
    OPEN.add(open);
    return open;
  }

  private static void accept(ServerSocket server, Answering answering) {
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          Socket client = server.accept();
          Thread.startVirtualThread(() -> {
            try (client) {
              answering.serve(client);
            } catch (IOException e) {
              // the client hung up, and says why
            }
          });
        }
      } catch (IOException e) {
        // closed
      }
    });
  }

  /// Carries bytes both ways until one side ends.
  private static void pass(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.startVirtualThread(() -> {
        try {
          server.getInputStream().transferTo(client.getOutputStream());
          client.close();
        } catch (IOException e) {
          // as above
        }
      });
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }
}
