package io.github.realtimecli.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Help texts, written by hand so that each fits a screen; a test holds them against the options.
final class Help {
  private Help() {}

  static String of(String command) {
    return resource("help-" + command + ".txt");
  }

  static String version() {
    return resource("version.txt");
  }

  private static String resource(String name) {
    try (InputStream in = Help.class.getResourceAsStream(name)) {
      if (in == null)
        throw new IllegalStateException("no " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
