package io.github.realtimecli.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The completion command: prints the script with which a shell completes commands, options, their values and files.
final class Completion {
  /// A shell, and how it is told.
  enum Shell {
    BASH {
      @Override
      String script(List<Vocabulary> commands) {
        return BashScript.of(commands);
      }
    },
    ZSH {
      @Override
      String script(List<Vocabulary> commands) {
        return ZshScript.of(commands);
      }
    },
    FISH {
      @Override
      String script(List<Vocabulary> commands) {
        return FishScript.of(commands);
      }
    };

    abstract String script(List<Vocabulary> commands);

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String HINT = "one of bash, zsh, fish; see realtime-cli completion --help";

  private final List<String> shells;
  private final Terminal terminal;

  Completion(ParseResult parsed, Terminal terminal) {
    shells = OptionValues.positionals(parsed);
    this.terminal = terminal;
  }

  static void addTo(CommandSpec spec) {
    Command.positionals(spec);
  }

  /// @throws Stop when it is not one shell that we know
  int run() {
    if (shells.isEmpty())
      throw Stop.misuse("no SHELL is given", HINT);
    if (shells.size() > 1)
      throw Stop.misuse("what is '" + shells.get(1) + "' for? one SHELL is enough", HINT);
    for (Shell shell : Shell.values())
      if (shell.word().equals(shells.getFirst())) {
        terminal.result(shell.script(Arrays.stream(Command.values()).map(Vocabulary::of).toList()));
        return ExitCode.ANSWERED;
      }
    throw Stop.misuse("'" + shells.getFirst() + "' is not a shell that we can tell", HINT);
  }
}
