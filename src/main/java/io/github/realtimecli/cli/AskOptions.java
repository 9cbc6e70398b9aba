package io.github.realtimecli.cli;

import io.github.realtimecli.provider.Provider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The options of a turn, as they stand on the command line.
///
/// Written out by hand for picocli's programmatic model: its annotations cost every start some 27 ms of reflection.
///
/// @param output       `-o`: a file, `-` for stdout, `null` for none
/// @param instructions the text, or `@FILE`
record AskOptions(boolean local, Provider provider, @Nullable String url, String model, @Nullable String voice,
    @Nullable String instructions, Spelling dialect, List<String> set, Duration connectTimeout, Duration timeout,
    @Nullable String output, boolean mute, @Nullable String device, boolean json, @Nullable String events,
    boolean eventsAudio, boolean insecure, Terminal.Level level, List<String> files) {
  static final String DEFAULT_MODEL = "gpt-realtime-2.1";
  static final String DEFAULT_VOICE = "marin";

  /// `--dialect`.
  enum Spelling {
    AUTO, GA, BETA
  }

  static void addTo(CommandSpec spec) {
    flag(spec, "--local");
    value(spec, String.class, "--provider");
    value(spec, String.class, "--url");
    value(spec, String.class, "--model");
    value(spec, String.class, "--voice");
    value(spec, String.class, "--instructions");
    value(spec, String.class, "--dialect");
    spec.addOption(OptionSpec.builder("--set").arity("1").type(List.class).auxiliaryTypes(String.class).build());
    value(spec, String.class, "--connect-timeout");
    value(spec, String.class, "--timeout");
    value(spec, String.class, "-o", "--output");
    flag(spec, "--mute");
    value(spec, String.class, "--device");
    flag(spec, "--json");
    value(spec, String.class, "--events");
    flag(spec, "--events-audio");
    flag(spec, "--insecure");
    flag(spec, "-q", "--quiet");
    spec.addOption(OptionSpec.builder("-v", "--verbose").arity("0").type(boolean[].class).build());
    flag(spec, "-h", "--help");
    flag(spec, "-V", "--version");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
  }

  private static void flag(CommandSpec spec, String... names) {
    spec.addOption(OptionSpec.builder(names[0], rest(names)).arity("0").type(boolean.class).build());
  }

  private static void value(CommandSpec spec, Class<?> type, String... names) {
    spec.addOption(OptionSpec.builder(names[0], rest(names)).arity("1").type(type).build());
  }

  private static String[] rest(String[] names) {
    return java.util.Arrays.copyOfRange(names, 1, names.length);
  }

  /// @throws Stop when a value is none of those an option takes
  static AskOptions of(ParseResult parsed) {
    return new AskOptions(parsed.hasMatchedOption("--local"), provider(string(parsed, "--provider")),
        string(parsed, "--url"), string(parsed, "--model", DEFAULT_MODEL), string(parsed, "--voice"),
        string(parsed, "--instructions"), dialect(string(parsed, "--dialect")),
        parsed.matchedOptionValue("--set", List.of()), duration(parsed, "--connect-timeout", "10s"),
        duration(parsed, "--timeout", "60s"), string(parsed, "-o"), parsed.hasMatchedOption("--mute"),
        string(parsed, "--device"), parsed.hasMatchedOption("--json"), string(parsed, "--events"),
        parsed.hasMatchedOption("--events-audio"), parsed.hasMatchedOption("--insecure"), level(parsed),
        parsed.matchedPositionalValue(0, List.of()));
  }

  /// The last of `-q`, `-v` and `-vv` that says the most.
  static Terminal.Level level(ParseResult parsed) {
    if (parsed.hasMatchedOption("-q"))
      return Terminal.Level.QUIET;
    boolean[] times = parsed.matchedOptionValue("-v", new boolean[0]);
    return times.length == 0
        ? Terminal.Level.NORMAL
        : times.length == 1 ? Terminal.Level.VERBOSE : Terminal.Level.LOG;
  }

  private static @Nullable String string(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name) ? parsed.matchedOptionValue(name, "") : null;
  }

  private static String string(ParseResult parsed, String name, String otherwise) {
    return parsed.matchedOptionValue(name, otherwise);
  }

  private static Duration duration(ParseResult parsed, String name, String otherwise) {
    try {
      return Durations.parse(string(parsed, name, otherwise));
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(name + ": " + e.getMessage(), "write it like 500ms, 10s or 2m");
    }
  }

  private static Provider provider(@Nullable String word) {
    if (word == null)
      return Provider.OPENAI;
    for (Provider provider : Provider.values())
      if (provider.word().equals(word))
        return provider;
    throw Stop.misuse("--provider: '" + word + "' is not a provider", "known: openai; any other server: --url URL");
  }

  private static Spelling dialect(@Nullable String word) {
    return switch (word) {
      case null -> Spelling.AUTO;
      case "auto" -> Spelling.AUTO;
      case "ga" -> Spelling.GA;
      case "beta" -> Spelling.BETA;
      default -> throw Stop.misuse("--dialect: '" + word + "' is not a dialect", "one of auto, ga, beta");
    };
  }
}
