package io.github.realtimecli.transport;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS: BoringSSL's where its library is there, else the JDK's. The first use costs a cold process 20 ms or 100 ms and more,
/// so it can be started before it is needed; key exchange by X25519 first is the order of both.
final class Tls {
  /// The fastest that there is.
  static final Tls USUAL = new Tls(NativeTls::instance);
  static final Tls JAVA = new Tls(() -> null);
  /// The kind of a store that has no file.
  static final String IN_MEMORY = "PKCS12";
  /// How hosts' names are compared: RFC 2818.
  static final String IDENTIFICATION = "HTTPS";
  /// What is in BoringSSL's own words.
  private static final String BORING = "SSL routines";

  private final Supplier<@Nullable NativeTls> provider;
  /// Java's trust store and defaults, made once.
  private volatile FutureTask<SSLContext> usual;
  private final Context javas;
  /// Those that trust a file's certificates instead: read once, and their sessions can be resumed.
  private final ConcurrentMap<Path, FutureTask<SSLContext>> own = new ConcurrentHashMap<>();
  private boolean warmed;

  Tls(Supplier<@Nullable NativeTls> provider) {
    this.provider = provider;
    javas = new Context(provider, null);
    usual = new FutureTask<>(javas);
  }

  Supplier<@Nullable NativeTls> provider() {
    return provider;
  }

  /// Starts what the first handshake needs, on threads of its own.
  synchronized void warm() {
    if (!warmed) {
      warmed = true;
      Network.Threads.PLATFORM.start("tls-context", () -> {
        usual.run();
        javas.practise();
      });
      Network.Threads.PLATFORM.start("tls-keys", () -> {
        if (provider.get() == null) {
          Curves.offer();
          makeKeys();
        }
      });
    }
  }

  /// A socket that speaks TLS over the connected one, hands shaken and the host's name checked.
  ///
  /// @param authorities a PEM file of certificates to trust in place of Java's own
  SSLSocket secure(Line line, String host, int port, @Nullable Path authorities, int patienceMs)
      throws IOException, InterruptedException {
    SSLContext context = context(authorities, patienceMs);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket((Socket) line, host, port, true);
    SSLParameters parameters;
    if (NativeTls.isOurs(socket)) {
      // not those that the socket has: see HandshakeView
      parameters = new SSLParameters(forward(socket.getEnabledCipherSuites()));
    } else {
      parameters = socket.getSSLParameters();
      parameters.setCipherSuites(chachaFirst(parameters.getCipherSuites()));
    }
    parameters.setEndpointIdentificationAlgorithm(IDENTIFICATION);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /// Whether the JDK's TLS may get through where this one did not: BoringSSL knows fewer kinds of keys and of key
  /// exchange, and a server that needs another breaks off. Whom to trust is the same question to both.
  boolean hasSecondTry(IOException failure) {
    if (provider.get() == null || !(failure instanceof SSLException)) {
      return false;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Trust.Distrusted || cause instanceof UnusableAuthorities) {
        return false;
      }
    }
    String words = String.valueOf(failure.getMessage());
    return words.contains(BORING) && !TlsFailure.wantsOurs(words);
  }

  SSLContext context(@Nullable Path authorities, int patienceMs) throws IOException, InterruptedException {
    FutureTask<SSLContext> task = authorities == null
        ? usual
        : own.computeIfAbsent(authorities, file -> new FutureTask<>(new Context(provider, file)));
    task.run();
    try {
      return task.get(patienceMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SSLException("the start of TLS took too long", e);
    } catch (ExecutionException e) {
      if (authorities == null) {
        usual = new FutureTask<>(javas);
        throw new SSLException("TLS does not start", e.getCause());
      }
      own.remove(authorities, task);
      throw new UnusableAuthorities(authorities, e.getCause());
    }
  }

  /// Without the suites whose sessions can be read by whoever gets the server's key later: the JDK does not offer them.
  private static String[] forward(String[] suites) {
    List<String> forward = new ArrayList<>(suites.length);
    for (String suite : suites) {
      if (!suite.startsWith("TLS_RSA_")) {
        forward.add(suite);
      }
    }
    return forward.toArray(new String[0]);
  }

  /// ChaCha20-Poly1305 before AES: the first compiler, all that a short run has, knows no AES instructions.
  static String[] chachaFirst(String[] suites) {
    String[] ordered = new String[suites.length];
    int next = 0;
    for (String suite : suites) {
      if (suite.contains("CHACHA20")) {
        ordered[next++] = suite;
      }
    }
    for (String suite : suites) {
      if (!suite.contains("CHACHA20")) {
        ordered[next++] = suite;
      }
    }
    return ordered;
  }

  /// The file of authorities to trust is not there, or holds no certificates.
  static final class UnusableAuthorities extends SSLException {
    private static final long serialVersionUID = 1;

    UnusableAuthorities(Path file, @Nullable Throwable cause) {
      super("the file " + file + (cause instanceof FileNotFoundException
          ? " cannot be read"
          : " holds no certificates in PEM form"), cause);
    }
  }

  private static final class Context implements Callable<SSLContext> {
    private final Supplier<@Nullable NativeTls> provider;
    private final @Nullable Path authorities;
    private volatile @Nullable Trust trust;

    Context(Supplier<@Nullable NativeTls> provider, @Nullable Path authorities) {
      this.provider = provider;
      this.authorities = authorities;
    }

    /// Nothing where the context could not be made, or is being made by another thread: see [Trust#practise].
    void practise() {
      Trust made = trust;
      if (made != null) {
        made.practise();
      }
    }

    @Override
    public SSLContext call() throws GeneralSecurityException, IOException {
      NativeTls found = provider.get();
      Trust made = authorities == null ? Trust.ofJava() : Trust.in(store(authorities));
      trust = made;
      if (found != null) {
        try {
          return init(SSLContext.getInstance("TLS", found), made);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
          // the JDK's, then
        }
      }
      Curves.offer();
      return init(SSLContext.getInstance("TLS"), made);
    }

    /// Without keys of our own: where nothing is said, a store of them would be looked for.
    private static SSLContext init(SSLContext context, Trust trust) throws GeneralSecurityException {
      context.init(new KeyManager[0], new TrustManager[]{trust}, null);
      return context;
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance(IN_MEMORY);
      store.load(null, null);
      try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()))) {
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("authority " + store.size(), certificate);
        }
      }
      if (store.size() == 0) {
        throw new IOException("no certificate in it");
      }
      return store;
    }
  }

  /// A key pair of each kind that the JDK's handshake offers, to have their code loaded, and in the way that it makes them.
  private static void makeKeys() {
    try {
      KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
      // Bouncy Castle takes its own curves of these sizes, and then need not find out of the JDK's that their primes are prime
      curves.initialize(384);
      curves.initialize(256);
      AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
      p256.init(new ECGenParameterSpec("secp256r1"));
      curves.initialize(p256.getParameterSpec(ECParameterSpec.class));
      curves.generateKeyPair();
      KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException | RuntimeException e) {
      // the handshake will do without
    }
  }
}
