package io.github.realtimecli.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands; the first is meant when none is named.
enum Command {
  ASK {
    @Override
    void addTo(CommandSpec spec) {
      AskOptions.addTo(spec);
    }
  },
  BATCH {
    @Override
    void addTo(CommandSpec spec) {
      BatchOptions.addTo(spec);
    }
  },
  SERVE {
    @Override
    void addTo(CommandSpec spec) {
      ServeOptions.addTo(spec);
      addCommon(spec);
    }
  },
  DOCTOR {
    @Override
    void addTo(CommandSpec spec) {
      Doctor.addTo(spec);
      addCommon(spec);
    }
  },
  DEVICES {
    @Override
    void addTo(CommandSpec spec) {
      DeviceTable.addTo(spec);
      addCommon(spec);
    }
  },
  REPORT {
    @Override
    void addTo(CommandSpec spec) {
      ReportOptions.addTo(spec);
      addCommon(spec);
    }
  },
  COMPARE {
    @Override
    void addTo(CommandSpec spec) {
      CompareOptions.addTo(spec);
      addCommon(spec);
    }
  },
  COMPLETION {
    @Override
    void addTo(CommandSpec spec) {
      Completion.addTo(spec);
      addCommon(spec);
    }
  };

  /// In the place of picocli's own factory, which would look for a Groovy in every jar.
  static final CommandLine.IFactory FACTORY = new CommandLine.IFactory() {
    @Override
    public <K> K create(Class<K> type) {
      throw new IllegalStateException("nothing is made by reflection: " + type.getName());
    }
  };

  private static final Set<String> PLANNED = Set.of("talk");

  abstract void addTo(CommandSpec spec);

  /// What every command understands.
  static void addCommon(CommandSpec spec) {
    flag(spec, "-q", "--quiet");
    spec.addOption(OptionSpec.builder("-v", "--verbose").arity("0").type(boolean[].class).build());
    flag(spec, "-h", "--help");
    flag(spec, "-V", "--version");
  }

  static void flag(CommandSpec spec, String name, String... others) {
    spec.addOption(OptionSpec.builder(name, others).arity("0").type(boolean.class).build());
  }

  static void value(CommandSpec spec, String name, String... others) {
    spec.addOption(OptionSpec.builder(name, others).arity("1").type(String.class).build());
  }

  /// An option that may be repeated. An array, as picocli would make a list by its own factory, which looks for a Groovy
  /// in every jar at each start.
  static void values(CommandSpec spec, String name) {
    spec.addOption(OptionSpec.builder(name).arity("1").type(String[].class).build());
  }

  /// What is no option: files, folders, runs.
  static void positionals(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder().index("0..*").arity("0..*").type(String[].class).build());
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, FACTORY)
        .name("realtime-cli " + word())
        .interpolateVariables(false);
    addTo(spec);
    return spec;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws Stop when the first argument is a command of later versions and no file
  static void checkName(String[] args) {
    if (args.length > 0 && PLANNED.contains(args[0]) && !Files.exists(Path.of(args[0])))
      throw Stop.misuse("there is no command '" + args[0] + "' in this version", "see realtime-cli --help");
  }

  /// `help` and `help batch`, as other programs have it, are `--help` and `batch --help`.
  static String[] usual(String[] args) {
    if (args.length == 0 || !args[0].equals("help") || Files.exists(Path.of(args[0])))
      return args;
    String[] usual = Arrays.copyOfRange(args, 1, args.length + 1);
    usual[args.length - 1] = "--help";
    return usual;
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

  /// Whether it has the options of a turn.
  boolean asks() {
    return this == ASK || this == BATCH;
  }

  String help() {
    return Help.of(word());
  }

  String hint() {
    return "see realtime-cli " + (this == ASK ? "" : word() + " ") + "--help";
  }
}
