package io.github.realtimecli.cli;

import io.github.realtimecli.RealtimeCli;
import io.github.realtimecli.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One command line, run inside the test.
///
/// @param sound stdout as bytes
record Run(int exitCode, String out, String err, Pcm sound) {
  static Run of(String... args) {
    return with(Map.of(), new byte[0], args);
  }

  static Run with(Map<String, String> environment, byte[] stdin, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = RealtimeCli.run(args, environment, new ByteArrayInputStream(stdin), stream(out), stream(err));
    return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8),
        Pcm.of(out.toByteArray()));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, false, StandardCharsets.UTF_8);
  }
}
