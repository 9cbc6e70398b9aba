package io.github.realtimecli.cli;

import io.github.realtimecli.cli.Vocabulary.Offer;
import io.github.realtimecli.cli.Vocabulary.Option;
import io.github.realtimecli.cli.Vocabulary.Takes;
import java.util.List;
import java.util.stream.Collectors;

/// What bash is told: one function of tables. It needs nothing but bash, the old one of macOS included.
final class BashScript {
  private BashScript() {}

  static String of(List<Vocabulary> commands) {
    String words = commands.stream().map(vocabulary -> vocabulary.command().word()).collect(Collectors.joining(" "));
    return """
        # bash completion for realtime-cli, as `realtime-cli completion bash` prints it

        _realtime_cli() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev= command=ask words= files= options= operand= i
          ((COMP_CWORD > 0)) && prev=${COMP_WORDS[COMP_CWORD-1]}
          # --option=value comes as three words
          if [[ $cur == = ]]; then
            cur=
          elif [[ $prev == = ]]; then
            prev=${COMP_WORDS[COMP_CWORD-2]}
          fi
          if ((COMP_CWORD > 1)); then
            case ${COMP_WORDS[1]} in
              %1$s) command=${COMP_WORDS[1]} ;;
            esac
          fi
          case $command in
        %2$s
          esac
          for ((i = 1; i < COMP_CWORD; i++)); do
            [[ ${COMP_WORDS[i]} == -- ]] && prev= && options=
          done
          case $command:$prev in
        %3$s
            *)
              words=${operand#files}
              words=${words#folders}
              [[ $operand == files* ]] && files=-f
              [[ $operand == folders* ]] && files=-d
              ((COMP_CWORD == 1)) && words="$words %4$s"
              [[ $cur == -* && -n $options ]] && words=$options && files= ;;
          esac
          COMPREPLY=()
          while IFS= read -r i; do
            COMPREPLY+=("$i")
          done < <(
            [[ -z $words ]] || compgen -W "$words" -- "$cur"
            [[ -z $files ]] || compgen "$files" -- "$cur"
          )
          [[ -z $files ]] || compopt -o filenames 2> /dev/null
          return 0
        }
        complete -F _realtime_cli realtime-cli
        """.formatted(words.replace(' ', '|'),
        commands.stream().map(BashScript::table).collect(Collectors.joining("\n")),
        commands.stream()
            .flatMap(c -> c.options().stream().map(option -> value(c, option)))
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining("\n")),
        words);
  }

  private static String table(Vocabulary vocabulary) {
    String options = vocabulary.options()
        .stream()
        .flatMap(option -> option.names().stream())
        .collect(Collectors.joining(" "));
    return "    " + vocabulary.command().word() + ") operand='" + kind(vocabulary.operand()) + "' options='" + options
        + "' ;;";
  }

  private static String value(Vocabulary vocabulary, Option option) {
    if (option.takes() != Takes.SOMETHING)
      return "";
    String names = option.names()
        .stream()
        .map(name -> vocabulary.command().word() + ":" + name)
        .collect(Collectors.joining("|"));
    String what = switch (option.value()) {
      case Offer.ErrorText(List<String> words, Offer others) ->
        "words='" + String.join(" ", words) + "'" + files(others);
      case Offer.Files files -> files(files).strip();
      case Offer.Folders folders -> files(folders).strip();
      case Offer.Nothing _ -> ":";
    };
    return "    " + names + ") " + what + " ;;";
  }

  private static String files(Offer offer) {
    return switch (offer) {
      case Offer.Files _ -> " files=-f";
      case Offer.Folders _ -> " files=-d";
      case Offer.ErrorText _,Offer.Nothing _ -> "";
    };
  }

  private static String kind(Offer operand) {
    return switch (operand) {
      case Offer.ErrorText(List<String> words, Offer others) -> kind(others) + " " + String.join(" ", words);
      case Offer.Files _ -> "files";
      case Offer.Folders _ -> "folders";
      case Offer.Nothing _ -> "";
    };
  }
}
