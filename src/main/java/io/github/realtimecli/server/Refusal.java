package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The vendor's errors, word for word where they are known. The id of the client event is added by [Peer].
final class Refusal {
  private static final String INVALID_REQUEST = "invalid_request_error";

  private Refusal() {}

  static ApiError commitEmpty(double bufferedMs) {
    return invalid("input_audio_buffer_commit_empty", String.format(Locale.ROOT,
        "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has %.2fms of audio.",
        bufferedMs), null);
  }

  static ApiError activeResponse(String responseId) {
    return invalid("conversation_already_has_active_response",
        "Conversation already has an active response in progress: "
            + responseId + ". Wait until the response is finished before creating a new one.",
        null);
  }

  static ApiError nothingToCancel() {
    return invalid("response_cancel_not_active", "Cancellation failed: no active response found", null);
  }

  static ApiError binaryMessage() {
    return invalid("invalid_event", "Expected a text WebSocket message; binary frames are not supported.", null);
  }

  /// @param doing `retrieve`, `delete` or `truncate`
  static ApiError noSuchItem(String doing, String itemId) {
    String gerund = doing.substring(0, doing.length() - 1) + "ing";
    return invalid("item_" + doing + "_invalid_item_id",
        "Error " + gerund + " item: the item with id '" + itemId + "' does not exist.", "item_id");
  }

  static ApiError tooLargeToRetrieve(String itemId) {
    return invalid("invalid_value",
        "Error retrieving item: the audio of '" + itemId + "' does not fit into one message.",
        "item_id");
  }

  static ApiError notTruncatable() {
    return invalid("invalid_value", "Only model output audio messages can be truncated", "item_id");
  }

  static ApiError alreadyShorter(double audioMs, int endMs) {
    return invalid("invalid_value",
        "Audio content of " + (long) audioMs + "ms is already shorter than " + endMs + "ms", "audio_end_ms");
  }

  static ApiError noSuchPredecessor(String itemId) {
    return invalid("invalid_value",
        "Error adding item: the previous item with id '" + itemId + "' does not exist.", "previous_item_id");
  }

  static ApiError idTaken(String itemId) {
    return invalid("invalid_value", "Error adding item: an item with id '" + itemId + "' already exists.", "item.id");
  }

  static ApiError noSuchReference(String itemId) {
    return invalid("invalid_value", "Error creating response: the item with id '" + itemId + "' does not exist.",
        "response.input");
  }

  static ApiError audioTooLarge(int bytes) {
    return invalid("invalid_value", "Invalid 'audio': " + bytes + " bytes are more than the 15 MiB of one event.",
        "audio");
  }

  static ApiError unknownParameter(String path) {
    return invalid("unknown_parameter", "Unknown parameter: '" + path + "'.", path);
  }

  static ApiError belowMinimum(String path, int minimum, int value) {
    return invalid("integer_below_min_value",
        "Invalid '" + path + "': integer below minimum value. Expected a value >= "
            + minimum + ", but got " + value + " instead.",
        path);
  }

  static ApiError invalidValue(String path, String message) {
    return invalid("invalid_value", message, path);
  }

  static ApiError voiceInUse() {
    return invalid("cannot_update_voice", "Cannot update a conversation's voice if assistant audio is present.",
        "session.audio.output.voice");
  }

  /// @param passed that of the update
  static ApiError otherSessionType(Kind passed, Kind present) {
    return invalid("invalid_value", "Passing a " + word(passed) + " session update event to a " + word(present)
        + " session is not allowed.", "session.type");
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case REALTIME -> "realtime";
      case TRANSCRIPTION -> "transcription";
    };
  }

  static ApiError noResponses() {
    return invalid("invalid_value", "A transcription session has no responses.", "type");
  }

  static ApiError sessionExpired(Duration limit) {
    String time = limit.toMinutes() > 0 && limit.toSecondsPart() == 0
        ? limit.toMinutes() + " minutes"
        : limit.toSeconds() + " seconds";
    return invalid("session_expired", "Your session hit the maximum duration of " + time + ".", null);
  }

  private static ApiError invalid(String code, String message, @Nullable String param) {
    return new ApiError(INVALID_REQUEST, code, message, param, null);
  }
}
