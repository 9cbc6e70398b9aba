package io.github.realtimecli.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one response is made with, where it differs from the session.
///
/// @param outOfBand the answer stays out of the conversation (`conversation: none`)
/// @param input     the items it is made from, `null` for the conversation
/// @param metadata  comes back in the response
public record ResponseSettings(SessionSettings settings, boolean outOfBand, @Nullable List<Item> input,
    Map<String, String> metadata) {
  public static final ResponseSettings AS_SESSION = new ResponseSettings(SessionSettings.NONE, false, null, Map.of());

  public ResponseSettings {
    input = input == null ? null : List.copyOf(input);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
