package io.github.realtimecli.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes that are hashed while they pass.
final class Sha256 extends FilterInputStream {
  private final MessageDigest digest;
  private String hex = "";

  Sha256(InputStream in) {
    this(in, sha256());
  }

  private Sha256(InputStream in, MessageDigest digest) {
    super(new DigestInputStream(in, digest));
    this.digest = digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Hashes what has not been read.
  void readToEnd() throws IOException {
    byte[] rest = new byte[1 << 14];
    while (read(rest) >= 0) {
    }
    hex = HexFormat.of().formatHex(digest.digest());
  }

  /// Hex digits of the digest, once [#readToEnd()] has been called.
  String hex() {
    return hex;
  }
}
