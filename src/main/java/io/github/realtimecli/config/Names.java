package io.github.realtimecli.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variables in which one provider's users keep who they are; of several, the first that is set counts.
///
/// @param keys    of an API key
/// @param tokens  of an access token, asked for when there is no key
/// @param baseUrl of the server's address
public record Names(List<String> keys, List<String> tokens, String baseUrl, @Nullable String organization,
    @Nullable String project) {
  public Names {
    keys = List.copyOf(keys);
    tokens = List.copyOf(tokens);
  }

  /// All that hold a secret.
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(keys);
    secrets.addAll(tokens);
    return secrets;
  }
}
