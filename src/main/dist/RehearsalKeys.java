import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The certificates of a rehearsal's server: its own, for `localhost`, two authorities above it and one that is trusted, as
/// real servers have them, with the usual kinds of keys, signatures and extensions. What judges them is only loaded when
/// there are such to judge.
///
/// @param server    the server's key and chain (PKCS#12)
/// @param anchors   the trusted authority beside all of Java's own, in the format of their store (JKS)
/// @param authority the same as a PEM file
record RehearsalKeys(Path server, Path anchors, Path authority) {
  private static final String PASSWORD = "rehearsal";
  private static final List<String> SIGNS = List.of("-ext", "bc:c", "-ext", "ku:c=keyCertSign,cRLSign");
  private static final List<String> REVOCABLE = List.of("-ext", "aia=ocsp:uri:http://localhost/", "-ext",
      "crl=uri:http://localhost/");
  private static final List<String> P_256 = List.of("-keyalg", "EC", "-groupname", "secp256r1");
  private static final List<String> P_384 = List.of("-keyalg", "EC", "-groupname", "secp384r1");

  static RehearsalKeys in(Path folder) {
    return new RehearsalKeys(folder.resolve("server.p12"), folder.resolve("anchors.jks"),
        folder.resolve("authority.pem"));
  }

  /// Runs a command and gives its exit code.
  interface Tool { int run(List<String> command) throws IOException, InterruptedException; }

  /// Makes them all anew.
  ///
  /// @return 0, or what the JDK's `keytool` ended with; something else where there is none, or no stores of these kinds
  int make(String keytool, Tool tool) throws InterruptedException {
    try {
      return makeAll(keytool, tool);
    } catch (GeneralSecurityException | IOException e) {
      System.out.println("No certificates for the rehearsal: " + e);
      return -1;
    }
  }

  private int makeAll(String keytool, Tool tool) throws GeneralSecurityException, IOException, InterruptedException {
    var all = server.resolveSibling("all.p12");
    for (var file : List.of(server, anchors, authority, all)) {
      Files.deleteIfExists(file);
    }
    var pair = List.of(keytool, "-J-XX:-UsePerfData", "-genkeypair", "-storetype", "PKCS12", "-storepass", PASSWORD,
        "-keystore", all.toString());
    for (var each : List.of(
        with(List.of("-alias", "root", "-dname", "CN=root", "-keyalg", "RSA", "-sigalg", "SHA384withRSA"), SIGNS),
        with(List.of("-alias", "upper", "-dname", "CN=upper", "-signer", "root", "-sigalg", "SHA256withRSA"), P_384,
            REVOCABLE, SIGNS),
        with(List.of("-alias", "between", "-dname", "CN=between", "-signer", "upper", "-sigalg", "SHA384withECDSA"),
            P_256, REVOCABLE, SIGNS),
        with(List.of("-alias", "server", "-dname", "CN=localhost", "-signer", "between", "-sigalg", "SHA256withECDSA",
            "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "eku=serverAuth", "-ext", "ku:c=digitalSignature"),
            P_256, REVOCABLE))) {
      int code = tool.run(with(pair, each));
      if (code != 0) {
        return code;
      }
    }
    share(all);
    Files.delete(all);
    return 0;
  }

  private void share(Path all) throws GeneralSecurityException, IOException {
    var password = PASSWORD.toCharArray();
    var made = KeyStore.getInstance(all.toFile(), password);
    var chain = made.getCertificateChain("server");
    var own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("server", made.getKey("server", password), password, chain);
    store(own, server);
    var root = made.getCertificate("root");
    var trusted = KeyStore.getInstance("JKS");
    try (var javas = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
      trusted.load(javas, null);
    }
    trusted.setCertificateEntry("root", root);
    store(trusted, anchors);
    Files.writeString(authority, pem(root), US_ASCII);
  }

  private static void store(KeyStore store, Path file) throws GeneralSecurityException, IOException {
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
        .encodeToString(
            certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  @SafeVarargs
  private static List<String> with(List<String>... words) {
    return Stream.of(words).flatMap(List::stream).toList();
  }

  /// JVM options of whoever serves and asks with them. The anchors have no password there: nor have Java's own.
  List<String> options() {
    return List.of("-Djavax.net.ssl.keyStore=" + server, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
        "-Djavax.net.ssl.trustStore=" + anchors);
  }
}
