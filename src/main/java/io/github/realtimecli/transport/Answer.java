package io.github.realtimecli.transport;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The head of an HTTP/1.1 answer.
///
/// @param headers names in lower case; repeated ones joined with a comma
record Answer(int status, Map<String, String> headers) {
  /// A larger head is refused.
  static final int HEAD_LIMIT = 64 << 10;

  /// @param to end of the head, after its empty line
  static Answer parse(byte[] bytes, int from, int to) {
    String head = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    Map<String, String> headers = new LinkedHashMap<>();
    int line = head.indexOf("\r\n") + 2;
    while (line < head.length()) {
      int end = head.indexOf("\r\n", line);
      int colon = head.indexOf(':', line);
      if (colon > line && colon < end) {
        String name = head.substring(line, colon).strip().toLowerCase(Locale.ROOT);
        String value = head.substring(colon + 1, end).strip();
        String before = headers.get(name);
        headers.put(name, before == null ? value : before + ", " + value);
      }
      line = end + 2;
    }
    return new Answer(status(head), headers);
  }

  /// -1 when this is not HTTP/1.
  private static int status(String head) {
    if (!head.startsWith("HTTP/1.") || head.length() < 12 || head.charAt(8) != ' ') {
      return -1;
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = head.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
