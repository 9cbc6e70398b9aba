package io.github.realtimecli.protocol.dialect;

import static io.github.realtimecli.protocol.SessionSettings.JSON_NULL;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session as the vendor's server has it before its first update.
final class Initially {
  private Initially() {}

  /// The settings with nothing left open.
  static SessionSettings complete(SessionSettings said, String voice) {
    boolean speaks = said.kind() == Kind.REALTIME;
    return new SessionSettings(said.kind(), speaks ? or(said.modalities(), List.of("audio")) : said.modalities(),
        speaks ? or(said.instructions(), "") : said.instructions(), speaks ? or(said.voice(), voice) : said.voice(),
        or(said.input(), AudioFormat.PCM_24K), speaks ? or(said.output(), AudioFormat.PCM_24K) : said.output(),
        or(said.turnDetection(), new TurnDetection.ServerVad(0.5, 300, 200, true, true)),
        or(said.transcription(), new Transcription("", null)), speaks ? or(said.speed(), 1.0) : said.speed(),
        speaks ? or(said.maxOutputTokens(), SessionSettings.NO_LIMIT) : said.maxOutputTokens(), said.reasoning(),
        or(said.noiseReduction(), "none"), said.extra());
  }

  /// The members that have no place in [SessionSettings].
  static Map<String, Object> rest(Kind kind) {
    Map<String, Object> rest = new LinkedHashMap<>();
    if (kind == Kind.REALTIME) {
      rest.put("tools", List.of());
      rest.put("tool_choice", "auto");
      rest.put("tracing", JSON_NULL);
      rest.put("prompt", JSON_NULL);
    }
    rest.put("include", JSON_NULL);
    return rest;
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}
