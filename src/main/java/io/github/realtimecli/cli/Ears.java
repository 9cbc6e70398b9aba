package io.github.realtimecli.cli;

import io.github.realtimecli.session.Call;
import io.github.realtimecli.source.SpeechFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of the command line as speech; `-` is standard input.
final class Ears {
  static final String STDIN = "-";

  private final InputStream in;
  private final SpeechFile.Digest digest;

  /// @param digest whether to take the digest of what is read
  Ears(InputStream in, SpeechFile.Digest digest) {
    this.in = in;
    this.digest = digest;
  }

  /// @throws Stop when the command line names no file, or one that cannot be a turn
  static void check(List<String> files) {
    if (files.isEmpty())
      throw Stop.misuse("no FILE is given", "name a recording, or - for standard input; see realtime-cli --help");
    if (files.indexOf(STDIN) != files.lastIndexOf(STDIN))
      throw Stop.misuse("standard input can be read once only", "give - once");
    if (files.contains(STDIN) && Terminal.isScreen(0))
      throw Stop.misuse("standard input is a terminal", "pipe a recording into it, or name a file");
    for (String file : files)
      if (!file.equals(STDIN) && Files.isDirectory(Path.of(file)))
        throw Stop.misuse("'" + file + "' is a folder", "name its files: realtime-cli " + file
            + "/*.wav; folders are for the batch command");
  }

  Call.Opening opening(String file) {
    return () -> file.equals(STDIN) ? SpeechFile.open(in, digest) : SpeechFile.open(Path.of(file), digest);
  }
}
