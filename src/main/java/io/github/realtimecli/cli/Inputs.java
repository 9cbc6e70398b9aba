package io.github.realtimecli.cli;

import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.source.Spool;
import io.github.realtimecli.source.Unreadable;
import io.github.realtimecli.turn.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of the command line as speech; `-` is standard input.
final class Inputs implements AutoCloseable {
  static final String STDIN = "-";

  private final InputStream in;
  private final @Nullable Spool spool;
  private final SpeechFile.Digest digest;
  private final SpeechFile.Chunks chunks;
  private final int rate;

  /// @param attempts how often standard input may have to be read
  /// @param digest   whether to take the digest of what is read
  /// @param chunks   of files
  /// @param rate     samples a second of what is sent
  Inputs(InputStream in, int attempts, SpeechFile.Digest digest, SpeechFile.Chunks chunks, int rate) {
    this.in = in;
    this.spool = attempts > 1 ? new Spool(in) : null;
    this.digest = digest;
    this.chunks = chunks;
    this.rate = rate;
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
            + "/*.wav; a folder as a whole is for realtime-cli batch");
  }

  /// Why a file need not be asked about at all, `null` when it may be a recording.
  static @Nullable Failure trouble(String file) {
    try {
      if (!file.equals(STDIN))
        SpeechFile.check(Path.of(file));
      return null;
    } catch (Unreadable e) {
      return new Failure.UnreadableInput(String.valueOf(e.getMessage()), e.hint());
    }
  }

  Utterance.Opening opening(String file) {
    return () -> file.equals(STDIN)
        ? SpeechFile.open(spool == null ? in : spool.open(), digest, rate)
        : SpeechFile.open(Path.of(file), digest, chunks, rate);
  }

  @Override
  public void close() throws IOException {
    if (spool != null)
      spool.close();
  }
}
