package io.github.realtimecli.transport;

import java.math.BigInteger;
import java.security.Provider;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.util.Set;

/// Another library's signatures by elliptic curves, for the curves that the JDK knows: keys of others are left to the JDK,
/// which refuses them. So the library changes how fast a chain of certificates is judged, and not whom it is trusted from.
final class Ecdsa extends Provider.Service {
  /// FIPS 186-4 section D.1.2: P-256, P-384, P-521. No other curve that has a name has one of these primes.
  private static final Set<BigInteger> PRIMES = Set.of(
      power(256).subtract(power(224)).add(power(192)).add(power(96)).subtract(BigInteger.ONE),
      power(384).subtract(power(128)).subtract(power(96)).add(power(32)).subtract(BigInteger.ONE),
      power(521).subtract(BigInteger.ONE));

  /// @param bits of the digest
  Ecdsa(Provider provider, String bits, String implementation) {
    super(provider, "Signature", "SHA" + bits + "withECDSA", implementation, null, null);
  }

  private static BigInteger power(int exponent) {
    return BigInteger.ONE.shiftLeft(exponent);
  }

  @Override
  public boolean supportsParameter(Object key) {
    return key instanceof ECKey elliptic && elliptic.getParams().getCurve().getField() instanceof ECFieldFp field
        && PRIMES.contains(field.getP());
  }
}
