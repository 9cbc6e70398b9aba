package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {
  private static final byte[] TEXT = "four score and seven years ago".getBytes(StandardCharsets.US_ASCII);

  @BeforeEach
  void offer() {
    Curves.offer();
    NativeTls.offerSignatures();
  }

  @ParameterizedTest
  @CsvSource({"secp256r1, 256", "secp384r1, 384", "secp521r1, 512"})
  void verifyWhatTheJdkHasSigned(String curve, String bits) throws Exception {
    String name = "SHA" + bits + "withECDSA";
    KeyPair pair = pair(curve, Security.getProvider("SunEC"));
    byte[] signed = signed(Signature.getInstance(name, "SunEC"), pair);

    Signature verifying = Signature.getInstance(name, "Curves");
    verifying.initVerify(pair.getPublic());
    verifying.update(TEXT);
    assertThat(verifying.verify(signed)).isTrue();
    verifying.update(TEXT, 1, 9);
    assertThat(verifying.verify(signed)).isFalse();
  }

  /// Bouncy Castle knows many more, and would verify them.
  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "brainpoolP256r1", "sect233k1", "secp224r1"})
  void acceptNoCurveThatTheJdkDoesNotKnow(String curve) throws Exception {
    Provider castle = new BouncyCastleProvider();
    KeyPair pair = pair(curve, castle);
    byte[] signed = signed(Signature.getInstance("SHA256withECDSA", castle), pair);
    Signature verifying = Signature.getInstance("SHA256withECDSA");
    assertThat(isVerified(verifying, pair.getPublic(), signed)).isFalse();
  }

  private static boolean isVerified(Signature verifying, PublicKey key, byte[] signed) {
    try {
      verifying.initVerify(key);
      verifying.update(TEXT);
      return verifying.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] signed(Signature signing, KeyPair pair) throws Exception {
    signing.initSign(pair.getPrivate());
    signing.update(TEXT);
    return signing.sign();
  }

  private static KeyPair pair(String curve, Provider provider) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}
