package io.github.realtimecli.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// The commands; the first is meant when none is named.
enum Command {
  ASK {
    @Override
    void addTo(CommandSpec spec) {
      AskOptions.addTo(spec);
    }
  },
  SERVE {
    @Override
    void addTo(CommandSpec spec) {
      Serve.addTo(spec);
    }
  };

  abstract void addTo(CommandSpec spec);

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("realtime-cli " + word());
    addTo(spec);
    return spec;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one that the first argument names.
  static Command of(String[] args) {
    for (Command command : values())
      if (args.length > 0 && command.word().equals(args[0]))
        return command;
    return ASK;
  }

  /// The arguments behind the command's name.
  String[] rest(String[] args) {
    return args.length > 0 && word().equals(args[0]) ? Arrays.copyOfRange(args, 1, args.length) : args;
  }

  String help() {
    return Help.of(word());
  }

  String hint() {
    return "see realtime-cli " + (this == ASK ? "" : word() + " ") + "--help";
  }
}
