package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/// Certificates of an authority of our own, made by the JDK's keytool.
final class Certificates {
  private static final char[] PASSWORD = "secret".toCharArray();
  private final Path store;
  private final Path folder;

  Certificates(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    this.folder = folder;
    store = folder.resolve("all.p12");
    make("authority", "-ext", "bc:c=ca:true");
    make("good", "-signer", "authority", "-ext", "san=dns:localhost");
    make("elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
    make("expired", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "5");
    make("early", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "+5d");
    make("client", "-signer", "authority", "-ext", "san=dns:localhost", "-ext", "eku=clientAuth");
    make("stranger", "-ext", "san=dns:localhost");
    make("p521", "-groupname", "secp521r1", "-signer", "authority", "-ext", "san=dns:localhost");
    make("ed25519", "-groupname", "Ed25519", "-keyalg", "EdDSA", "-signer", "authority", "-ext", "san=dns:localhost");
    make("names", "-signer", "authority", "-ext", "san=dns:a.example,dns:xn--bcher-kva.example,dns:b-2.example,"
        + "dns:*.wild.example,dns:10.0.0.1,ip:127.0.0.1,ip:::1");
    makeAs("authority", "pretender", "-ext", "bc:c=ca:true");
    make("impostor", "-signer", "pretender", "-ext", "san=dns:localhost");
    make("middle", "-signer", "authority", "-ext", "bc:c=ca:true");
    make("orphan", "-signer", "middle", "-ext", "san=dns:localhost");
    String pem = Base64.getMimeEncoder().encodeToString(load().getCertificate("authority").getEncoded());
    Files.writeString(authority(), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
  }

  X509Certificate certificate(String alias) throws GeneralSecurityException, IOException {
    return (X509Certificate) load().getCertificate(alias);
  }

  /// The authority's certificate as PEM.
  Path authority() {
    return folder.resolve("authority.pem");
  }

  /// A store in the format of Java's own that holds the authority, and one below it.
  Path javaStore() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("JKS");
    trusted.load(null, null);
    for (String alias : List.of("authority", "middle"))
      trusted.setCertificateEntry(alias, load().getCertificate(alias));
    Path file = folder.resolve("trusted.jks");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD);
    }
    return file;
  }

  private void make(String alias, String... more) throws IOException, InterruptedException {
    makeAs(alias, alias, more);
  }

  private void makeAs(String name, String alias, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname",
        "secp256r1", "-dname", "CN=" + name));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
        .toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD),
        "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("keytool.log").toFile())
        .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).as("keytool ends").isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(folder.resolve("keytool.log"), StandardCharsets.UTF_8))
        .isZero();
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, PASSWORD);
    }
    return all;
  }

  /// A listening TLS socket on loopback that shows this certificate and those above it.
  SSLServerSocket listen(String alias) throws GeneralSecurityException, IOException {
    return listen(alias, Integer.MAX_VALUE);
  }

  /// Shows no more than the first `shown` certificates.
  SSLServerSocket listen(String alias, int shown) throws GeneralSecurityException, IOException {
    KeyStore all = load();
    Key key = all.getKey(alias, PASSWORD);
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    Certificate[] chain = all.getCertificateChain(alias);
    one.setKeyEntry(alias, key, PASSWORD, Arrays.copyOf(chain, Math.min(shown, chain.length)));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
        .createServerSocket(0, 1,
            InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    // as most servers do, take what the client likes best
    parameters.setUseCipherSuitesOrder(false);
    server.setSSLParameters(parameters);
    return server;
  }
}
