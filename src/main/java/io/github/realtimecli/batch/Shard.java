package io.github.realtimecli.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of `count` parts of a run. An item belongs to the part that the SHA-256 of its name says, so that every machine
/// agrees and no part depends on what else there is.
///
/// @param number from 1 to `count`
public record Shard(int number, int count) {
  public static final Shard WHOLE = new Shard(1, 1);
  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,7})\\s*/\\s*(\\d{1,7})\\s*");

  /// @throws IllegalArgumentException when there is no such part
  public Shard {
    if (count < 1 || number < 1 || number > count)
      throw new IllegalArgumentException("there is no shard " + number + " of " + count);
  }

  /// @param text `i/n`, counted from 1: `1/4` to `4/4`
  /// @throws PlanException when it is not that
  public static Shard parse(String text) {
    Matcher parts = FORM.matcher(text);
    try {
      if (parts.matches())
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw PlanException.misuse("--shard: '" + text + "' is not a shard",
        "write i/n, counted from 1: 1/4, 2/4, 3/4, 4/4");
  }

  public boolean isWhole() {
    return count == 1;
  }

  boolean holds(String name) {
    return isWhole() || Long.remainderUnsigned(ByteBuffer.wrap(sha256(name)).getLong(), count) == number - 1;
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }
}
