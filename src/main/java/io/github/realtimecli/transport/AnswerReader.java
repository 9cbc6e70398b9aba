package io.github.realtimecli.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads an HTTP/1.1 answer from a blocking stream: its head, then for a refusal the beginning of its body.
final class AnswerReader {
  /// How much of a body is kept.
  static final int BODY_LIMIT = 32 << 10;
  private static final int LINE_LIMIT = 1 << 10;

  private final InputStream in;
  private byte[] bytes = new byte[4 << 10];
  private int position;
  private int limit;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  /// The next head, from its status line to its empty line. Interim answers (1xx but 101) are passed over.
  ///
  /// @throws ProtocolException when what comes is not HTTP or the head is over 64 KiB
  byte[] head() throws IOException {
    for (;;) {
      byte[] head = anyHead();
      int status = Answer.parse(head, 0, head.length).status();
      if (status < 0) {
        throw new ProtocolException("the answer is not HTTP");
      }
      if (status == 101 || status >= 200) {
        return head;
      }
    }
  }

  private byte[] anyHead() throws IOException {
    int start = position;
    int seen = start;
    for (;;) {
      for (; seen < limit; seen++) {
        if (bytes[seen] == '\n' && seen - start >= 3 && bytes[seen - 1] == '\r' && bytes[seen - 2] == '\n'
            && bytes[seen - 3] == '\r') {
          position = seen + 1;
          return Arrays.copyOfRange(bytes, start, position);
        }
        if (seen - start < 5 && bytes[seen] != "HTTP/".charAt(seen - start)) {
          throw new ProtocolException("the answer is not HTTP");
        }
      }
      if (limit - start >= Answer.HEAD_LIMIT) {
        throw new ProtocolException("the answer has a head of more than 64 KiB");
      }
      if (!fill()) {
        throw new EOFException();
      }
    }
  }

  /// What was read behind the head already.
  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, limit);
  }

  /// The first 32 KiB of the answer's body, or as much of it as comes.
  String body(Answer answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      if (answer.header("transfer-encoding").toLowerCase(Locale.ROOT).endsWith("chunked")) {
        for (long chunk = chunk(); chunk > 0 && body.size() < BODY_LIMIT; chunk = chunk()) {
          copy(chunk, body);
          line();
        }
      } else if (answer.status() != 204 && answer.status() != 304) {
        copy(announced(answer.header("content-length")), body);
      }
    } catch (IOException e) {
      // it was cut short: what has come is what there is to show
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private void copy(long count, ByteArrayOutputStream body) throws IOException {
    long left = Math.min(count, BODY_LIMIT - body.size());
    while (left > 0 && (position < limit || fill())) {
      int some = (int) Math.min(left, limit - position);
      body.write(bytes, position, some);
      position += some;
      left -= some;
    }
  }

  /// A Content-Length; all that comes when there is none or a bad one.
  private static long announced(String length) {
    try {
      return length.isEmpty() ? Long.MAX_VALUE : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private long chunk() throws IOException {
    String line = line();
    int semicolon = line.indexOf(';');
    try {
      return Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
    } catch (NumberFormatException e) {
      throw new ProtocolException("a chunk without a size");
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (position < limit || fill()) {
      char c = (char) (bytes[position++] & 0xff);
      if (c == '\n') {
        break;
      }
      if (line.append(c).length() > LINE_LIMIT) {
        throw new ProtocolException("a line without an end");
      }
    }
    return line.toString().strip();
  }

  private boolean fill() throws IOException {
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    limit += Math.max(0, count);
    return count > 0;
  }
}
