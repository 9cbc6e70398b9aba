package io.github.realtimecli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom the environment says we are.
///
/// @param key          `OPENAI_API_KEY`
/// @param baseUrl      `OPENAI_BASE_URL`
/// @param organization `OPENAI_ORG_ID`
/// @param project      `OPENAI_PROJECT_ID`
/// @param warnings     sentences for the user, without secrets
public record Account(@Nullable Key key, @Nullable String baseUrl, @Nullable String organization,
    @Nullable String project, List<String> warnings) {
  public static final Account NOBODY = new Account(null, null, null, null, List.of());

  public Account { warnings = List.copyOf(warnings); }

  /// Reads the environment, and `.env` in `folder` when the environment has no key. A blank variable counts as unset.
  /// What both say, the environment decides. A `.env` without a key is not believed in anything else either: it must not
  /// send the key of the environment to an address of its own.
  ///
  /// @throws IllegalArgumentException when the key or `.env` is malformed; the message holds no secret
  public static Account of(Map<String, String> environment, Path folder) {
    Path file = folder.resolve(".env");
    if (value(environment, "OPENAI_API_KEY") != null || !Files.isRegularFile(file))
      return of(environment, Map.of(), List.of());
    List<String> warnings = new ArrayList<>();
    Map<String, String> declared = DotEnv.read(file, warnings);
    return of(environment, value(declared, "OPENAI_API_KEY") == null ? Map.of() : declared, warnings);
  }

  private static Account of(Map<String, String> environment, Map<String, String> declared, List<String> warnings) {
    String key = first(environment, declared, "OPENAI_API_KEY");
    return new Account(key == null ? null : Key.of(key), first(environment, declared, "OPENAI_BASE_URL"),
        first(environment, declared, "OPENAI_ORG_ID"), first(environment, declared, "OPENAI_PROJECT_ID"), warnings);
  }

  private static @Nullable String first(Map<String, String> environment, Map<String, String> declared, String name) {
    String value = value(environment, name);
    return value != null ? value : value(declared, name);
  }

  private static @Nullable String value(Map<String, String> variables, String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
