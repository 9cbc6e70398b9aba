package io.github.realtimecli.cli;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.provider.Address;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom the command line wants us to call, and how: the embedded server, a provider, or any other server.
///
/// @param secret the key, empty without one: whatever is written down must not hold it
/// @param server the embedded one, when it is that
record Callee(Endpoint endpoint, Plan plan, String secret, @Nullable LocalServer server) implements AutoCloseable {
  private static final Endpoint.Header BETA = new Endpoint.Header("OpenAI-Beta", "realtime=v1");

  /// @throws Stop when there is no key for a server that wants one, or the address cannot be meant
  static Callee of(AskOptions options, Map<String, String> environment, Terminal terminal) {
    return options.local() ? local(options) : remote(options, environment, terminal);
  }

  private static Callee local(AskOptions options) {
    if (options.url() != null)
      throw Stop.misuse("--local and --url exclude each other", "leave one of them out");
    try {
      LocalServer server = LocalServer.start();
      return callee(options, Address.of(options.provider(), server.uri().toString(), options.model()), Account.NOBODY,
          server);
    } catch (IOException e) {
      throw new Stop(new Complaint("the embedded server cannot listen on this machine: " + e.getMessage(),
          "check the loopback interface", ExitCode.NETWORK));
    }
  }

  private static Callee remote(AskOptions options, Map<String, String> environment, Terminal terminal) {
    Account account = account(environment);
    if (account.key() != null)
      terminal.conceal(account.key().secret());
    for (String warning : account.warnings())
      terminal.note("warning: " + warning);
    String url = options.url() != null ? options.url() : account.baseUrl();
    Address address;
    try {
      address = Address.of(options.provider(), url, options.model());
    } catch (IllegalArgumentException e) {
      throw Stop.misuse((options.url() != null ? "--url: " : "OPENAI_BASE_URL: ") + e.getMessage(),
          "write it like wss://host/v1/realtime or https://host/v1");
    }
    if (account.key() == null && !address.isLoopback())
      throw new Stop(Complaint.NO_KEY);
    if (account.key() != null && !address.isEncrypted() && !address.isLoopback() && !options.insecure())
      throw Stop.misuse("the key would travel to " + address.uri().getHost() + " unencrypted",
          "use wss:// or https://, or allow it: --insecure");
    return callee(options, address, account, null);
  }

  private static Account account(Map<String, String> environment) {
    try {
      return Account.of(environment, Path.of(""));
    } catch (IllegalArgumentException e) {
      throw new Stop(new Complaint(String.valueOf(e.getMessage()), "check OPENAI_API_KEY and .env", ExitCode.KEY));
    }
  }

  private static Callee callee(AskOptions options, Address address, Account account, @Nullable LocalServer server) {
    Session.@Nullable Shape shape = shape(options, address, server);
    List<Endpoint.Header> extra = shape == Session.Shape.BETA ? List.of(BETA) : List.of();
    Endpoint endpoint = address.endpoint(options.provider(), account, extra, options.connectTimeout());
    return new Callee(endpoint, new Plan(Wishes.settings(options), shape, options.timeout()),
        account.key() == null ? "" : account.key().secret(), server);
  }

  /// A provider's own address and our own server are known to speak GA; another server's `session.created` tells.
  private static Session.@Nullable Shape shape(AskOptions options, Address address, @Nullable LocalServer server) {
    return switch (options.dialect()) {
      case GA -> Session.Shape.GA;
      case BETA -> Session.Shape.BETA;
      case AUTO -> address.given() && server == null ? null : Session.Shape.GA;
    };
  }

  @Override
  public String toString() {
    return name();
  }

  /// Host and port, for sentences.
  String name() {
    return server != null ? "the embedded server" : endpoint.uri().getRawAuthority();
  }

  @Override
  public void close() {
    if (server != null)
      server.close();
  }
}
