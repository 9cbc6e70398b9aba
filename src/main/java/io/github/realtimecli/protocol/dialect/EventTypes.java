package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;

/// The names of the events, as GA has them; [Beta] says where it differs.
final class EventTypes {
  private EventTypes() {}

  static String of(ClientEvent event) {
    return switch (event) {
      case ClientEvent.UpdateSession _ -> "session.update";
      case ClientEvent.AppendAudio _ -> "input_audio_buffer.append";
      case ClientEvent.CommitAudio _ -> "input_audio_buffer.commit";
      case ClientEvent.ClearAudio _ -> "input_audio_buffer.clear";
      case ClientEvent.CreateItem _ -> "conversation.item.create";
      case ClientEvent.RetrieveItem _ -> "conversation.item.retrieve";
      case ClientEvent.DeleteItem _ -> "conversation.item.delete";
      case ClientEvent.TruncateItem _ -> "conversation.item.truncate";
      case ClientEvent.CreateResponse _ -> "response.create";
      case ClientEvent.CancelResponse _ -> "response.cancel";
      case ClientEvent.Unrecognized unrecognized -> unrecognized.type();
    };
  }

  static String of(ServerEvent event) {
    return switch (event) {
      case ServerEvent.OfSession session -> of(session);
      case ServerEvent.OfInput input -> of(input);
      case ServerEvent.OfReply reply -> of(reply);
      case ServerEvent.Fault _ -> "error";
      case ServerEvent.Unrecognized _,ServerEvent.Malformed _ -> "";
    };
  }

  private static String of(ServerEvent.OfSession event) {
    return switch (event) {
      case ServerEvent.SessionCreated _ -> "session.created";
      case ServerEvent.SessionUpdated _ -> "session.updated";
      case ServerEvent.ConversationCreated _ -> "conversation.created";
      case ServerEvent.RateLimitsUpdated _ -> "rate_limits.updated";
      case ServerEvent.McpListing listing -> "mcp_list_tools." + of(listing.stage());
    };
  }

  private static String of(ServerEvent.OfInput event) {
    return switch (event) {
      case ServerEvent.AudioCommitted _ -> "input_audio_buffer.committed";
      case ServerEvent.AudioCleared _ -> "input_audio_buffer.cleared";
      case ServerEvent.SpeechStarted _ -> "input_audio_buffer.speech_started";
      case ServerEvent.SpeechStopped _ -> "input_audio_buffer.speech_stopped";
      case ServerEvent.TimeoutTriggered _ -> "input_audio_buffer.timeout_triggered";
      case ServerEvent.ItemAdded _ -> "conversation.item.added";
      case ServerEvent.ItemDone _ -> "conversation.item.done";
      case ServerEvent.ItemCreated _ -> "conversation.item.created";
      case ServerEvent.ItemRetrieved _ -> "conversation.item.retrieved";
      case ServerEvent.ItemDeleted _ -> "conversation.item.deleted";
      case ServerEvent.ItemTruncated _ -> "conversation.item.truncated";
      case ServerEvent.InputTranscriptDelta _ -> "conversation.item.input_audio_transcription.delta";
      case ServerEvent.InputTranscriptCompleted _ -> "conversation.item.input_audio_transcription.completed";
      case ServerEvent.InputTranscriptFailed _ -> "conversation.item.input_audio_transcription.failed";
      case ServerEvent.InputTranscriptSegment _ -> "conversation.item.input_audio_transcription.segment";
    };
  }

  private static String of(ServerEvent.OfReply event) {
    return switch (event) {
      case ServerEvent.ResponseCreated _ -> "response.created";
      case ServerEvent.ResponseDone _ -> "response.done";
      case ServerEvent.OutputItemAdded _ -> "response.output_item.added";
      case ServerEvent.OutputItemDone _ -> "response.output_item.done";
      case ServerEvent.ContentPartAdded _ -> "response.content_part.added";
      case ServerEvent.ContentPartDone _ -> "response.content_part.done";
      case ServerEvent.AudioDelta _ -> "response.output_audio.delta";
      case ServerEvent.AudioDone _ -> "response.output_audio.done";
      case ServerEvent.TranscriptDelta _ -> "response.output_audio_transcript.delta";
      case ServerEvent.TranscriptDone _ -> "response.output_audio_transcript.done";
      case ServerEvent.TextDelta _ -> "response.output_text.delta";
      case ServerEvent.TextDone _ -> "response.output_text.done";
      case ServerEvent.FunctionArgumentsDelta _ -> "response.function_call_arguments.delta";
      case ServerEvent.FunctionArgumentsDone _ -> "response.function_call_arguments.done";
      case ServerEvent.McpCall call -> "response.mcp_call." + of(call.stage());
      case ServerEvent.McpArgumentsDelta _ -> "response.mcp_call_arguments.delta";
      case ServerEvent.McpArgumentsDone _ -> "response.mcp_call_arguments.done";
    };
  }

  private static String of(ServerEvent.Stage stage) {
    return switch (stage) {
      case IN_PROGRESS -> "in_progress";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
    };
  }
}
