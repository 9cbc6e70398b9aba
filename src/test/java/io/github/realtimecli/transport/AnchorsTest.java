package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorsTest {
  private static final Path CACERTS = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");

  /// Java's own authorities, as a store in a format of the JDK.
  private static byte[] store(String format) throws Exception {
    return store(format, authorities());
  }

  private static byte[] store(String format, List<X509Certificate> authorities) throws Exception {
    KeyStore store = KeyStore.getInstance(format);
    store.load(null, null);
    for (X509Certificate authority : authorities)
      store.setCertificateEntry("authority " + store.size(), authority);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, "changeit".toCharArray());
    return bytes.toByteArray();
  }

  private static List<X509Certificate> authorities() throws Exception {
    KeyStore java = KeyStore.getInstance("JKS");
    try (InputStream in = Files.newInputStream(CACERTS)) {
      java.load(in, null);
    }
    List<X509Certificate> authorities = new ArrayList<>();
    for (String alias : Collections.list(java.aliases()))
      authorities.add((X509Certificate) java.getCertificate(alias));
    return authorities;
  }

  @Test
  void findsEachOfJavasAuthoritiesByItsName() throws Exception {
    Anchors anchors = Objects.requireNonNull(Anchors.of(store("JKS")));
    List<X509Certificate> selfSigned = authorities();
    assertThat(selfSigned).hasSizeGreaterThan(50);
    for (X509Certificate authority : selfSigned)
      assertThat(anchors.issuers(new X509Certificate[]{authority})).contains(authority)
          .allSatisfy(
              found -> assertThat(found.getSubjectX500Principal()).isEqualTo(authority.getIssuerX500Principal()));
  }

  @Test
  void practisesWithTheFastestCurve() throws Exception {
    Anchors anchors = Objects.requireNonNull(Anchors.of(store("JKS")));
    assertThat(bits(Objects.requireNonNull(anchors.forPractice()))).isEqualTo(256);
  }

  @Test
  void practisesWithoutSha1WhereNobodyHasThatCurve() throws Exception {
    List<X509Certificate> others = authorities().stream().filter(each -> bits(each) != 256).toList();
    Anchors anchors = Objects.requireNonNull(Anchors.of(store("JKS", others)));
    assertThat(Objects.requireNonNull(anchors.forPractice()).getSigAlgName()).doesNotStartWith("SHA1");
  }

  /// Of the curve that its key is of; 0 when it is of none.
  private static int bits(X509Certificate certificate) {
    return certificate.getPublicKey() instanceof ECPublicKey key
        ? key.getParams().getCurve().getField().getFieldSize()
        : 0;
  }

  @Test
  void hasNothingToPractiseWithWhereAllIsSha1OrNothingIsThere() throws Exception {
    List<X509Certificate> old = authorities().stream().filter(each -> each.getSigAlgName().startsWith("SHA1")).toList();
    assertThat(old).isNotEmpty();
    assertThat(Objects.requireNonNull(Anchors.of(store("JKS", old))).forPractice()).isNull();
    assertThat(Objects.requireNonNull(Anchors.of(store("JKS", List.of()))).forPractice()).isNull();
  }

  @Test
  void readsTheStoreThatJavaHas() {
    assertThat(Anchors.ofJava()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"trustStore, NONE", "trustStorePassword, changeit", "trustStoreType, JKS", "trustStore, 'a\u0000b'"})
  void leavesAStoreOfAnotherKindOrWithAPasswordToJava(String property, String value) {
    System.setProperty("javax.net.ssl." + property, value);
    try {
      assertThat(Anchors.ofJava()).isNull();
    } finally {
      System.clearProperty("javax.net.ssl." + property);
    }
  }

  @Test
  void leavesEveryOtherStoreToJava() throws Exception {
    byte[] store = store("JKS");
    assertThat(Anchors.of(store("PKCS12"))).isNull();
    assertThat(Anchors.of(new byte[0])).isNull();
    assertThat(Anchors.of(Arrays.copyOf(store, 1000))).isNull();
    for (int i = 0; i < 400; i += 7) {
      byte[] damaged = store.clone();
      damaged[12 + i] ^= (byte) 0x80;
      Anchors.of(damaged); // whatever it is: it ends, and without an exception
    }
  }
}
