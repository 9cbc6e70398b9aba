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
/// @param record       where both sides go, `null` for nowhere
/// @param volume       0 to 2
/// @param instructions the text, or `@FILE`
record AskOptions(boolean local, Provider provider, @Nullable String url, String model, @Nullable String voice,
    @Nullable String instructions, Spelling dialect, List<String> set, Duration connectTimeout, Duration timeout,
    @Nullable String output, @Nullable String record, boolean mute, @Nullable String device, double volume,
    boolean json, @Nullable String events,
    boolean eventsAudio, boolean insecure, Terminal.Level level, List<String> files) {
  static final String DEFAULT_MODEL = "gpt-realtime-2.1";
  static final String DEFAULT_VOICE = "marin";

  /// `--dialect`.
  enum Spelling {
    AUTO, GA, BETA
  }

  static void addTo(CommandSpec spec) {
    Command.flag(spec, "--local");
    Command.value(spec, "--provider");
    Command.value(spec, "--url");
    Command.value(spec, "--model");
    Command.value(spec, "--voice");
    Command.value(spec, "--instructions");
    Command.value(spec, "--dialect");
    spec.addOption(OptionSpec.builder("--set").arity("1").type(List.class).auxiliaryTypes(String.class).build());
    Command.value(spec, "--connect-timeout");
    Command.value(spec, "--timeout");
    Command.value(spec, "-o", "--output");
    Command.value(spec, "--record");
    Command.flag(spec, "--mute");
    Command.value(spec, "--device");
    Command.value(spec, "--volume");
    Command.flag(spec, "--json");
    Command.value(spec, "--events");
    Command.flag(spec, "--events-audio");
    Command.flag(spec, "--insecure");
    Command.addCommon(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
  }

  /// @throws Stop when a value is none of those an option takes
  static AskOptions of(ParseResult parsed) {
    return new AskOptions(parsed.hasMatchedOption("--local"), provider(string(parsed, "--provider")),
        string(parsed, "--url"), string(parsed, "--model", DEFAULT_MODEL), string(parsed, "--voice"),
        string(parsed, "--instructions"), dialect(string(parsed, "--dialect")),
        parsed.matchedOptionValue("--set", List.of()), duration(parsed, "--connect-timeout", "10s"),
        duration(parsed, "--timeout", "60s"), string(parsed, "-o"), string(parsed, "--record"),
        parsed.hasMatchedOption("--mute"),
        string(parsed, "--device"), volume(string(parsed, "--volume", "1")), parsed.hasMatchedOption("--json"),
        string(parsed, "--events"),
        parsed.hasMatchedOption("--events-audio"), parsed.hasMatchedOption("--insecure"), level(parsed),
        parsed.matchedPositionalValue(0, List.of()));
  }

  /// How much is said: `-q` wins over any `-v`.
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

  private static double volume(String text) {
    try {
      double volume = text.endsWith("%")
          ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
          : Double.parseDouble(text);
      if (volume >= 0 && volume <= 2)
        return volume;
    } catch (NumberFormatException e) {
      // said below
    }
    throw Stop.misuse("--volume: '" + text + "' is not a volume", "from 0 to 2, or 0% to 200%; 1 leaves it as it is");
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
