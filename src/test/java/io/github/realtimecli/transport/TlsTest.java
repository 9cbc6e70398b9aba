package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.transport.Ending.Unreachable;
import io.github.realtimecli.transport.Ending.Unreachable.Objection;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom we trust, and what we say when we do not.
@Timeout(30)
@ParameterizedClass
@EnumSource
class TlsTest {
  /// Both have to refuse the same, in the same words.
  enum Engine {
    NATIVE, JAVA;

    Tls tls() {
      return this == NATIVE ? Tls.USUAL : Tls.JAVA;
    }
  }

  @TempDir
  private static Path folder = Path.of("");
  private static @Nullable Certificates certificates;

  @Parameter
  private Engine engine = Engine.JAVA;

  private final Ear ear = new Ear();

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(folder);
  }

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    Wires.assertNoThreadLeft();
  }

  private static Certificates certificates() {
    Certificates made = certificates;
    if (made == null) {
      throw new AssertionError("not made");
    }
    return made;
  }

  private static Peer serve(String alias, Peer.Script script) throws Exception {
    return new Peer(certificates().listen(alias), script);
  }

  private Transport open(Peer peer, @Nullable Path authorities) {
    return open(peer, authorities, Wires.QUICK);
  }

  private Transport open(Peer peer, @Nullable Path authorities, Limits limits) {
    return open(peer, authorities, limits, ear);
  }

  private Transport open(Peer peer, @Nullable Path authorities, Limits limits, Ear ear) {
    return new Network(Network.Threads.PLATFORM, limits, engine.tls()).open(endpoint(peer, authorities), ear);
  }

  private static Endpoint endpoint(Peer peer, @Nullable Path authorities) {
    return new Endpoint(URI.create("wss://localhost:" + peer.port() + "/"), List.of(), Duration.ofSeconds(5), null,
        authorities);
  }

  @Test
  void carriesTextsOverTls() throws Exception {
    engine.tls().warm();
    try (Peer peer = serve("good", p -> {
      SSLSocket socket = (SSLSocket) p.socket();
      p.accept();
      p.text(socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite());
      p.text("x".repeat(100_000));
      assertThat(p.read().text()).isEqualTo("y".repeat(100_000));
      p.read();
      p.close(1000, "");
      p.drain();
    })) {
      Transport transport = open(peer, certificates().authority());
      assertThat(ear.next()).isEqualTo(engine == Engine.NATIVE && NativeTls.instance() != null
          ? "TLSv1.3 TLS_AES_128_GCM_SHA256"
          : "TLSv1.3 TLS_CHACHA20_POLY1305_SHA256");
      assertThat(ear.next()).hasSize(100_000);
      assertThat(transport.send(Wires.message("y".repeat(100_000)), () -> {})).isTrue();
      transport.close(1000, "");
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", false));
      peer.awaitPlayed();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "elsewhere | HOST_NAME | its certificate is for another host name: elsewhere.example",
      "expired | EXPIRED | its certificate expired on 20\\d\\d-\\d\\d-\\d\\d",
      "early | NOT_YET_VALID | its certificate is not valid yet \\(is the clock right\\?\\)",
      "client | CERTIFICATE | its certificate is not meant for a server",
      "stranger | SELF_SIGNED | its certificate is self-signed",
      "impostor | UNKNOWN_AUTHORITY | its certificate was issued by an unknown authority: authority"})
  void saysWhatIsWrongWithACertificate(String alias, Objection objection, String words) throws Exception {
    try (Peer peer = serve(alias, Peer::request)) {
      open(peer, certificates().authority());
      assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class, ending -> {
        assertThat(ending.step()).isEqualTo(Unreachable.Step.TLS);
        assertThat(ending.objection()).isEqualTo(objection);
        assertThat(ending.detail()).matches("localhost cannot be trusted: " + words);
      });
    }
  }

  /// BoringSSL as it is here does not know these keys: the JDK's TLS does.
  @ParameterizedTest
  @ValueSource(strings = {"p521", "ed25519"})
  void reachesAServerWhoseKeyOnlyTheJdkKnows(String alias) throws Exception {
    try (Peer peer = new Peer(certificates().listen(alias), p -> {
      p.accept();
      p.close(1000, "");
      p.drain();
    }, 2)) {
      open(peer, certificates().authority());
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
    }
  }

  /// X25519, which both offer first, is unknown to these.
  @ParameterizedTest
  @CsvSource({"secp256r1, TLSv1.3", "secp384r1, TLSv1.3", "secp256r1, TLSv1.2"})
  void reachesAServerThatExchangesKeysInAnotherWay(String group, String protocol) throws Exception {
    SSLServerSocket server = certificates().listen("good");
    SSLParameters parameters = server.getSSLParameters();
    parameters.setNamedGroups(new String[]{group});
    parameters.setProtocols(new String[]{protocol});
    server.setSSLParameters(parameters);
    try (Peer peer = new Peer(server, p -> {
      p.accept();
      p.close(1000, "");
      p.drain();
    }, 2)) {
      open(peer, certificates().authority());
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
    }
  }

  /// As either engine spells the alert; it comes behind the handshake, when the server may be gone before it is read.
  @ParameterizedTest
  @ValueSource(strings = {"Received fatal alert: certificate_required", "Received fatal alert: bad_certificate",
      "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED"})
  void knowsThatAServerWantsACertificateOfOurs(String alert) {
    assertThat(TlsFailure.of(new SSLException(alert)).words()).endsWith(TlsFailure.WANTS_OURS);
    assertThat(engine.tls().hasSecondTry(new SSLException(alert))).isFalse();
  }

  /// The name is left out of the JDK's judgement where it was found before, and only of that one.
  @Test
  void goesOnComparingTheHostsName() throws Exception {
    try (Peer peer = serve("good", p -> ((SSLSocket) p.socket()).startHandshake());
        Line line = new Line(System.nanoTime() + Duration.ofSeconds(10).toNanos())) {
      line.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()));
      SSLSocket socket = engine.tls().secure(line, "localhost", peer.port(), certificates().authority(), 10_000);
      assertThat(socket.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo(Tls.IDENTIFICATION);
      socket.close();
    }
  }

  @Test
  void offersNoSuiteWithoutForwardSecrecy() throws Exception {
    CompletableFuture<List<String>> offered = new CompletableFuture<>();
    try (Peer peer = new Peer(p -> offered.complete(suites(p.socket().getInputStream())))) {
      open(peer, null);
      assertThat(ear.awaitEnding()).isInstanceOf(Unreachable.class);
      assertThat(offered.get(10, TimeUnit.SECONDS)).contains("1301", "c02b").noneMatch(RSA_SUITES::contains);
    }
  }

  /// TLS_RSA_WITH_..., IANA's registry.
  private static final List<String> RSA_SUITES = List.of("002f", "0035", "003c", "003d", "009c", "009d");

  /// What a ClientHello offers (RFC 8446 section 4.1.2), as hexadecimal numbers.
  private static List<String> suites(InputStream in) throws IOException {
    DataInputStream hello = new DataInputStream(in);
    hello.readNBytes(5 + 4 + 2 + 32);
    hello.readNBytes(hello.readUnsignedByte());
    List<String> suites = new ArrayList<>();
    for (int left = hello.readUnsignedShort(); left > 0; left -= 2)
      suites.add(String.format("%04x", hello.readUnsignedShort()));
    return suites;
  }

  /// Java's store is read in two steps, of which the first knows only the issuers that a chain names.
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "good | ", "orphan | ", "elsewhere | HOST_NAME", "expired | EXPIRED", "early | NOT_YET_VALID",
      "client | CERTIFICATE", "stranger | SELF_SIGNED", "impostor | UNKNOWN_AUTHORITY"})
  void trustsAndRefusesTheSameByJavasOwnStore(String alias, @Nullable Objection objection) throws Exception {
    System.setProperty("javax.net.ssl.trustStore", certificates().javaStore().toString());
    try (Peer peer = serve(alias, p -> {
      p.accept();
      p.close(1000, "");
      p.drain();
    })) {
      new Network(Network.Threads.PLATFORM, Wires.QUICK, new Tls(engine.tls().provider())).open(endpoint(peer, null),
          ear);
      if (objection == null)
        assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
      else
        assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class,
            ending -> assertThat(ending.objection()).isEqualTo(objection));
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
    }
  }

  @Test
  void saysThatTheCertificateInTheMiddleIsMissing() throws Exception {
    try (Peer peer = new Peer(certificates().listen("orphan", 1), Peer::request)) {
      open(peer, certificates().authority());
      assertThat(ear.awaitEnding()).isEqualTo(new Unreachable(Unreachable.Step.TLS, Objection.UNKNOWN_AUTHORITY,
          "localhost cannot be trusted: its certificate was issued by an unknown authority: middle (whose own "
              + "certificate the server does not send)"));
    }
  }

  @Test
  void trustsACertificateThroughTheOneInTheMiddle() throws Exception {
    try (Peer peer = serve("orphan", p -> {
      p.accept();
      p.close(1000, "");
      p.drain();
    })) {
      open(peer, certificates().authority());
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Closed(1000, "", true));
    }
  }

  @Test
  void trustsNoAuthorityOfOursUnlessTold() throws Exception {
    try (Peer peer = serve("good", Peer::request)) {
      open(peer, null);
      assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class,
          ending -> assertThat(ending.detail()).endsWith("was issued by an unknown authority: authority"));
    }
  }

  @Test
  void namesTheCertificateFileThatCannotBeUsed() throws Exception {
    Path none = folder.resolve("none.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "four score and seven years ago\n");
    for (String problem : List.of(none + " cannot be read", text + " holds no certificates in PEM form"))
      try (Peer peer = serve("good", Peer::request)) {
        Ear listener = new Ear();
        open(peer, Path.of(problem.split(" ")[0]), Wires.QUICK, listener);
        assertThat(listener.awaitEnding()).isEqualTo(
            new Unreachable(Unreachable.Step.TLS, Objection.AUTHORITIES_FILE, "the file " + problem));
      }
  }

  @Test
  void saysThatAServerDoesNotSpeakTls() throws Exception {
    try (Peer peer = new Peer(p -> {
      p.write("220 smtp.example ESMTP ready, how do you do\r\n");
      p.drain();
    })) {
      open(peer, null);
      assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class,
          ending -> assertThat(ending.detail()).endsWith("the server does not speak TLS there"));
    }
  }

  @Test
  void saysThatAServerHangsUpOnTls() throws Exception {
    try (Peer peer = new Peer(p -> assertThat(p.socket().getInputStream().read(new byte[4096])).isPositive())) {
      open(peer, null);
      assertThat(ear.awaitEnding()).isInstanceOfSatisfying(Unreachable.class,
          ending -> assertThat(ending.step()).isEqualTo(Unreachable.Step.TLS));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsAtOnceOrInTimeWhenThePeerDoesNotRead(boolean aborts) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Peer peer = serve("good", p -> {
      p.accept();
      over.await();
    })) {
      Transport transport = open(peer, certificates().authority());
      ear.awaitOpen();
      CompletableFuture<Long> sent = Wires.sendUntilRefused(transport);
      Wires.awaitBlocked("sender");
      if (aborts) {
        transport.abort();
      } else {
        transport.close(1000, "");
      }
      assertThat(ear.awaitEnding()).isEqualTo(aborts
          ? new Ending.Aborted()
          : new Ending.Lost("not everything could be sent before closing"));
      assertThat(sent.get(5, TimeUnit.SECONDS)).isPositive();
    } finally {
      over.countDown();
    }
  }

  @Test
  void outlastsASilenceInTheMiddleOfARecord() throws Exception {
    Limits listening = new Limits(1 << 20, 64 << 10, Duration.ofMillis(200), Duration.ofSeconds(2));
    CountDownLatch cut = new CountDownLatch(1);
    CountDownLatch pinged = new CountDownLatch(1);
    try (Peer peer = serve("good", p -> {
      p.accept();
      p.text("ready");
      assertThat(p.read().text()).isEqualTo("go");
      cut.countDown();
      p.text("x".repeat(2000));
      p.drain();
    }); Peer relay = new Peer(p -> relay(p, peer.port(), cut, pinged))) {
      Transport transport = open(relay, certificates().authority(), listening);
      assertThat(ear.next()).isEqualTo("ready");
      assertThat(transport.send(Wires.message("go"), () -> {})).isTrue();
      assertThat(ear.next()).isEqualTo("x".repeat(2000));
      assertThat(pinged.getCount()).isZero();
      transport.abort();
      assertThat(ear.awaitEnding()).isEqualTo(new Ending.Aborted());
    }
  }

  /// Hands bytes on in both directions, but after the cut only half of what the server sends until the client has said
  /// something more.
  private static void relay(Peer client, int port, CountDownLatch cut, CountDownLatch pinged) throws Exception {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.ofPlatform().daemon().name("relay").start(() -> {
        try {
          for (byte[] some = some(client.socket()); some.length > 0; some = some(client.socket())) {
            if (cut.getCount() == 0) {
              pinged.countDown();
            }
            server.getOutputStream().write(some);
          }
          server.shutdownOutput();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      for (byte[] some = some(server); some.length > 0; some = some(server)) {
        if (cut.getCount() == 0 && pinged.getCount() == 1) {
          int half = some.length / 2;
          client.write(Arrays.copyOf(some, half));
          assertThat(pinged.await(10, TimeUnit.SECONDS)).isTrue();
          some = Arrays.copyOfRange(some, half, some.length);
        }
        client.write(some);
      }
    }
  }

  private static byte[] some(Socket socket) throws IOException {
    byte[] bytes = new byte[8192];
    return Arrays.copyOf(bytes, Math.max(0, socket.getInputStream().read(bytes)));
  }
}
