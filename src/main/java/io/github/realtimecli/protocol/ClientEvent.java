package io.github.realtimecli.protocol;

import io.github.realtimecli.audio.Pcm;
import org.jspecify.annotations.Nullable;

/// What a client says. `eventId` comes back in an error about the event.
///
/// `output_audio_buffer.clear` is missing: over a WebSocket it is the client that holds the answer's sound.
public sealed interface ClientEvent {
  @Nullable
  String eventId();

  /// Changes the session's settings; only what is present changes.
  record UpdateSession(@Nullable String eventId, SessionSettings session) implements ClientEvent {}

  /// Adds audio to the input buffer; never acknowledged.
  record AppendAudio(@Nullable String eventId, Pcm audio) implements ClientEvent {}

  /// Makes a user item of the input buffer.
  record CommitAudio(@Nullable String eventId) implements ClientEvent {}

  /// Empties the input buffer.
  record ClearAudio(@Nullable String eventId) implements ClientEvent {}

  /// @param previousItemId the item to insert behind, `root` for the front, `null` to append
  record CreateItem(@Nullable String eventId, @Nullable String previousItemId, Item item) implements ClientEvent {}

  record RetrieveItem(@Nullable String eventId, String itemId) implements ClientEvent {}

  record DeleteItem(@Nullable String eventId, String itemId) implements ClientEvent {}

  /// Tells the server how much of an assistant item was heard.
  record TruncateItem(@Nullable String eventId, String itemId, int contentIndex,
      int audioEndMs) implements ClientEvent {}

  record CreateResponse(@Nullable String eventId, ResponseSettings response) implements ClientEvent {}

  record CancelResponse(@Nullable String eventId, @Nullable String responseId) implements ClientEvent {}

  /// An event that is known to no dialect, or that lacks what it needs.
  ///
  /// @param type  as written, empty when there was none
  /// @param fault what a server answers
  record Unrecognized(@Nullable String eventId, String type, ApiError fault) implements ClientEvent {}
}
