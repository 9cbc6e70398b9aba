package io.github.realtimecli.cli;

import io.github.realtimecli.provider.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// What a shell may offer behind a command: its options with what they take, and what stands behind them all.
///
/// @param operand what the files, folders or words behind the options are
record Vocabulary(Command command, List<Option> options, Offer operand) {
  /// What the help does not list in the form `a|b|c`.
  private static final Map<String, Supplier<Stream<String>>> WORDS = Map.of(
      "--provider", () -> Arrays.stream(Provider.values()).map(Provider::word),
      "--dialect", () -> words(ConnectionOptions.Spelling.class),
      "--turn", () -> words(TurnOptions.Ending.class),
      "--pace", () -> Stream.of("fast", "realtime"),
      "--max-output-tokens", () -> Stream.of("inf"),
      "--reasoning", () -> Stream.of("minimal", "low", "medium", "high", "xhigh"),
      "--noise-reduction", () -> Stream.of("near_field", "far_field", "none"));

  /// What every command understands stands in no help with an explanation.
  private static final Map<String, String> COMMON = Map.of("--quiet", "errors only", "--verbose",
      "a line for every event; -vv adds the log", "--help", "what the command can do", "--version", "the version");

  /// @param explanation empty when there is none
  record Option(List<String> names, Takes takes, Offer value, String explanation) {
    boolean repeatable() {
      return names.contains("-v");
    }
  }

  /// Whether something stands behind an option.
  enum Takes {
    NOTHING, SOMETHING, PERHAPS
  }

  /// What can be offered for a value.
  sealed interface Offer {
    /// @param others what may stand there instead
    record ErrorText(List<String> words, Offer others) implements Offer {}

    record Files() implements Offer {}

    record Folders() implements Offer {}

    record Nothing() implements Offer {}
  }

  /// The command in a few words.
  String summary() {
    return Manual.of(command).summary();
  }

  static Vocabulary of(Command command) {
    Manual manual = Manual.of(command);
    List<Option> options = new ArrayList<>();
    for (OptionSpec spec : command.spec().options())
      options.add(option(spec, manual));
    return new Vocabulary(command, options, offer(manual.operands(), Stream.of()));
  }

  private static Option option(OptionSpec spec, Manual manual) {
    String name = spec.longestName();
    String told = manual.about(name).map(Manual.Entry::explanation).orElse("");
    String explanation = COMMON.getOrDefault(name, told);
    String value = manual.about(name).flatMap(entry -> entry.value(name)).orElse("");
    Takes takes = spec.arity().max() == 0
        ? Takes.NOTHING
        : value.startsWith("[") ? Takes.PERHAPS : Takes.SOMETHING;
    return new Option(List.of(spec.names()), takes, offer(value, WORDS.getOrDefault(name, Stream::of).get()),
        explanation.replaceFirst("^\\.\\.\\. ", "").replaceFirst(" ?\\(default: [^)]*\\)$", ""));
  }

  /// A value as the help spells it: names in capitals tell what it is, other words are themselves.
  private static Offer offer(String value, Stream<String> known) {
    List<String> parts = List.of(value.replaceAll("[\\[\\]']", "").split("[| ]"));
    Offer others = parts.stream().anyMatch(part -> part.matches("@?FILE(\\.[a-z]+)?|PATH"))
        ? new Offer.Files()
        : parts.stream().anyMatch(part -> part.matches("FOLDER|RUN(_[AB])?"))
            ? new Offer.Folders()
            : new Offer.Nothing();
    List<String> words = Stream.concat(known, parts.stream().filter(part -> part.matches("[a-z][a-z_-]*")))
        .distinct()
        .toList();
    return words.isEmpty() ? others : new Offer.ErrorText(words, others);
  }

  private static <E extends Enum<E>> Stream<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
