package io.github.realtimecli.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response as it stands in `response.created` and `response.done`.
///
/// @param unknownStatus the status as it was written, when we have no other word for it than [Status#UNKNOWN]
/// @param reason   why it was cancelled or is incomplete: `turn_detected`, `client_cancelled`, `max_output_tokens`, `content_filter`
/// @param error    why it failed
/// @param settings what it was made with, as far as the server says
public record Response(String id, Status status, @Nullable String unknownStatus, @Nullable String reason,
    @Nullable ApiError error, List<Item> output, @Nullable Usage usage, @Nullable String conversationId,
    SessionSettings settings) {
  public enum Status {
    IN_PROGRESS, COMPLETED, CANCELLED, FAILED, INCOMPLETE, UNKNOWN
  }

  public Response { output = List.copyOf(output); }

  public Response(String id, Status status, @Nullable String reason, @Nullable ApiError error, List<Item> output,
      @Nullable Usage usage, @Nullable String conversationId, SessionSettings settings) {
    this(id, status, null, reason, error, output, usage, conversationId, settings);
  }
}
