package io.github.realtimecli.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The chunks of a RIFF or an IFF file, one after the other: four letters, a size, a body, a pad byte after an odd one.
final class Chunks {
  final Intake in;
  final ByteOrder order;
  private long end;
  private int id;
  private long size;

  /// @param in behind the file's own head
  Chunks(Intake in, ByteOrder order) {
    this.in = in;
    this.order = order;
    end = in.position();
  }

  /// Four letters as a number.
  static int id(String letters) {
    return letters.charAt(0) << 24 | letters.charAt(1) << 16 | letters.charAt(2) << 8 | letters.charAt(3);
  }

  /// Goes to the body of the next chunk, over what is left of the last one.
  boolean next() throws IOException {
    in.pass(end - in.position());
    if ((size & 1) == 1 && padded())
      in.pass(1);
    byte[] head = in.readNBytes(8);
    if (head.length < 8)
      return false;
    ByteBuffer fields = ByteBuffer.wrap(head);
    id = fields.getInt();
    size = fields.order(order).getInt() & 0xffff_ffffL;
    end = in.position() + size;
    return true;
  }

  int id() {
    return id;
  }

  long size() {
    return size;
  }

  /// The first bytes of the body, as many as there are.
  ByteBuffer body(int most) throws IOException {
    return ByteBuffer.wrap(in.readNBytes((int) Math.min(most, size))).order(order);
  }

  // some writers forget the pad byte: then a name comes at once
  private boolean padded() throws IOException {
    byte[] next = in.peek(5);
    return next.length < 5 || next[0] == 0 || !letters(next, 0) || letters(next, 1) && known(next);
  }

  private static boolean letters(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++)
      if (bytes[i] < ' ' || bytes[i] > '~')
        return false;
    return true;
  }

  private static boolean known(byte[] bytes) {
    int name = ByteBuffer.wrap(bytes).getInt(1);
    return name == id("data") || name == id("fmt ") || name == id("SSND") || name == id("COMM");
  }
}
