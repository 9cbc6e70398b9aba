package io.github.realtimecli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom the environment says we are towards one provider.
///
/// @param warnings sentences for the user, without secrets
public record Account(@Nullable Credential credential, @Nullable String baseUrl, @Nullable String organization,
    @Nullable String project, List<String> warnings) {
  public static final Account NOBODY = new Account(null, null, null, null, List.of());

  public Account { warnings = List.copyOf(warnings); }

  /// Reads the environment, and `.env` in `folder` when the environment has no key. A blank variable counts as unset.
  /// What both say, the environment decides. A `.env` without a key is not believed in anything else either: it must not
  /// send the key of the environment to an address of its own.
  ///
  /// @throws IllegalArgumentException when the key or `.env` is malformed; the message holds no secret
  public static Account of(Names names, Map<String, String> environment, Path folder) {
    Path file = folder.resolve(".env");
    Credential own = credential(names, environment, "the environment");
    if (own != null || !Files.isRegularFile(file))
      return of(names, environment, Map.of(), own, List.of());
    List<String> warnings = new ArrayList<>();
    Map<String, String> declared = DotEnv.read(file, warnings);
    Credential credential = credential(names, declared, ".env");
    return of(names, environment, credential == null ? Map.of() : declared, credential, warnings);
  }

  /// Reads the environment for anything but the key, which is known; `.env` is not read.
  ///
  /// @param warnings about the key
  public static Account of(Names names, Map<String, String> environment, Credential credential, List<String> warnings) {
    return of(names, environment, Map.of(), credential, warnings);
  }

  private static Account of(Names names, Map<String, String> environment, Map<String, String> declared,
      @Nullable Credential credential, List<String> warnings) {
    return new Account(credential, first(environment, declared, names.baseUrl()),
        first(environment, declared, names.organization()), first(environment, declared, names.project()), warnings);
  }

  private static @Nullable Credential credential(Names names, Map<String, String> variables, String where) {
    for (String name : names.secrets()) {
      String value = value(variables, name);
      if (value != null)
        return new Credential(Key.of(value),
            names.tokens().contains(name) ? Credential.Kind.TOKEN : Credential.Kind.KEY, name + " in " + where);
    }
    return null;
  }

  private static @Nullable String first(Map<String, String> environment, Map<String, String> declared,
      @Nullable String name) {
    if (name == null)
      return null;
    String value = value(environment, name);
    return value != null ? value : value(declared, name);
  }

  private static @Nullable String value(Map<String, String> variables, String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  public @Nullable Key key() {
    return credential == null ? null : credential.key();
  }

  /// The same without what the user shows a server in another way.
  public Account withoutKey() {
    return new Account(null, baseUrl, organization, project, warnings);
  }
}
