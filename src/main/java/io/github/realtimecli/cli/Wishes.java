package io.github.realtimecli.cli;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.dialect.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The session as the command line wishes it.
final class Wishes {
  private Wishes() {}

  static SessionSettings settings(AskOptions options) {
    return new SessionSettings(Kind.REALTIME, List.of("audio"), instructions(options.instructions()),
        options.voice() == null ? AskOptions.DEFAULT_VOICE : options.voice(), AudioFormat.PCM_24K, AudioFormat.PCM_24K,
        new TurnDetection.None(), null, null, null, null, null, extra(options.set()));
  }

  private static @Nullable String instructions(@Nullable String given) {
    if (given == null || !given.startsWith("@"))
      return given;
    try {
      return Files.readString(Path.of(given.substring(1))).strip();
    } catch (IOException e) {
      throw Stop.misuse("--instructions: " + given.substring(1) + " cannot be read as text",
          "name a text file in UTF-8 behind the @");
    }
  }

  /// `--set path=value`: the value is JSON where it is that, a plain string otherwise.
  private static Map<String, Object> extra(List<String> settings) {
    Map<String, Object> extra = Map.of();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String path = equals < 0 ? setting : setting.substring(0, equals);
      if (equals < 1 || path.startsWith(".") || path.endsWith(".") || path.contains(".."))
        throw Stop.misuse("--set: '" + setting + "' is not path=value", "write it like --set audio.output.speed=1.2");
      extra = Json.merge(extra, Json.at(path, value(setting.substring(equals + 1))));
    }
    return extra;
  }

  private static Object value(String text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
