package io.github.realtimecli.protocol;

import io.github.realtimecli.audio.Pcm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server says, grouped by what it is about, so that a state can pass over a whole group.
///
/// This is all that a WebSocket client can meet. What the vendor's server tells of a WebRTC or SIP call only, the
/// `output_audio_buffer.*` events and `input_audio_buffer.dtmf_event_received`, is [Unrecognized]; the sessions of the
/// translation and live APIs are others.
public sealed interface ServerEvent {
  /// About the session.
  sealed interface OfSession extends ServerEvent {}

  /// About the user's side of the conversation.
  sealed interface OfInput extends ServerEvent {}

  /// About a response.
  sealed interface OfReply extends ServerEvent {}

  /// Where in a response a piece of content belongs.
  record Place(String responseId, String itemId, int outputIndex, int contentIndex) {}

  /// How far the server has come with something that it does on a tool server.
  enum Stage {
    IN_PROGRESS, COMPLETED, FAILED
  }

  record SessionCreated(Session session) implements OfSession {}

  record SessionUpdated(Session session) implements OfSession {}

  /// Sent by beta servers and some others.
  record ConversationCreated(String conversationId) implements OfSession {}

  /// @param limits may be empty
  record RateLimitsUpdated(List<RateLimit> limits) implements OfSession {
    public RateLimitsUpdated { limits = List.copyOf(limits); }
  }

  /// @param name         `requests` or `tokens`
  /// @param resetSeconds until the window opens again
  record RateLimit(String name, long limit, long remaining, double resetSeconds) {}

  /// The tools of a tool server are being listed.
  record McpListing(Stage stage, String itemId) implements OfSession {}

  record AudioCommitted(String itemId, @Nullable String previousItemId) implements OfInput {}

  record AudioCleared() implements OfInput {}

  /// @param audioStartMs since the session's first sample
  record SpeechStarted(int audioStartMs, String itemId) implements OfInput {}

  /// @param audioEndMs since the session's first sample
  record SpeechStopped(int audioEndMs, String itemId) implements OfInput {}

  record TimeoutTriggered(int audioStartMs, int audioEndMs, String itemId) implements OfInput {}

  /// An item, user's or assistant's, has entered the conversation.
  record ItemAdded(Item item, @Nullable String previousItemId) implements OfInput {}

  record ItemDone(Item item, @Nullable String previousItemId) implements OfInput {}

  /// The beta's and some other servers' name for an item that has entered the conversation.
  record ItemCreated(Item item, @Nullable String previousItemId) implements OfInput {}

  record ItemRetrieved(Item item) implements OfInput {}

  record ItemDeleted(String itemId) implements OfInput {}

  record ItemTruncated(String itemId, int contentIndex, int audioEndMs) implements OfInput {}

  record InputTranscriptDelta(String itemId, int contentIndex, String delta) implements OfInput {}

  record InputTranscriptCompleted(String itemId, int contentIndex, String transcript, @Nullable Usage usage)
      implements
        OfInput {}

  record InputTranscriptFailed(String itemId, int contentIndex, ApiError error) implements OfInput {}

  /// One speaker's part of a transcript.
  ///
  /// @param start seconds since the item's first sample
  /// @param end   seconds since the item's first sample
  record InputTranscriptSegment(String itemId, int contentIndex, String id, String speaker, String text, double start,
      double end) implements OfInput {}

  record ResponseCreated(Response response) implements OfReply {}

  record ResponseDone(Response response) implements OfReply {}

  record OutputItemAdded(String responseId, int outputIndex, Item item) implements OfReply {}

  record OutputItemDone(String responseId, int outputIndex, Item item) implements OfReply {}

  record ContentPartAdded(Place place, Content part) implements OfReply {}

  record ContentPartDone(Place place, Content part) implements OfReply {}

  /// @param audio as the server cut it, perhaps inside a sample
  record AudioDelta(Place place, Pcm audio) implements OfReply {}

  record AudioDone(Place place) implements OfReply {}

  record TranscriptDelta(Place place, String delta) implements OfReply {}

  record TranscriptDone(Place place, String transcript) implements OfReply {}

  record TextDelta(Place place, String delta) implements OfReply {}

  record TextDone(Place place, String text) implements OfReply {}

  record FunctionArgumentsDelta(String responseId, String itemId, int outputIndex, String callId, String delta)
      implements
        OfReply {}

  record FunctionArgumentsDone(String responseId, String itemId, int outputIndex, String callId, @Nullable String name,
      String arguments) implements OfReply {}

  /// A tool server's tool is being called, by the server itself.
  record McpCall(Stage stage, String itemId, int outputIndex) implements OfReply {}

  record McpArgumentsDelta(String responseId, String itemId, int outputIndex, String delta) implements OfReply {}

  record McpArgumentsDone(String responseId, String itemId, int outputIndex, String arguments) implements OfReply {}

  /// An `error` event: mostly not the end; a fatal one is followed by a close.
  record Fault(ApiError error) implements ServerEvent {}

  /// Anything else: passed over.
  ///
  /// @param type as written, empty when there was none
  record Unrecognized(String type) implements ServerEvent {}

  /// Text that is not an event at all.
  ///
  /// @param problem what is wrong with it, in a short clause
  record Malformed(String problem) implements ServerEvent {}
}
