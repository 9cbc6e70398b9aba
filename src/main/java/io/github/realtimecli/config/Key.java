package io.github.realtimecli.config;

/// An API key. Prints itself masked, so that it cannot slip into a log, an exception or a report.
public final class Key {
  private final String secret;

  private Key(String secret) {
    this.secret = secret;
  }

  /// @throws IllegalArgumentException when it could not stand in a header; the message does not hold it
  public static Key of(String secret) {
    String stripped = secret.strip();
    if (stripped.isEmpty())
      throw new IllegalArgumentException("the key is empty");
    for (int i = 0; i < stripped.length(); i++)
      if (stripped.charAt(i) <= ' ' || stripped.charAt(i) > '~')
        throw new IllegalArgumentException("the key holds a character that no key has (number " + (i + 1) + ")");
    return new Key(stripped);
  }

  /// The key itself: for the one header that carries it.
  public String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return secret.length() < 12 ? "…" : secret.substring(0, 3) + "…" + secret.substring(secret.length() - 4);
  }
}
