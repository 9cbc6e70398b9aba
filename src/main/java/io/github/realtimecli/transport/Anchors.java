package io.github.realtimecli.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The authorities that Java trusts, as they lie in its store, of which only those are read that a chain of certificates
/// names: there are about 150, to read all costs a cold process 50 ms, and one is needed.
///
/// The store has to be in the format of the JDK's own, JKS: magic number, version, number of entries, and for each a tag,
/// a name, a date, a type and the certificate in DER. Nothing is guessed: whatever looks otherwise is no such store.
final class Anchors {
  private static final int MAGIC = 0xfeedfeed;
  private static final int VERSION = 2;
  private static final int CERTIFICATE = 2;
  private static final int SEQUENCE = 0x30;
  private static final int EXPLICIT_VERSION = 0xa0;
  /// Serial number, algorithm, issuer, validity.
  private static final int BEFORE_SUBJECT = 4;
  /// How a key of P-256 begins in DER: RFC 5480 section 2.
  private static final ByteBuffer P_256 = ByteBuffer.wrap(new byte[]{SEQUENCE, 0x59, SEQUENCE, 0x13, 6, 7, 0x2a,
      (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7})
      .asReadOnlyBuffer();

  /// The kinds that a store in this format is read as, unless the security properties say otherwise.
  private static final Set<String> KINDS = Set.of("jks", "pkcs12");
  /// Each wants a store of another kind, or one that is checked first.
  private static final List<String> ELSEWHERE = List.of("javax.net.ssl.trustStoreType",
      "javax.net.ssl.trustStoreProvider", "javax.net.ssl.trustStorePassword");

  /// Subjects in DER -> the certificates in DER.
  private final Map<ByteBuffer, List<ByteBuffer>> bySubject;

  private Anchors(Map<ByteBuffer, List<ByteBuffer>> bySubject) {
    this.bySubject = bySubject;
  }

  /// Those of the store that JSSE would take by default.
  ///
  /// @return `null` when they are for the JDK to read
  static @Nullable Anchors ofJava() {
    String named = System.getProperty("javax.net.ssl.trustStore");
    if (!KINDS.contains(KeyStore.getDefaultType()) || !"true".equals(Security.getProperty("keystore.type.compat"))
        || "NONE".equals(named) || ELSEWHERE.stream().anyMatch(each -> System.getProperty(each) != null)) {
      return null;
    }
    try {
      Path security = Path.of(System.getProperty("java.home"), "lib", "security");
      Path own = security.resolve("jssecacerts");
      Path file = named != null ? Path.of(named) : Files.exists(own) ? own : security.resolve("cacerts");
      return of(Files.readAllBytes(file));
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /// @return `null` when it is no store of certificates in this format
  static @Nullable Anchors of(byte[] store) {
    try {
      return read(ByteBuffer.wrap(store));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Anchors read(ByteBuffer in) {
    if (in.getInt() != MAGIC || in.getInt() != VERSION) {
      return null;
    }
    int count = in.getInt();
    Map<ByteBuffer, List<ByteBuffer>> bySubject = new HashMap<>();
    for (int i = 0; i < count; i++) {
      if (in.getInt() != CERTIFICATE) {
        return null;
      }
      slice(in, in.getShort() & 0xffff);
      in.getLong();
      slice(in, in.getShort() & 0xffff);
      ByteBuffer certificate = slice(in, in.getInt());
      bySubject.computeIfAbsent(subject(certificate.duplicate()), subject -> new ArrayList<>(1)).add(certificate);
    }
    return new Anchors(bySubject);
  }

  private static ByteBuffer subject(ByteBuffer certificate) {
    return signed(certificate, BEFORE_SUBJECT);
  }

  /// Algorithm and key.
  private static ByteBuffer key(ByteBuffer certificate) {
    return signed(certificate, BEFORE_SUBJECT + 1);
  }

  /// RFC 5280 section 4.1: a member of what is signed.
  ///
  /// @param before how many members come before it, the version not counted, which need not be there
  private static ByteBuffer signed(ByteBuffer certificate, int before) {
    ByteBuffer signed = contents(contents(certificate, SEQUENCE), SEQUENCE);
    if ((signed.get(signed.position()) & 0xff) == EXPLICIT_VERSION) {
      element(signed);
    }
    for (int i = 0; i < before; i++) {
      element(signed);
    }
    return element(signed);
  }

  /// The next element's contents.
  private static ByteBuffer contents(ByteBuffer in, int tag) {
    if ((in.get() & 0xff) != tag) {
      throw new IllegalArgumentException("not DER as expected");
    }
    return slice(in, length(in));
  }

  /// The next element, head and all.
  private static ByteBuffer element(ByteBuffer in) {
    int start = in.position();
    in.get();
    slice(in, length(in));
    return in.slice(start, in.position() - start);
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      length = length << 8 | in.get() & 0xff;
    }
    return length;
  }

  /// @throws IllegalArgumentException when there is less
  private static ByteBuffer slice(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("longer than what is there");
    }
    ByteBuffer slice = in.slice(in.position(), length);
    in.position(in.position() + length);
    return slice;
  }

  /// One whose key is of the curve that most servers' certificates have, and that is the fastest. Else one that is not signed by
  /// SHA-1: for such the JDK reads all of its own to see whether it knows them.
  ///
  /// @return `null` when there is none
  @Nullable
  X509Certificate forPractice() throws CertificateException {
    for (List<ByteBuffer> same : bySubject.values()) {
      if (key(same.get(0).duplicate()).mismatch(P_256) == P_256.limit()) {
        return certificate(same.get(0));
      }
    }
    for (List<ByteBuffer> same : bySubject.values()) {
      X509Certificate certificate = certificate(same.get(0));
      if (!certificate.getSigAlgName().startsWith("SHA1")) {
        return certificate;
      }
    }
    return null;
  }

  private static X509Certificate certificate(ByteBuffer der) throws CertificateException {
    byte[] encoded = new byte[der.remaining()];
    der.duplicate().get(encoded);
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /// Those whose names the chain's certificates give as their issuers, byte by byte.
  ///
  /// @return perhaps none
  List<X509Certificate> issuers(X509Certificate[] chain) throws CertificateException {
    List<X509Certificate> found = new ArrayList<>(1);
    for (X509Certificate certificate : chain) {
      ByteBuffer issuer = ByteBuffer.wrap(certificate.getIssuerX500Principal().getEncoded());
      for (ByteBuffer each : bySubject.getOrDefault(issuer, List.of())) {
        found.add(certificate(each));
      }
    }
    return found;
  }
}
