package io.github.realtimecli.cli;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.config.Credential;
import io.github.realtimecli.config.KeyFile;
import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.transport.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who we are towards a server: the account, and what the command line puts in its place.
///
/// @param headers of the command line
record Credentials(Account account, List<Endpoint.Header> headers) {
  static final Credentials NONE = new Credentials(Account.NOBODY, List.of());
  private static final Pattern SECRET = Pattern.compile("auth|key|token|secret|cookie", Pattern.CASE_INSENSITIVE);
  private static final int SHORT = 8;

  Credentials { headers = List.copyOf(headers); }

  /// @param in where `--api-key-file -` reads the key
  /// @throws Stop when a key is malformed or cannot be read
  static Credentials of(ConnectionOptions connection, Map<String, String> environment, InputStream in) {
    String file = connection.apiKeyFile();
    Account account = file == null
        ? account(connection.provider(), environment)
        : account(connection.provider(), environment, file, in);
    for (Endpoint.Header header : connection.headers())
      if (Provider.isCredential(header))
        return new Credentials(account.withoutKey(), connection.headers());
    return new Credentials(account, connection.headers());
  }

  private static Account account(Provider provider, Map<String, String> environment) {
    try {
      return Account.of(provider.names(), environment, Path.of(""));
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), "check " + provider.names().keys().getFirst() + " and .env");
    }
  }

  private static Account account(Provider provider, Map<String, String> environment, String file, InputStream in) {
    String name = file.equals(KeyFile.STDIN) ? "standard input" : file;
    List<String> warnings = new ArrayList<>();
    try {
      Credential credential = KeyFile.read(file, in, warnings);
      return Account.of(provider.names(), environment, credential, warnings);
    } catch (IllegalArgumentException e) {
      throw unusable("--api-key-file: " + name + ": " + e.getMessage(), "put the key alone into its first line");
    } catch (NoSuchFileException e) {
      throw unusable("--api-key-file: there is no file " + name, "name a file whose first line is the key");
    } catch (IOException e) {
      throw unusable("--api-key-file: " + name + " cannot be read: " + ErrorText.of(e),
          "name a file whose first line is the key");
    }
  }

  private static Stop unusable(String sentence, String hint) {
    return new Stop(new UserError(sentence, hint, ExitCode.KEY));
  }

  /// Whether it holds a key, or what a server takes for one: it must not travel in the clear.
  boolean hasKey() {
    if (account.key() != null)
      return true;
    for (Endpoint.Header header : headers)
      if (isSecret(header))
        return true;
    return false;
  }

  private static boolean isSecret(Endpoint.Header header) {
    return SECRET.matcher(header.name()).find();
  }

  /// What must be neither shown nor written down, the key first.
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (account.key() != null)
      secrets.add(account.key().secret());
    for (Endpoint.Header header : headers)
      if (isSecret(header))
        for (String word : header.value().split(" "))
          if (word.length() >= SHORT)
            secrets.add(word);
    return secrets;
  }

  /// Where the key comes from, in words; `null` without one.
  @Nullable
  String origin() {
    Credential credential = account.credential();
    if (credential != null)
      return credential.origin();
    for (Endpoint.Header header : headers)
      if (isSecret(header))
        return "--header " + header.name();
    return null;
  }
}
