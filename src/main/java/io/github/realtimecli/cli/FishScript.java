package io.github.realtimecli.cli;

import io.github.realtimecli.cli.Vocabulary.Offer;
import io.github.realtimecli.cli.Vocabulary.Option;
import java.util.List;
import java.util.stream.Collectors;

/// What fish is told: a line an option of a command.
final class FishScript {
  private FishScript() {}

  static String of(List<Vocabulary> commands) {
    return """
        # fish completion for realtime-cli, as `realtime-cli completion fish` prints it

        # the command that the line names, `ask` when it names none
        function __realtime_cli_command
            set -l line (commandline -opc)
            if set -q line[2]; and contains -- $line[2] %1$s
                echo $line[2]
            else
                echo ask
            end
        end

        function __realtime_cli_is
            test (__realtime_cli_command) = $argv[1]
        end

        function __realtime_cli_begins
            set -l line (commandline -opc)
            test (count $line) -eq 1
        end

        complete -c realtime-cli -e
        %2$s
        %3$s
        """.formatted(
        commands.stream().map(c -> c.command().word()).collect(Collectors.joining(" ")),
        commands.stream()
            .map(c -> "complete -c realtime-cli -n __realtime_cli_begins -a " + c.command().word() + " -d "
                + quoted(c.summary()))
            .collect(Collectors.joining("\n")),
        commands.stream().map(FishScript::lines).collect(Collectors.joining("\n")));
  }

  private static String lines(Vocabulary vocabulary) {
    String when = "complete -c realtime-cli -n '__realtime_cli_is " + vocabulary.command().word() + "'";
    StringBuilder lines = new StringBuilder(when + offered(vocabulary.operand()));
    for (Option option : vocabulary.options())
      lines.append('\n').append(when).append(names(option)).append(value(option)).append(explained(option));
    return lines.toString();
  }

  private static String names(Option option) {
    return option.names()
        .stream()
        .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
        .collect(Collectors.joining());
  }

  private static String value(Option option) {
    return switch (option.takes()) {
      case NOTHING, PERHAPS -> "";
      case SOMETHING -> " -r" + offered(option.value());
    };
  }

  private static String offered(Offer offer) {
    return switch (offer) {
      case Offer.ErrorText(List<String> words, Offer others) ->
        offered(others) + " -a " + quoted(String.join(" ", words));
      case Offer.Files _ -> " -F";
      case Offer.Folders _ -> " -f -a '(__fish_complete_directories)'";
      case Offer.Nothing _ -> " -f";
    };
  }

  private static String explained(Option option) {
    return option.explanation().isEmpty() ? "" : " -d " + quoted(option.explanation());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
