package io.github.realtimecli.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of the main command, as they stand on the command line.
///
/// Written out by hand for picocli's programmatic model: its annotations cost every start some 27 ms of reflection.
///
/// @param connection         whom to call
/// @param turnOptions       what to ask for
/// @param conversation all files are turns of one session
/// @param output       `-o`: a file, `-` for stdout, `null` for none
/// @param record       where both sides go, `null` for nowhere
/// @param volume       0 to 2
/// @param prices       a file of them, `null` for those that the program brings along
record AskOptions(ConnectionOptions connection, TurnOptions turnOptions, boolean conversation, @Nullable String output,
    @Nullable String record,
    boolean mute, @Nullable String device, double volume,
    boolean json, @Nullable String prices, @Nullable String events, boolean eventsAudio, Terminal.Level level,
    List<String> files) {
  static void addTo(CommandSpec spec) {
    ConnectionOptions.addTo(spec);
    TurnOptions.addTo(spec);
    Command.flag(spec, "--conversation");
    Command.value(spec, "-o", "--output");
    Command.value(spec, "--record");
    Command.flag(spec, "--mute");
    Command.value(spec, "--device");
    Command.value(spec, "--volume");
    Command.flag(spec, "--json");
    Command.value(spec, "--prices");
    Command.value(spec, "--events");
    Command.flag(spec, "--events-audio");
    Command.addCommon(spec);
    Command.positionals(spec);
  }

  /// @throws Stop when a value is none of those an option takes
  static AskOptions of(ParseResult parsed) {
    return new AskOptions(ConnectionOptions.of(parsed), TurnOptions.of(parsed),
        OptionValues.flag(parsed, "--conversation"),
        OptionValues.text(parsed, "-o"), OptionValues.text(parsed, "--record"),
        OptionValues.flag(parsed, "--mute"), OptionValues.text(parsed, "--device"),
        volume(OptionValues.text(parsed, "--volume", "1")),
        OptionValues.flag(parsed, "--json"), OptionValues.text(parsed, "--prices"),
        OptionValues.text(parsed, "--events"), OptionValues.flag(parsed, "--events-audio"),
        level(parsed), OptionValues.positionals(parsed));
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
}
