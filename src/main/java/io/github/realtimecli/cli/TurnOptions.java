package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.Pace;
import io.github.realtimecli.turn.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of a turn, as they stand on the command line: the same for every command that asks.
///
/// @param instructions    the text, or `@FILE`
/// @param session         a file of settings, or `none` to send no settings at all
/// @param turn            who ends the user's turn
/// @param transcriber     the model that writes down what the user says; empty for the usual one, `null` for none
/// @param transcribeOnly  that is all that is wanted
/// @param maxOutputTokens `inf` or a number
record TurnOptions(@Nullable String voice, @Nullable String instructions, @Nullable String session, List<String> set,
    Ending turn, Pace pace, @Nullable String transcriber, boolean transcribeOnly, @Nullable String language,
    boolean text, @Nullable Double speed, @Nullable Integer maxOutputTokens, @Nullable String reasoning,
    @Nullable String noiseReduction) {
  static final String DEFAULT_VOICE = "marin";
  static final String NO_SESSION = "none";
  private static final String TRANSCRIBE = "--transcribe";
  /// Voice activity detection may wait for so long behind a word, as an eager, a usual and a patient one.
  private static final Duration SILENCE = Duration.ofMillis(1_200);
  private static final Duration EAGER = Duration.ofSeconds(3);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration PATIENT = Duration.ofSeconds(9);

  /// `--turn`.
  enum Ending {
    MANUAL, SERVER_VAD, SEMANTIC_VAD
  }

  static void addTo(CommandSpec spec) {
    for (String name : List.of("--voice", "--instructions", "--session", "--turn", "--pace", TRANSCRIBE, "--language",
        "--speed", "--max-output-tokens", "--reasoning", "--noise-reduction"))
      Command.value(spec, name);
    Command.flag(spec, "--transcribe-only");
    Command.flag(spec, "--text");
    Command.values(spec, "--set");
  }

  /// The value of `--transcribe` may be left out: then the next argument is none, unless it can be no file and no option.
  /// The parser would take whatever comes.
  static String[] spelledOut(String[] args) {
    List<String> spelled = new ArrayList<>(List.of(args));
    int end = spelled.indexOf("--") < 0 ? spelled.size() : spelled.indexOf("--");
    for (int i = 0; i < end; i++) {
      if (!spelled.get(i).equals(TRANSCRIBE))
        continue;
      String next = i + 1 < end ? spelled.get(i + 1) : "-";
      boolean named = !next.startsWith("-") && next.indexOf('.') < 0 && next.indexOf('/') < 0
          && !Files.exists(Path.of(next));
      spelled.set(i, TRANSCRIBE + "=" + (named ? next : ""));
      if (named) {
        spelled.remove(i + 1);
        end--;
      }
    }
    return spelled.toArray(String[]::new);
  }

  /// @throws Stop when a value is none of those an option takes
  static TurnOptions of(ParseResult parsed) {
    TurnOptions turnOptions = new TurnOptions(OptionValues.text(parsed, "--voice"),
        OptionValues.text(parsed, "--instructions"),
        OptionValues.text(parsed, "--session"), OptionValues.texts(parsed, "--set"),
        OptionValues.choice(parsed, "--turn", Ending.MANUAL), pace(OptionValues.text(parsed, "--pace", "fast")),
        OptionValues.text(parsed, TRANSCRIBE), OptionValues.flag(parsed, "--transcribe-only"),
        OptionValues.text(parsed, "--language"),
        OptionValues.flag(parsed, "--text"), speed(OptionValues.text(parsed, "--speed")),
        tokens(OptionValues.text(parsed, "--max-output-tokens")), OptionValues.text(parsed, "--reasoning"),
        OptionValues.text(parsed, "--noise-reduction"));
    if (turnOptions.transcribeOnly && turnOptions.text)
      throw Stop.misuse("--text and --transcribe-only exclude each other", "leave one of them out");
    return turnOptions;
  }

  private static Pace pace(String text) {
    try {
      return switch (text) {
        case "fast" -> Pace.FAST;
        case "realtime" -> Pace.REALTIME;
        default -> new Pace(Double.parseDouble(text));
      };
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--pace: '" + text + "' is not a pace", "fast, realtime, or a factor such as 2");
    }
  }

  private static @Nullable Double speed(@Nullable String text) {
    try {
      double speed = text == null ? 1 : Double.parseDouble(text);
      if (speed >= 0.25 && speed <= 1.5)
        return text == null ? null : speed;
    } catch (NumberFormatException e) {
      // said below
    }
    throw Stop.misuse("--speed: '" + text + "' is not a speed of speech", "a number from 0.25 to 1.5");
  }

  private static @Nullable Integer tokens(@Nullable String text) {
    try {
      if (text == null || text.equals("inf"))
        return text == null ? null : io.github.realtimecli.protocol.SessionSettings.NO_LIMIT;
      int tokens = Integer.parseInt(text);
      if (tokens > 0)
        return tokens;
    } catch (NumberFormatException e) {
      // said below
    }
    throw Stop.misuse("--max-output-tokens: '" + text + "' is not a number of tokens", "a number, or inf for no limit");
  }

  /// The plan of every turn, on a callee's.
  Plan plan(Plan target) {
    Plan.Wanted wanted = transcribeOnly
        ? Plan.Wanted.TRANSCRIPT
        : SettingsBuilder.transcribes(target.settings()) ? Plan.Wanted.ANSWER_AND_TRANSCRIPT : Plan.Wanted.ANSWER;
    return target.wanting(wanted).updating(NO_SESSION.equals(session) ? Plan.Update.OMIT : Plan.Update.SEND);
  }

  /// One recording as it is to be said.
  Utterance utterance(Utterance.Opening opening, Plan plan, Utterance.Listening listening) {
    boolean hears = plan.serverEndsTurn() || listening == Utterance.Listening.ON;
    return new Utterance(opening, pace, trailing(plan.settings().turnDetection()),
        hears ? Utterance.Listening.ON : Utterance.Listening.OFF);
  }

  /// The silence that a server needs behind the speech to take it for ended, and a little more.
  private static Duration trailing(@Nullable TurnDetection detection) {
    return switch (detection) {
      case null -> Duration.ZERO;
      case TurnDetection.None _ -> Duration.ZERO;
      case TurnDetection.ServerVad vad -> vad.silenceDurationMs() == null
          ? SILENCE
          : SILENCE.plusMillis(vad.silenceDurationMs());
      case TurnDetection.SemanticVad vad -> switch (vad.eagerness()) {
        case "high" -> EAGER;
        case "low" -> PATIENT;
        case null, default -> USUAL;
      };
    };
  }
}
