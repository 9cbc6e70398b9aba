package io.github.realtimecli.tape;

import tools.jackson.core.JsonGenerator;

/// Audio as its size, `{"bytes":9600}`, and silence of that size again.
final class Base64Size {
  private static final String NAME = "bytes";

  private Base64Size() {}

  static void write(JsonGenerator out, String base64) {
    out.writeStartObject();
    out.writeNumberProperty(NAME, bytes(base64));
    out.writeEndObject();
  }

  static boolean isName(String name) {
    return NAME.equals(name);
  }

  /// The bytes that the text decodes to.
  static int bytes(String base64) {
    int length = base64.length();
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return length / 4 * 3 + (length % 4 == 0 ? 0 : length % 4 - 1) - (length % 4 == 0 ? padding : 0);
  }

  /// So many bytes of 0.
  static String silence(int bytes) {
    String whole = "AAAA".repeat(bytes / 3);
    return switch (bytes % 3) {
      case 1 -> whole + "AA==";
      case 2 -> whole + "AAA=";
      default -> whole;
    };
  }
}
