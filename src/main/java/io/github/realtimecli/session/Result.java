package io.github.realtimecli.session;

import io.github.realtimecli.playback.Played;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.source.Lateness;
import io.github.realtimecli.source.Recording;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a turn. What is not known is `null`, never 0.
///
/// @param recording     what the input was, as far as it was read
/// @param replyMs       milliseconds of sound in the answer
/// @param calls         the functions that the model wants called; nobody calls them
/// @param heard         the user's own transcript
/// @param usage         of all responses together
/// @param transcription usage of the user's transcript, where it is billed by itself
/// @param pacing        how late paced speech was
public record Result(Outcome outcome, @Nullable String model, @Nullable String voice, @Nullable String sessionId,
    @Nullable String responseId, int attempts, @Nullable Recording recording, Sent sent, String transcript,
    double replyMs, List<Item.Call> calls, @Nullable String heard, @Nullable Usage usage,
    @Nullable Usage transcription, Latency latency, Lateness.@Nullable Summary pacing, Played played) {
  public Result { calls = List.copyOf(calls); }

  /// A turn that was never begun.
  public static Result unasked(Failure failure) {
    return new Result(Outcome.of(failure), null, null, null, null, 0, null, Sent.NOTHING, "", 0, List.of(), null, null,
        null, Latency.UNKNOWN, null, Played.NOTHING);
  }

  /// The same turn, but it did not end well after all.
  public Result failed(Outcome how) {
    return new Result(how, model, voice, sessionId, responseId, attempts, recording, sent, transcript, replyMs, calls,
        heard, usage, transcription, latency, pacing, played);
  }

  /// The same turn, which took so many attempts.
  public Result after(int number) {
    return new Result(outcome, model, voice, sessionId, responseId, number, recording, sent, transcript, replyMs, calls,
        heard, usage, transcription, latency, pacing, played);
  }

  /// The same turn, of a recording of which more is known.
  public Result of(Recording known) {
    return new Result(outcome, model, voice, sessionId, responseId, attempts, known, sent, transcript, replyMs, calls,
        heard, usage, transcription, latency, pacing, played);
  }

  /// Whether anything of an answer came.
  public boolean hasAnswer() {
    return replyMs > 0 || !transcript.isEmpty() || !calls.isEmpty();
  }

  /// What went up.
  ///
  /// @param bytes       of PCM, before base64
  /// @param events      how many `input_audio_buffer.append`
  /// @param speechEndMs where speech ends in it
  public record Sent(double audioMs, long bytes, int events, @Nullable Double speechEndMs) {
    static final Sent NOTHING = new Sent(0, 0, 0, null);
  }

  /// Milliseconds between two instants.
  ///
  /// @param connect               dialling → handshake done; `null` when the connection was there already
  /// @param session               handshake done → `session.created` read
  /// @param upload                first append handed to the wire → commit handed to the wire
  /// @param commitToFirstAudio    commit handed to the wire → first audio delta read
  /// @param speechEndToFirstAudio end of the last voice in the speech, when it was spoken (paced) or handed to the wire →
  ///                              first audio delta read behind it
  /// @param firstVoicedAudio      commit handed to the wire → the first voice in the answer could be heard by one who plays
  ///                              it from its first delta on without a gap
  /// @param done                  commit handed to the wire → last `response.done` read
  public record Latency(@Nullable Double connect, @Nullable Double session, @Nullable Double upload,
      @Nullable Double commitToFirstAudio, @Nullable Double speechEndToFirstAudio, @Nullable Double firstVoicedAudio,
      @Nullable Double done) {
    static final Latency UNKNOWN = new Latency(null, null, null, null, null, null, null);
  }
}
