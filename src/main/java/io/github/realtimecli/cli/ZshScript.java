package io.github.realtimecli.cli;

import io.github.realtimecli.cli.Vocabulary.Offer;
import io.github.realtimecli.cli.Vocabulary.Option;
import java.util.List;
import java.util.stream.Collectors;

/// What zsh is told: a list of arguments a command. It can be put into a folder of `fpath` or be read by `source`.
final class ZshScript {
  private ZshScript() {}

  static String of(List<Vocabulary> commands) {
    return """
        #compdef realtime-cli
        # zsh completion for realtime-cli, as `realtime-cli completion zsh` prints it

        _realtime-cli-first() {
          local -a commands=(
        %1$s
          )
          _alternative 'commands:command:{_describe command commands}' 'files:FILE:_files'
        }

        _realtime-cli-or-file() {
          _alternative "words:word:($*)" 'files:file:_files'
        }

        _realtime-cli() {
          local curcontext=$curcontext state line command=ask
          local -A opt_args
          local -a first=()
          if ((CURRENT > 2)) && [[ $words[2] == (%2$s) ]]; then
            command=$words[2]
            shift words
            ((CURRENT--))
          elif ((CURRENT == 2)); then
            first=('1: :_realtime-cli-first')
          fi
          case $command in
        %3$s
          esac
        }

        if [[ $funcstack[1] == _realtime-cli ]]; then
          _realtime-cli "$@"
        else
          compdef _realtime-cli realtime-cli
        fi
        """.formatted(
        commands.stream()
            .map(c -> "    " + quoted(c.command().word() + ":" + c.summary()))
            .collect(Collectors.joining("\n")),
        commands.stream().map(c -> c.command().word()).collect(Collectors.joining("|")),
        commands.stream().map(ZshScript::branch).collect(Collectors.joining("\n")));
  }

  private static String branch(Vocabulary vocabulary) {
    StringBuilder branch = new StringBuilder("    " + vocabulary.command().word() + ") _arguments -s -S $first");
    for (Option option : vocabulary.options())
      branch.append(" \\\n      ").append(argument(option));
    if (!(vocabulary.operand() instanceof Offer.Nothing))
      branch.append(" \\\n      ").append(quoted("*:operand:" + action(vocabulary.operand())));
    return branch.append(" ;;").toString();
  }

  /// Such as `'(-o --output)'{-o+,--output=}'[save it as WAV]:value:_files'`.
  private static String argument(Option option) {
    String together = option.repeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
    List<String> spelled = option.names().stream().map(name -> name + suffix(name, option.takes())).toList();
    String names = spelled.size() == 1 ? spelled.getFirst() : "{" + String.join(",", spelled) + "}";
    String rest = option.explanation().isEmpty() ? "" : "[" + escaped(option.explanation()) + "]";
    String value = switch (option.takes()) {
      case NOTHING -> "";
      case PERHAPS -> "::value:" + action(option.value());
      case SOMETHING -> ":value:" + action(option.value());
    };
    return quoted(together) + names + quoted(rest + value);
  }

  private static String suffix(String name, Vocabulary.Takes takes) {
    boolean longName = name.startsWith("--");
    return switch (takes) {
      case NOTHING -> "";
      case SOMETHING -> longName ? "=" : "+";
      case PERHAPS -> longName ? "=-" : "-";
    };
  }

  private static String action(Offer offer) {
    return switch (offer) {
      case Offer.ErrorText(List<String> words, Offer.Nothing _) -> "(" + String.join(" ", words) + ")";
      case Offer.ErrorText(List<String> words, Offer _) -> " _realtime-cli-or-file " + String.join(" ", words);
      case Offer.Files _ -> "_files";
      case Offer.Folders _ -> "_files -/";
      case Offer.Nothing _ -> " ";
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
