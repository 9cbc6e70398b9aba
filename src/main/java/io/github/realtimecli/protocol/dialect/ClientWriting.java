package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ClientEvent.*;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes client events; audio straight into the message.
final class ClientWriting {
  private ClientWriting() {}

  static byte[] write(Spelling spelling, ClientEvent event, int headroom) {
    JsonText out = new JsonText(headroom).open()
        .member("type", spelling.type(event))
        .present("event_id",
            event.eventId());
    switch (event) {
      case UpdateSession update -> out.member("session", spelling.update(update.session()));
      case AppendAudio append -> {
        return out.lastAudio("audio", append.audio());
      }
      case CommitAudio _,ClearAudio _ -> {
      }
      case CreateItem create -> {
        out.present("previous_item_id", create.previousItemId()).open("item");
        ObjectWriting.item(out, spelling, create.item(), ObjectWriting.Unsaid.OMITTED);
        out.close();
      }
      case RetrieveItem retrieve -> out.member("item_id", retrieve.itemId());
      case DeleteItem delete -> out.member("item_id", delete.itemId());
      case TruncateItem truncate ->
        out.member("item_id", truncate.itemId())
            .member("content_index", truncate.contentIndex())
            .member("audio_end_ms", truncate.audioEndMs());
      case CreateResponse create -> response(out, spelling, create.response());
      case CancelResponse cancel -> out.present("response_id", cancel.responseId());
      case Unrecognized _ -> {
      }
    }
    return out.close().message();
  }

  private static void response(JsonText out, Spelling spelling, ResponseSettings response) {
    Map<String, Object> settings = new LinkedHashMap<>(spelling.response(response.settings()));
    if (settings.isEmpty() && !response.outOfBand() && response.input() == null && response.metadata().isEmpty())
      return;
    out.open("response");
    for (Map.Entry<String, Object> setting : settings.entrySet())
      out.member(setting.getKey(), setting.getValue());
    if (response.outOfBand())
      out.member("conversation", "none");
    if (response.input() != null) {
      out.list("input");
      for (Item item : response.input()) {
        out.open();
        ObjectWriting.item(out, spelling, item, ObjectWriting.Unsaid.OMITTED);
        out.close();
      }
      out.closeList();
    }
    if (!response.metadata().isEmpty())
      out.member("metadata", response.metadata());
    out.close();
  }
}
