package io.github.realtimecli.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the parser minds, in our words.
final class Words {
  private Words() {}

  static String ofParser(ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty())
      return "unknown option '" + unmatched.getUnmatched().get(0) + "'";
    if (e instanceof CommandLine.OverwrittenOptionException)
      return "an option is given twice: " + first(e);
    return first(e);
  }

  private static String first(ParameterException e) {
    String message = e.getMessage() == null ? "the command line is not understood" : e.getMessage();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
