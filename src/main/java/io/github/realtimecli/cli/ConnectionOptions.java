package io.github.realtimecli.cli;

import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.transport.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options about whom to call and how, as they stand on the command line: the same for every command that calls.
///
/// @param url            `null` for the environment's or the provider's own
/// @param model          `null` when none is named
/// @param headers        extra ones of the handshake; a value may be a secret
/// @param apiKeyFile     where the key is read from, `-` for stdin; `null` for the environment
/// @param cacert         a PEM file of certificates to trust in place of Java's own
/// @param connectTimeout for name look-up, TCP, proxy, TLS and handshake together
/// @param timeout        longest silence of the server during a turn
/// @param retries        how often a failure that can be cured by it is followed by another try
/// @param insecure       whether the key may travel unencrypted
record ConnectionOptions(boolean local, Provider provider, @Nullable String url, @Nullable String model,
    Spelling dialect,
    List<Endpoint.Header> headers, @Nullable String apiKeyFile, @Nullable Path cacert, Duration connectTimeout,
    Duration timeout, int retries, boolean insecure) {
  private static final int MOST_RETRIES = 10;

  /// `--dialect`.
  enum Spelling {
    AUTO, GA, BETA
  }

  ConnectionOptions { headers = List.copyOf(headers); }

  static void addTo(CommandSpec spec) {
    Command.flag(spec, "--local");
    Command.value(spec, "--provider");
    Command.value(spec, "--url");
    Command.value(spec, "--model");
    Command.value(spec, "--dialect");
    Command.values(spec, "--header");
    Command.value(spec, "--api-key-file");
    Command.value(spec, "--cacert");
    Command.value(spec, "--connect-timeout");
    Command.value(spec, "--timeout");
    Command.value(spec, "--retries");
    Command.flag(spec, "--insecure");
  }

  /// @throws Stop when a value is none of those an option takes
  static ConnectionOptions of(ParseResult parsed) {
    String url = OptionValues.text(parsed, "--url");
    return new ConnectionOptions(OptionValues.flag(parsed, "--local"),
        provider(OptionValues.text(parsed, "--provider"), url), url,
        model(OptionValues.text(parsed, "--model")), dialect(OptionValues.text(parsed, "--dialect")),
        headers(OptionValues.texts(parsed, "--header")), OptionValues.text(parsed, "--api-key-file"),
        cacert(OptionValues.text(parsed, "--cacert")), OptionValues.duration(parsed, "--connect-timeout", "10s"),
        OptionValues.duration(parsed, "--timeout", "60s"),
        OptionValues.number(parsed, "--retries", 2, 0, MOST_RETRIES, "write it like --retries 2"),
        OptionValues.flag(parsed, "--insecure"));
  }

  /// @param files of the command line
  /// @throws Stop when the key and a file would both be read from standard input
  void checkStdin(List<String> files) {
    if ("-".equals(apiKeyFile) && files.contains("-"))
      throw Stop.misuse("--api-key-file - and the file - both want standard input", "name a file for one of them");
  }

  /// An address of Azure's is Azure's, unless another provider is named.
  private static Provider provider(@Nullable String word, @Nullable String url) {
    if (word == null)
      return Provider.at(url);
    for (Provider provider : Provider.values())
      if (provider.word().equals(word))
        return provider;
    throw Stop.misuse("--provider: '" + word + "' is not a provider",
        "known: openai, azure; any other server: --url URL");
  }

  private static @Nullable String model(@Nullable String name) {
    if (name != null && name.isBlank())
      throw Stop.misuse("--model: the name is empty", "leave it out, or name a model");
    return name;
  }

  private static Spelling dialect(@Nullable String word) {
    return switch (word) {
      case null -> Spelling.AUTO;
      case "auto" -> Spelling.AUTO;
      case "ga" -> Spelling.GA;
      case "beta" -> Spelling.BETA;
      default -> throw Stop.misuse("--dialect: '" + word + "' is not a dialect", "one of auto, ga, beta");
    };
  }

  /// No message holds a value: it may be a secret.
  private static List<Endpoint.Header> headers(List<String> lines) {
    List<Endpoint.Header> headers = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      try {
        headers.add(new Endpoint.Header(line.substring(0, Math.max(0, colon)).strip(), line.substring(colon + 1)));
      } catch (IllegalArgumentException e) {
        throw Stop.misuse("--header: " + e.getMessage(), "write it like --header 'Name: value'");
      }
    }
    return headers;
  }

  private static @Nullable Path cacert(@Nullable String file) {
    if (file == null)
      return null;
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path))
      throw Stop.misuse("--cacert: " + file + " cannot be read", "name a file of certificates in PEM form");
    return path;
  }
}
