package io.github.realtimecli.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a session. What is `null` is left as it is (towards a server) or was not said (from one).
///
/// @param kind             speech to speech, or transcription only
/// @param modalities       `audio` or `text`, never both: audio brings its transcript along
/// @param speed            0.25 to 1.5
/// @param maxOutputTokens  [#NO_LIMIT] for `inf`
/// @param reasoning        effort: `minimal` to `xhigh`
/// @param noiseReduction   `near_field`, `far_field`, or `none` to switch it off
/// @param extra            further members of the session object, merged over the above, in the GA shape, which each
///                         dialect respells, or as they stood: nested maps, lists, strings, numbers, booleans and
///                         [#JSON_NULL]
public record SessionSettings(Kind kind, @Nullable List<String> modalities, @Nullable String instructions,
    @Nullable String voice, @Nullable AudioFormat input, @Nullable AudioFormat output,
    @Nullable TurnDetection turnDetection, @Nullable Transcription transcription, @Nullable Double speed,
    @Nullable Integer maxOutputTokens, @Nullable String reasoning, @Nullable String noiseReduction,
    Map<String, Object> extra) {
  public static final int NO_LIMIT = Integer.MAX_VALUE;
  /// Stands for `null` inside [#extra()].
  public static final Object JSON_NULL = new Object() {
    @Override
    public String toString() {
      return "null";
    }
  };
  public static final SessionSettings NONE = new SessionSettings(Kind.REALTIME, null, null, null, null, null, null,
      null,
      null, null, null, null, Map.of());

  public enum Kind {
    REALTIME, TRANSCRIPTION
  }

  /// A format on the wire.
  ///
  /// @param type `audio/pcm`, `audio/pcmu`, `audio/pcma`
  /// @param rate samples a second, [#OWN] when a server did not say; G.711 is always 8000
  public record AudioFormat(String type, int rate) {
    public static final AudioFormat PCM_24K = new AudioFormat("audio/pcm", 24_000);
    /// The server's own rate: all that beta's `pcm16` tells. The vendor's is 24000, others' 16000.
    public static final int OWN = 0;
    private static final int LOWEST = 1000;
    private static final int HIGHEST = 192_000;

    /// Whether there is sound of so many samples a second.
    public static boolean isRate(int number) {
      return number >= LOWEST && number <= HIGHEST;
    }

    public int rateOr(int otherwise) {
      return rate == OWN ? otherwise : rate;
    }
  }

  /// Who ends the user's turn.
  public sealed interface TurnDetection {
    /// The client, by a commit.
    record None() implements TurnDetection {}

    record ServerVad(@Nullable Double threshold, @Nullable Integer prefixPaddingMs, @Nullable Integer silenceDurationMs,
        @Nullable Boolean createResponse, @Nullable Boolean interruptResponse) implements TurnDetection {}

    /// @param eagerness `low`, `medium`, `high`, `auto`
    record SemanticVad(@Nullable String eagerness, @Nullable Boolean createResponse,
        @Nullable Boolean interruptResponse) implements TurnDetection {}
  }

  /// The transcriber of the user's side; an empty model switches it off.
  public record Transcription(String model, @Nullable String language) {}

  public SessionSettings {
    modalities = modalities == null ? null : List.copyOf(modalities);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /// The same settings for a session of that kind.
  public SessionSettings as(Kind other) {
    return new SessionSettings(other, modalities, instructions, voice, input, output, turnDetection, transcription,
        speed, maxOutputTokens, reasoning, noiseReduction, extra);
  }
}
