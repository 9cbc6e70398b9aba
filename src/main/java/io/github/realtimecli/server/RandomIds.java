package io.github.realtimecli.server;

import java.util.SplittableRandom;

/// Ids that look like the vendor's and do not meet again: `item_` and 21 letters and digits. For one thread.
final class RandomIds implements Ids {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 21;

  private final SplittableRandom random = new SplittableRandom();

  @Override
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + 1 + LENGTH).append(prefix).append('_');
    for (int i = 0; i < LENGTH; i++)
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    return id.toString();
  }
}
