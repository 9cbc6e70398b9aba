package io.github.realtimecli.cli;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
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

  /// @param settings of the session that is wanted
  /// @throws Stop when there is no key for a server that wants one, or the address cannot be meant
  static Callee of(Whom whom, SessionSettings settings, Map<String, String> environment, Terminal terminal) {
    return whom.local() ? local(whom, settings) : remote(whom, settings, environment, terminal);
  }

  private static Callee local(Whom whom, SessionSettings settings) {
    if (whom.url() != null)
      throw Stop.misuse("--local and --url exclude each other", "leave one of them out");
    try {
      LocalServer server = LocalServer.start();
      return callee(whom, settings, Address.of(whom.provider(), server.uri().toString(), model(whom)), Account.NOBODY,
          server);
    } catch (IOException e) {
      throw new Stop(new Complaint("the embedded server cannot listen on this machine: " + e.getMessage(),
          "check the loopback interface", ExitCode.NETWORK));
    }
  }

  private static Callee remote(Whom whom, SessionSettings settings, Map<String, String> environment,
      Terminal terminal) {
    Account account = account(environment);
    if (account.key() != null)
      terminal.conceal(account.key().secret());
    for (String warning : account.warnings())
      terminal.note("warning: " + warning);
    String url = whom.url() != null ? whom.url() : account.baseUrl();
    Address address;
    try {
      address = Address.of(whom.provider(), url, model(whom));
    } catch (IllegalArgumentException e) {
      throw Stop.misuse((whom.url() != null ? "--url: " : "OPENAI_BASE_URL: ") + e.getMessage(),
          "write it like wss://host/v1/realtime or https://host/v1");
    }
    if (account.key() == null && !address.isLoopback())
      throw new Stop(Complaint.NO_KEY);
    if (account.key() != null && !address.isEncrypted() && !address.isLoopback() && !whom.insecure())
      throw Stop.misuse("the key would travel to " + address.uri().getHost() + " unencrypted",
          "use wss:// or https://, or allow it: --insecure");
    return callee(whom, settings, address, account, null);
  }

  private static Account account(Map<String, String> environment) {
    try {
      return Account.of(environment, Path.of(""));
    } catch (IllegalArgumentException e) {
      throw new Stop(new Complaint(String.valueOf(e.getMessage()), "check OPENAI_API_KEY and .env", ExitCode.KEY));
    }
  }

  private static Callee callee(Whom whom, SessionSettings settings, Address address, Account account,
      @Nullable LocalServer server) {
    Session.@Nullable Shape shape = shape(whom, address, server);
    List<Endpoint.Header> extra = shape == Session.Shape.BETA ? List.of(BETA) : List.of();
    Endpoint endpoint = address.endpoint(whom.provider(), account, extra, whom.connectTimeout());
    return new Callee(endpoint, new Plan(settings, shape, whom.timeout()),
        account.key() == null ? "" : account.key().secret(), server);
  }

  private static String model(Whom whom) {
    return whom.model() == null ? Whom.DEFAULT_MODEL : whom.model();
  }

  /// A provider's own address and our own server are known to speak GA; another server's `session.created` tells.
  private static Session.@Nullable Shape shape(Whom whom, Address address, @Nullable LocalServer server) {
    return switch (whom.dialect()) {
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
