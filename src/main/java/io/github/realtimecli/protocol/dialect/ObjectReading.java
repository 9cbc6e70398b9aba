package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the objects inside events. What is not an object reads as one without members.
final class ObjectReading {
  private ObjectReading() {}

  static Session session(Cursor in) {
    String id = null;
    String model = null;
    Long expiresAt = null;
    SettingsReading settings = new SettingsReading("session", AudioFormat.OWN);
    if (in.object())
      for (String name; (name = in.member()) != null;)
        switch (name) {
          case "id" -> id = in.string();
          case "model" -> model = in.string();
          case "expires_at" -> expiresAt = in.wholeNumber();
          case "object", "client_secret" -> in.skip();
          default -> settings.member(in, name);
        }
    return new Session(id, model, settings.shape(), expiresAt, settings.settings());
  }

  static Response response(Cursor in) {
    String id = "";
    String status = "";
    Details details = Details.NONE;
    List<Item> output = List.of();
    Usage usage = null;
    String conversationId = null;
    SettingsReading settings = new SettingsReading("response", AudioFormat.OWN);
    if (in.object())
      for (String name; (name = in.member()) != null;)
        switch (name) {
          case "id" -> id = in.string(id);
          case "status" -> status = in.string(status);
          case "status_details" -> details = details(in);
          case "output" -> output = items(in);
          case "usage" -> usage = usage(in);
          case "conversation_id" -> conversationId = in.string();
          case "object" -> in.skip();
          default -> settings.member(in, name);
        }
    Response.Status known = status(status);
    return new Response(id, known, known == Response.Status.UNKNOWN && !status.isEmpty() ? status : null,
        details.reason, details.error, output, usage, conversationId, settings.settings());
  }

  private static Response.Status status(String name) {
    return switch (name) {
      case "in_progress" -> Response.Status.IN_PROGRESS;
      case "completed" -> Response.Status.COMPLETED;
      case "cancelled" -> Response.Status.CANCELLED;
      case "failed" -> Response.Status.FAILED;
      case "incomplete" -> Response.Status.INCOMPLETE;
      default -> Response.Status.UNKNOWN;
    };
  }

  private record Details(@Nullable String reason, @Nullable ApiError error) {
    static final Details NONE = new Details(null, null);
  }

  private static Details details(Cursor in) {
    String reason = null;
    ApiError error = null;
    if (in.object())
      for (String name; (name = in.member()) != null;)
        switch (name) {
          case "reason" -> reason = in.string();
          case "error" -> error = in.isNull() ? null : error(in);
          default -> in.skip();
        }
    return new Details(reason, error);
  }

  static List<Item> items(Cursor in) {
    List<Item> items = new ArrayList<>();
    if (in.array())
      while (in.element())
        items.add(item(in));
    return items;
  }

  static Item item(Cursor in) {
    String id = null;
    String type = "message";
    String role = null;
    String status = null;
    List<Content> content = List.of();
    String callId = null;
    String name = null;
    String arguments = null;
    String output = null;
    Map<String, Object> extra = new LinkedHashMap<>();
    if (in.object())
      for (String member; (member = in.member()) != null;)
        switch (member) {
          case "id" -> id = in.string();
          case "type" -> type = in.string(type);
          case "role" -> role = in.string();
          case "status" -> status = in.string();
          case "content" -> content = content(in);
          case "call_id" -> callId = in.string();
          case "name" -> name = in.string();
          case "arguments" -> arguments = in.string();
          case "output" -> output = in.string();
          case "object" -> in.skip();
          default -> extra.put(member, in.value());
        }
    if (callId != null)
      return new Item(id, type, role, status, content, new Item.Call(callId, name, arguments, output), extra);
    keep(extra, "name", name);
    keep(extra, "arguments", arguments);
    keep(extra, "output", output);
    return new Item(id, type, role, status, content, null, extra);
  }

  private static void keep(Map<String, Object> extra, String name, @Nullable Object value) {
    if (value != null)
      extra.put(name, value);
  }

  private static List<Content> content(Cursor in) {
    List<Content> parts = new ArrayList<>();
    if (in.array())
      while (in.element())
        parts.add(part(in));
    return parts;
  }

  static Content part(Cursor in) {
    String type = "";
    String text = null;
    Pcm audio = null;
    String transcript = null;
    Map<String, Object> rest = new LinkedHashMap<>();
    if (in.object())
      for (String name; (name = in.member()) != null;)
        if (name.equals("type"))
          type = in.string(type);
        else if (!type.isEmpty() && !isText(type) && !isAudio(type))
          rest.put(name, in.value());
        else
          switch (name) {
            case "text" -> text = in.string();
            case "audio" -> audio = in.audio();
            case "transcript" -> transcript = in.string();
            default -> rest.put(name, in.value());
          }
    if (isText(type))
      return new Content.Text(text == null ? "" : text);
    return isAudio(type) ? new Content.Audio(audio, transcript) : new Content.Other(type, rest);
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.equals("input_text") || type.equals("output_text");
  }

  private static boolean isAudio(String type) {
    return type.equals("audio") || type.equals("input_audio") || type.equals("output_audio");
  }

  /// Some servers say what is wrong in a bare string.
  static ApiError error(Cursor in) {
    if (in.isString())
      return new ApiError("", null, in.string(""), null, null);
    String type = "";
    String code = null;
    String message = "";
    String param = null;
    String eventId = null;
    if (in.object())
      for (String name; (name = in.member()) != null;)
        switch (name) {
          case "type" -> type = in.string(type);
          case "code" -> code = in.string();
          case "message" -> message = in.string(message);
          case "param" -> param = in.string();
          case "event_id" -> eventId = in.string();
          default -> in.skip();
        }
    return new ApiError(type, code, message, param, eventId);
  }

  static @Nullable Usage usage(Cursor in) {
    return in.object() ? new UsageReading().read(in) : null;
  }

  static List<RateLimit> rateLimits(Cursor in) {
    List<RateLimit> limits = new ArrayList<>();
    if (in.array())
      while (in.element())
        if (in.object())
          limits.add(rateLimit(in));
    return limits;
  }

  private static RateLimit rateLimit(Cursor in) {
    String what = "";
    Long limit = null;
    Long remaining = null;
    Double reset = null;
    for (String name; (name = in.member()) != null;)
      switch (name) {
        case "name" -> what = in.string(what);
        case "limit" -> limit = in.wholeNumber();
        case "remaining" -> remaining = in.wholeNumber();
        case "reset_seconds" -> reset = in.number();
        default -> in.skip();
      }
    return new RateLimit(what, limit == null ? 0 : limit, remaining == null ? 0 : remaining, reset == null ? 0 : reset);
  }
}
