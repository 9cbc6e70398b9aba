package io.github.realtimecli.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item of a conversation.
///
/// @param id      `null` when the server is to choose
/// @param type    `message`, `function_call`, `function_call_output`, …
/// @param role    `user`, `assistant`, `system`; only messages have one
/// @param status  `in_progress`, `completed`, `incomplete`
/// @param content only messages have any
/// @param call    only function calls and their outputs have one
/// @param extra   further members as they stood, such as those of `mcp_call`: nested maps, lists, strings, numbers,
///                booleans and [SessionSettings#JSON_NULL]
public record Item(@Nullable String id, String type, @Nullable String role, @Nullable String status,
    List<Content> content, @Nullable Call call, Map<String, Object> extra) {
  /// A function call or its output.
  public record Call(String callId, @Nullable String name, @Nullable String arguments, @Nullable String output) {}

  public Item {
    content = List.copyOf(content);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  public Item(@Nullable String id, String type, @Nullable String role, @Nullable String status, List<Content> content,
      @Nullable Call call) {
    this(id, type, role, status, content, call, Map.of());
  }

  public static Item message(@Nullable String id, String role, @Nullable String status, List<Content> content) {
    return new Item(id, "message", role, status, content, null);
  }
}
