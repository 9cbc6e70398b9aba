package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.protocol.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the objects inside events. Each method writes the members into the object that is open.
final class ObjectWriting {
  /// What stands for a transcript that there is not.
  enum Unsaid {
    /// Nothing, as clients write it.
    OMITTED,
    /// `null`, as the vendor's server has it and the vendor's agents library asks for.
    NULL
  }

  private ObjectWriting() {}

  /// An item as a server shows it; those of tool servers do not say what they are.
  static void shownItem(JsonText out, Spelling spelling, Item item) {
    if (!item.type().startsWith("mcp_"))
      out.member("object", "realtime.item");
    item(out, spelling, item, Unsaid.NULL);
  }

  static void item(JsonText out, Spelling spelling, Item item, Unsaid unsaid) {
    out.present("id", item.id()).member("type", item.type());
    out.present("status", item.status()).present("role", item.role());
    if (item.type().equals("message")) {
      out.list("content");
      for (Content part : item.content()) {
        out.open();
        part(out, spelling.contentType(item.role(), part), part, unsaid);
        out.close();
      }
      out.closeList();
    }
    Item.Call call = item.call();
    if (call != null)
      out.member("call_id", call.callId())
          .present("name", call.name())
          .present("arguments", call.arguments())
          .present("output", call.output());
    further(out, item.extra());
  }

  private static void further(JsonText out, Map<String, Object> members) {
    for (Map.Entry<String, Object> member : members.entrySet())
      out.member(member.getKey(), member.getValue());
  }

  static void part(JsonText out, String type, Content part, Unsaid unsaid) {
    out.member("type", type);
    switch (part) {
      case Content.Text text -> out.member("text", text.text());
      case Content.Audio audio -> {
        if (audio.audio() != null)
          out.audio("audio", audio.audio());
        if (audio.transcript() != null || unsaid == Unsaid.NULL)
          out.member("transcript", audio.transcript());
      }
      case Content.Other other -> further(out, other.members());
    }
  }

  /// The type of a part in `response.content_part.*`, which no dialect calls input or output.
  static String partType(Content part) {
    return switch (part) {
      case Content.Text _ -> "text";
      case Content.Audio _ -> "audio";
      case Content.Other other -> other.type();
    };
  }

  static void response(JsonText out, Spelling spelling, Response response) {
    out.member("object", "realtime.response").member("id", response.id());
    String status = response.unknownStatus() == null ? status(response.status()) : response.unknownStatus();
    out.member("status", status);
    statusDetails(out, status, response.reason(), response.error());
    out.list("output");
    for (Item item : response.output()) {
      out.open();
      shownItem(out, spelling, item);
      out.close();
    }
    out.closeList();
    out.present("conversation_id", response.conversationId());
    further(out, spelling.response(response.settings()));
    usage(out, response.usage());
  }

  private static String status(Response.Status status) {
    return switch (status) {
      case IN_PROGRESS -> "in_progress";
      case COMPLETED -> "completed";
      case CANCELLED -> "cancelled";
      case FAILED -> "failed";
      case INCOMPLETE -> "incomplete";
      case UNKNOWN -> "unknown";
    };
  }

  private static void statusDetails(JsonText out, String status, @Nullable String reason, @Nullable ApiError error) {
    if (reason == null && error == null) {
      out.member("status_details", null);
      return;
    }
    out.open("status_details").member("type", status).present("reason", reason);
    if (error != null)
      out.open("error")
          .member("type", error.type())
          .present("code", error.code())
          .member("message", error.message())
          .close();
    out.close();
  }

  static void error(JsonText out, ApiError error) {
    out.member("type", error.type())
        .member("code", error.code())
        .member("message", error.message())
        .member("param", error.param());
  }

  private static void usage(JsonText out, @Nullable Usage usage) {
    if (usage == null) {
      out.member("usage", null);
      return;
    }
    out.open("usage").member("total_tokens", usage.in() + usage.out());
    tokens(out, usage);
    out.close();
  }

  private static void tokens(JsonText out, Usage usage) {
    out.member("input_tokens", usage.in()).member("output_tokens", usage.out());
    out.open("input_token_details")
        .member("text_tokens", usage.textIn())
        .member("audio_tokens", usage.audioIn())
        .member("image_tokens", usage.imageIn())
        .member("cached_tokens", usage.cachedIn());
    out.open("cached_tokens_details")
        .member("text_tokens", usage.cachedTextIn())
        .member("audio_tokens", usage.cachedAudioIn())
        .member("image_tokens", usage.cachedImageIn())
        .close();
    out.close();
    out.open("output_token_details")
        .member("text_tokens", usage.textOut())
        .member("audio_tokens", usage.audioOut())
        .close();
  }

  /// Transcribers bill by time or by token.
  static void transcriptionUsage(JsonText out, @Nullable Usage usage) {
    if (usage == null)
      return;
    out.open("usage");
    if (usage.seconds() > 0)
      out.member("type", "duration").member("seconds", Double.valueOf(usage.seconds()));
    else
      out.member("type", "tokens")
          .member("total_tokens", usage.in() + usage.out())
          .member("input_tokens", usage.in())
          .member("output_tokens", usage.out())
          .open("input_token_details")
          .member("text_tokens", usage.textIn())
          .member("audio_tokens", usage.audioIn())
          .close();
    out.close();
  }

  static void rateLimit(JsonText out, RateLimit limit) {
    out.open()
        .member("name", limit.name())
        .member("limit", limit.limit())
        .member("remaining", limit.remaining())
        .member("reset_seconds", Double.valueOf(limit.resetSeconds()))
        .close();
  }
}
