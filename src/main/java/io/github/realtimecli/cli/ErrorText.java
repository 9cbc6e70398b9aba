package io.github.realtimecli.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the parser minds, in our words.
final class ErrorText {
  private ErrorText() {}

  static String ofParser(ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      return (first.startsWith("-") ? "unknown option '" : "what is '") + first
          + (first.startsWith("-") ? "'" : "' for?");
    }
    if (e instanceof CommandLine.OverwrittenOptionException
        || (e instanceof CommandLine.MaxValuesExceededException && first(e).contains("only once")))
      return "an option is given twice: " + first(e).replaceAll("^option '?|'? .*", "");
    return first(e);
  }

  /// Why a file could not be written, in a clause without names that only we know.
  static String of(IOException e) {
    if (e instanceof AccessDeniedException)
      return "permission denied";
    if (e instanceof NoSuchFileException)
      return "there is no such folder";
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private static String first(ParameterException e) {
    String message = e.getMessage() == null ? "the command line is not understood" : e.getMessage();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
