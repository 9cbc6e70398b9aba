package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.*;
import org.jspecify.annotations.Nullable;

/// Writes server events.
final class ServerWriting {
  private final Spelling spelling;
  private final JsonText out = new JsonText();

  private ServerWriting(Spelling spelling) {
    this.spelling = spelling;
  }

  static byte[] write(Spelling spelling, ServerEvent event, String eventId) {
    String type = spelling.type(event);
    if (type.isEmpty())
      throw new IllegalArgumentException("no word for " + event);
    ServerWriting writing = new ServerWriting(spelling);
    writing.out.open().member("type", type).member("event_id", eventId);
    if (event instanceof AudioDelta delta)
      return writing.place(delta.place()).lastAudio("delta", delta.audio());
    switch (event) {
      case OfSession session -> writing.session(session);
      case OfInput input -> writing.input(input);
      case OfReply reply -> writing.reply(reply);
      case Fault fault -> writing.fault(fault.error());
      case Unrecognized _,Malformed _ -> {
      }
    }
    return writing.out.close().message();
  }

  private void session(OfSession event) {
    switch (event) {
      case SessionCreated created -> out.member("session", spelling.description(created.session()));
      case SessionUpdated updated -> out.member("session", spelling.description(updated.session()));
      case ConversationCreated created ->
        out.open("conversation")
            .member("id", created.conversationId())
            .member("object", "realtime.conversation")
            .close();
      case RateLimitsUpdated updated -> {
        out.list("rate_limits");
        for (RateLimit limit : updated.limits())
          ObjectWriting.rateLimit(out, limit);
        out.closeList();
      }
      case McpListing listing -> out.member("item_id", listing.itemId());
    }
  }

  private void input(OfInput event) {
    switch (event) {
      case AudioCommitted committed ->
        out.member("previous_item_id", committed.previousItemId()).member("item_id", committed.itemId());
      case AudioCleared _ -> {
      }
      case SpeechStarted started ->
        out.member("audio_start_ms", started.audioStartMs()).member("item_id", started.itemId());
      case SpeechStopped stopped ->
        out.member("audio_end_ms", stopped.audioEndMs()).member("item_id", stopped.itemId());
      case TimeoutTriggered timeout ->
        out.member("audio_start_ms", timeout.audioStartMs())
            .member("audio_end_ms", timeout.audioEndMs())
            .member("item_id", timeout.itemId());
      case ItemAdded added -> item(added.item(), added.previousItemId());
      case ItemDone done -> item(done.item(), done.previousItemId());
      case ItemCreated created -> item(created.item(), created.previousItemId());
      case ItemRetrieved retrieved -> item(retrieved.item());
      case ItemDeleted deleted -> out.member("item_id", deleted.itemId());
      case ItemTruncated truncated ->
        out.member("item_id", truncated.itemId())
            .member("content_index", truncated.contentIndex())
            .member("audio_end_ms", truncated.audioEndMs());
      case InputTranscriptDelta delta ->
        inputPlace(delta.itemId(), delta.contentIndex()).member("delta", delta.delta());
      case InputTranscriptCompleted completed -> {
        inputPlace(completed.itemId(), completed.contentIndex()).member("transcript", completed.transcript());
        ObjectWriting.transcriptionUsage(out, completed.usage());
      }
      case InputTranscriptSegment segment ->
        inputPlace(segment.itemId(), segment.contentIndex()).member("id", segment.id())
            .member("speaker", segment.speaker())
            .member("text", segment.text())
            .member("start", Double.valueOf(segment.start()))
            .member("end", Double.valueOf(segment.end()));
      case InputTranscriptFailed failed -> {
        inputPlace(failed.itemId(), failed.contentIndex()).open("error");
        ObjectWriting.error(out, failed.error());
        out.close();
      }
    }
  }

  private void reply(OfReply event) {
    switch (event) {
      case ResponseCreated created -> response(created.response());
      case ResponseDone done -> response(done.response());
      case OutputItemAdded added -> outputItem(added.responseId(), added.outputIndex(), added.item());
      case OutputItemDone done -> outputItem(done.responseId(), done.outputIndex(), done.item());
      case ContentPartAdded added -> part(added.place(), added.part());
      case ContentPartDone done -> part(done.place(), done.part());
      case AudioDelta delta -> place(delta.place()).audio("delta", delta.audio());
      case AudioDone done -> place(done.place());
      case TranscriptDelta delta -> place(delta.place()).member("delta", delta.delta());
      case TranscriptDone done -> place(done.place()).member("transcript", done.transcript());
      case TextDelta delta -> place(delta.place()).member("delta", delta.delta());
      case TextDone done -> place(done.place()).member("text", done.text());
      case FunctionArgumentsDelta delta ->
        call(delta.responseId(), delta.itemId(), delta.outputIndex(), delta.callId()).member("delta", delta.delta());
      case FunctionArgumentsDone done ->
        call(done.responseId(), done.itemId(), done.outputIndex(), done.callId()).present("name", done.name())
            .member("arguments", done.arguments());
      case McpCall call -> out.member("item_id", call.itemId()).member("output_index", call.outputIndex());
      case McpArgumentsDelta delta ->
        output(delta.responseId(), delta.itemId(), delta.outputIndex()).member("delta", delta.delta());
      case McpArgumentsDone done ->
        output(done.responseId(), done.itemId(), done.outputIndex()).member("arguments", done.arguments());
    }
  }

  private void fault(ApiError error) {
    out.open("error");
    ObjectWriting.error(out, error);
    out.member("event_id", error.eventId()).close();
  }

  private JsonText place(Place place) {
    return output(place.responseId(), place.itemId(), place.outputIndex()).member("content_index",
        place.contentIndex());
  }

  private JsonText inputPlace(String itemId, int contentIndex) {
    return out.member("item_id", itemId).member("content_index", contentIndex);
  }

  private JsonText output(String responseId, String itemId, int outputIndex) {
    return out.member("response_id", responseId).member("item_id", itemId).member("output_index", outputIndex);
  }

  private JsonText call(String responseId, String itemId, int outputIndex, String callId) {
    return output(responseId, itemId, outputIndex).member("call_id", callId);
  }

  private void item(Item item, @Nullable String previousItemId) {
    out.member("previous_item_id", previousItemId);
    item(item);
  }

  private void item(Item item) {
    out.open("item");
    ObjectWriting.shownItem(out, spelling, item);
    out.close();
  }

  private void outputItem(String responseId, int outputIndex, Item item) {
    out.member("response_id", responseId).member("output_index", outputIndex);
    item(item);
  }

  private void part(Place place, Content part) {
    place(place).open("part");
    ObjectWriting.part(out, ObjectWriting.partType(part), part, ObjectWriting.Unsaid.NULL);
    out.close();
  }

  private void response(Response response) {
    out.open("response");
    ObjectWriting.response(out, spelling, response);
    out.close();
  }
}
