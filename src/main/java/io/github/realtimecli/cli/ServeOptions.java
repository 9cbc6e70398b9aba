package io.github.realtimecli.cli;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.server.Behaviour;
import io.github.realtimecli.server.FaultPlan;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.source.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of the embedded server.
///
/// @param port   0 for any free one
/// @param replay recited in place of answers of its own, `null` for these
record ServeOptions(int port, Behaviour behaviour, @Nullable Replay replay) {
  private static final Duration TONE = Duration.ofSeconds(1);
  private static final Duration LONGEST_TONE = Duration.ofHours(3);
  private static final String HINT = "see realtime-cli serve --help";
  /// What a tape says already.
  private static final List<String> OWN = List.of("--dialect", "--reply", "--say", "--transcript", "--call",
      "--session-limit", "--rate", "--fault");

  static void addTo(CommandSpec spec) {
    Command.value(spec, "--port");
    Command.value(spec, "--dialect");
    Command.value(spec, "--reply");
    Command.value(spec, "--say");
    Command.value(spec, "--pace");
    Command.value(spec, "--transcript");
    Command.value(spec, "--call");
    Command.value(spec, "--session-limit");
    Command.value(spec, "--rate");
    Command.value(spec, "--replay");
    Command.values(spec, "--fault");
  }

  /// Reads a recording that is to be the answer, too.
  ///
  /// @throws Stop when a value is none of those an option takes
  static ServeOptions of(ParseResult parsed) {
    int port = OptionValues.number(parsed, "--port", 0, 0, 65_535,
        "choose one from 1 to 65535, or leave it out for any free one");
    String call = parsed.matchedOptionValue("--call", "");
    return new ServeOptions(port,
        new Behaviour(tongue(parsed.matchedOptionValue("--dialect", "auto")),
            answer(parsed.matchedOptionValue("--reply", "echo")), pace(parsed.matchedOptionValue("--pace", "fast")),
            text(parsed, "--say"), text(parsed, "--transcript"), call.isEmpty() ? null : call(call),
            parsed.hasMatchedOption("--session-limit")
                ? duration("--session-limit", parsed.matchedOptionValue("--session-limit", ""))
                : LocalServer.SESSION_LIMIT,
            rate(parsed.matchedOptionValue("--rate", String.valueOf(Pcm.RATE))),
            faults(OptionValues.texts(parsed, "--fault"))),
        replay(parsed));
  }

  private static @Nullable Replay replay(ParseResult parsed) {
    String tape = text(parsed, "--replay");
    if (tape == null)
      return null;
    for (String option : OWN)
      if (parsed.hasMatchedOption(option))
        throw Stop.misuse("--replay and " + option + " exclude each other", "the tape says all that; leave one out");
    return Replay.of(tape, pace(parsed.matchedOptionValue("--pace", "fast")) == Behaviour.Pace.FAST
        ? Replay.Pace.AT_ONCE
        : Replay.Pace.AS_RECORDED);
  }

  private static @Nullable String text(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name) ? parsed.matchedOptionValue(name, "") : null;
  }

  private static Behaviour.Tongue tongue(String word) {
    return switch (word) {
      case "auto" -> Behaviour.Tongue.AUTO;
      case "ga" -> Behaviour.Tongue.GA;
      case "beta" -> Behaviour.Tongue.BETA;
      default -> throw Stop.misuse("--dialect: '" + word + "' is not a dialect", "one of auto, ga, beta");
    };
  }

  private static Behaviour.Pace pace(String word) {
    return switch (word) {
      case "fast" -> Behaviour.Pace.FAST;
      case "realtime" -> Behaviour.Pace.REALTIME;
      default -> throw Stop.misuse("--pace: '" + word + "' is not a pace", "one of fast, realtime");
    };
  }

  private static Behaviour.Answer answer(String word) {
    if (word.equals("echo"))
      return new Behaviour.Answer.Echo();
    if (word.equals("tone") || word.startsWith("tone=")) {
      Duration length = word.equals("tone") ? TONE : duration("--reply", word.substring("tone=".length()));
      if (length.compareTo(LONGEST_TONE) > 0)
        throw Stop.misuse("--reply: a tone of " + Durations.words(length) + " is too long", "3h at most");
      return new Behaviour.Answer.Tone(length);
    }
    return new Behaviour.Answer.Recording(recording(word));
  }

  private static List<Pcm> recording(String file) {
    List<Pcm> sound = new ArrayList<>();
    try (SpeechFile source = SpeechFile.open(Path.of(file), SpeechFile.Digest.NONE)) {
      for (Pcm chunk; (chunk = source.next()) != null;)
        sound.add(chunk);
    } catch (Unreadable e) {
      throw new Stop(new UserError("--reply: " + file + " " + e.getMessage(), e.hint(), ExitCode.INPUT));
    } catch (IOException e) {
      throw new Stop(new UserError("--reply: " + file + " cannot be read: " + ErrorText.of(e), "check the file",
          ExitCode.INPUT));
    }
    return sound;
  }

  private static Behaviour.Call call(String text) {
    int equals = text.indexOf('=');
    String arguments = equals < 0 ? "{}" : text.substring(equals + 1);
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!name.matches("[A-Za-z0-9_-]{1,64}"))
      throw Stop.misuse("--call: '" + name + "' cannot be the name of a function", "letters, digits, _ and -: " + HINT);
    try {
      if (Json.read(arguments) instanceof Map)
        return new Behaviour.Call(name, arguments);
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Stop.misuse("--call: the arguments of " + name + " are not a JSON object",
        "write it like --call 'get_weather={\"city\":\"Oslo\"}'");
  }

  private static int rate(String text) {
    int rate = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (rate < Behaviour.LOWEST_RATE || rate > Behaviour.HIGHEST_RATE || rate % Behaviour.RATE_STEP != 0)
      throw Stop.misuse("--rate: '" + text + "' is not a rate", "8000, 16000, 24000 … up to 96000, in thousands");
    return rate;
  }

  private static FaultPlan faults(List<String> specifications) {
    try {
      return FaultPlan.of(specifications);
    } catch (IllegalArgumentException e) {
      throw Stop.misuse("--fault " + e.getMessage(), HINT);
    }
  }

  private static Duration duration(String option, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(option + ": " + e.getMessage(), "write it like 500ms, 10s or 2m");
    }
  }
}
