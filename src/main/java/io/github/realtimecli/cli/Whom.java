package io.github.realtimecli.cli;

import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.transport.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
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
record Whom(boolean local, Provider provider, @Nullable String url, @Nullable String model, Spelling dialect,
    List<Endpoint.Header> headers, @Nullable String apiKeyFile, @Nullable Path cacert, Duration connectTimeout,
    Duration timeout, int retries, boolean insecure) {
  static final String DEFAULT_MODEL = "gpt-realtime-2.1";
  private static final int RETRIES = 2;

  /// `--dialect`.
  enum Spelling {
    AUTO, GA, BETA
  }

  Whom { headers = List.copyOf(headers); }

  static void addTo(CommandSpec spec) {
    Command.flag(spec, "--local");
    Command.value(spec, "--provider");
    Command.value(spec, "--url");
    Command.value(spec, "--model");
    Command.value(spec, "--dialect");
    Command.value(spec, "--connect-timeout");
    Command.value(spec, "--timeout");
    Command.flag(spec, "--insecure");
  }

  /// @throws Stop when a value is none of those an option takes
  static Whom of(ParseResult parsed) {
    return new Whom(Given.flag(parsed, "--local"), provider(Given.text(parsed, "--provider")),
        Given.text(parsed, "--url"), Given.text(parsed, "--model"), dialect(Given.text(parsed, "--dialect")),
        List.of(), null, null, Given.duration(parsed, "--connect-timeout", "10s"),
        Given.duration(parsed, "--timeout", "60s"), RETRIES, Given.flag(parsed, "--insecure"));
  }

  private static Provider provider(@Nullable String word) {
    if (word == null)
      return Provider.OPENAI;
    for (Provider provider : Provider.values())
      if (provider.word().equals(word))
        return provider;
    throw Stop.misuse("--provider: '" + word + "' is not a provider", "known: openai; any other server: --url URL");
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
}
