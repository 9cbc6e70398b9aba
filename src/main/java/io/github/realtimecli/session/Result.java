package io.github.realtimecli.session;

import io.github.realtimecli.playback.Played;
import io.github.realtimecli.protocol.Usage;
import io.github.realtimecli.source.Recording;
import io.github.realtimecli.turn.Outcome;
import org.jspecify.annotations.Nullable;

/// What came of a turn. What is not known is `null`, never 0.
///
/// @param recording what the input was, as far as it was read
/// @param replyMs   milliseconds of sound in the answer
/// @param heard     the user's own transcript
public record Result(Outcome outcome, @Nullable String model, @Nullable String voice, @Nullable String sessionId,
    @Nullable String responseId, int attempts, @Nullable Recording recording, Sent sent, String transcript,
    double replyMs, @Nullable String heard, @Nullable Usage usage, Latency latency, Played played) {
  /// The same turn, but it did not end well after all.
  public Result failed(Outcome how) {
    return new Result(how, model, voice, sessionId, responseId, attempts, recording, sent, transcript, replyMs, heard,
        usage, latency, played);
  }

  /// What went up.
  ///
  /// @param bytes       of PCM, before base64
  /// @param events      how many `input_audio_buffer.append`
  /// @param speechEndMs where speech ends in it
  public record Sent(double audioMs, long bytes, int events, @Nullable Double speechEndMs) {}

  /// Milliseconds between two instants.
  ///
  /// @param connect                  dialling → handshake done
  /// @param session                  handshake done → `session.created` read
  /// @param upload                   first append handed to the wire → commit handed to the wire
  /// @param commitToFirstAudio       commit handed to the wire → first audio delta read
  /// @param speechEndToFirstAudio    end of speech on its way out → first audio delta read
  /// @param firstVoicedAudio         commit handed to the wire → first delta that is not silence read
  /// @param done                     commit handed to the wire → `response.done` read
  public record Latency(@Nullable Double connect, @Nullable Double session, @Nullable Double upload,
      @Nullable Double commitToFirstAudio, @Nullable Double speechEndToFirstAudio, @Nullable Double firstVoicedAudio,
      @Nullable Double done) {}
}
