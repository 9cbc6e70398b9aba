package io.github.realtimecli.cli;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.provider.Address;
import io.github.realtimecli.provider.ProxyChoice;
import io.github.realtimecli.provider.Provider;
import io.github.realtimecli.server.LocalServer;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.turn.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom the command line wants us to call, and how: the embedded server, a provider, or any other server.
///
/// @param detour  the proxy, and who says so; `null` for the direct way
/// @param server  the embedded one, when it is that
record Target(Provider provider, Credentials credentials, Address address, Endpoint endpoint, Plan plan,
    @Nullable ProxyChoice detour, @Nullable LocalServer server) implements AutoCloseable {
  private static final Endpoint.Header BETA = new Endpoint.Header("OpenAI-Beta", "realtime=v1");
  private static final int SHORT = 8;

  /// @param settings of the session that is wanted
  /// @param in       where `--api-key-file -` reads the key
  /// @throws Stop when there is no key for a server that wants one, or the address cannot be meant
  static Target of(ConnectionOptions connection, SessionSettings settings, Map<String, String> environment,
      InputStream in,
      Terminal terminal) {
    if (connection.local())
      return local(connection, settings);
    Credentials credentials = Credentials.of(connection, environment, in);
    credentials.secrets().forEach(terminal::conceal);
    for (String warning : credentials.account().warnings())
      terminal.note("warning: " + warning);
    Target target = remote(connection, settings, credentials, environment);
    for (String secret : target.address.secrets())
      if (secret.length() >= SHORT)
        terminal.conceal(secret);
    target.checkKey(connection, environment);
    return target;
  }

  private static Target local(ConnectionOptions connection, SessionSettings settings) {
    if (connection.url() != null)
      throw Stop.misuse("--local and --url exclude each other", "leave one of them out");
    try {
      LocalServer server = LocalServer.start();
      Address address = Address.of(Provider.OPENAI, server.uri().toString(), connection.model(), intent(settings));
      return target(connection, settings, new Credentials(Account.NOBODY, connection.headers()), address, null, server);
    } catch (IOException e) {
      throw new Stop(new UserError("the embedded server cannot listen on this machine: " + e.getMessage(),
          "check the loopback interface", ExitCode.NETWORK));
    }
  }

  /// Whom we would call as `credentials`, with or without a key.
  ///
  /// @throws Stop when the address cannot be meant
  static Target remote(ConnectionOptions connection, SessionSettings settings, Credentials credentials,
      Map<String, String> environment) {
    Address address = address(connection, settings, credentials.account());
    try {
      return target(connection, settings, credentials, address, ProxyChoice.to(address.uri(), environment), null);
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(String.valueOf(e.getMessage()), "write it like HTTPS_PROXY=http://host:3128, or unset it");
    }
  }

  private static Address address(ConnectionOptions connection, SessionSettings settings, Account account) {
    Provider provider = connection.provider();
    String url = connection.url() != null ? connection.url() : account.baseUrl();
    if (url == null && provider.baseUrl() == null)
      throw Stop.misuse("--provider " + provider.word() + " needs the address of your resource",
          "set " + provider.names().baseUrl() + "=https://NAME.openai.azure.com, or name it: --url URL");
    if (connection.model() == null && provider.model() == null && intent(settings) == Address.Intent.REALTIME
        && !Address.chooses(url))
      throw Stop.misuse("--provider " + provider.word() + " needs the name of your deployment",
          "name it: --model NAME");
    try {
      return Address.of(provider, url, connection.model(), intent(settings));
    } catch (IllegalArgumentException e) {
      throw Stop.misuse((connection.url() != null ? "--url" : provider.names().baseUrl()) + ": " + e.getMessage(),
          "write it like wss://host/v1/realtime or https://host/v1");
    }
  }

  private static Address.Intent intent(SessionSettings settings) {
    return switch (settings.kind()) {
      case REALTIME -> Address.Intent.REALTIME;
      case TRANSCRIPTION -> Address.Intent.TRANSCRIPTION;
    };
  }

  private static Target target(ConnectionOptions connection, SessionSettings settings, Credentials credentials,
      Address address,
      @Nullable ProxyChoice detour, @Nullable LocalServer server) {
    Session.@Nullable Shape shape = shape(connection, address, server);
    List<Endpoint.Header> own = new ArrayList<>(credentials.headers());
    if (shape == Session.Shape.BETA && !Provider.has(own, BETA.name()))
      own.add(BETA);
    Endpoint endpoint = new Endpoint(address.uri(), connection.provider().headers(credentials.account(), own),
        connection.connectTimeout(), detour == null ? null : detour.proxy(), connection.cacert());
    return new Target(connection.provider(), credentials, address, endpoint,
        new Plan(settings, shape, connection.timeout()), detour,
        server);
  }

  /// A provider's own address and our own server are known to speak GA; another server's `session.created` tells.
  private static Session.@Nullable Shape shape(ConnectionOptions connection, Address address,
      @Nullable LocalServer server) {
    return switch (connection.dialect()) {
      case GA -> Session.Shape.GA;
      case BETA -> Session.Shape.BETA;
      case AUTO -> server != null ? Session.Shape.GA : switch (address.shape()) {
        case GA -> Session.Shape.GA;
        case BETA -> Session.Shape.BETA;
        case UNKNOWN -> null;
      };
    };
  }

  /// @throws Stop when there is no key for a server that wants one, or it would travel in the clear
  void checkKey(ConnectionOptions connection, Map<String, String> environment) {
    boolean hasKey = credentials.hasKey() || !address.secrets().isEmpty();
    if (!hasKey && !address.isLoopback())
      throw new Stop(UserError.noKey(provider, environment));
    if (hasKey && !address.isEncrypted() && !address.isLoopback() && !connection.insecure())
      throw Stop.misuse("the key would travel to " + address.uri().getHost() + " unencrypted",
          "use wss:// or https://, or allow it: --insecure");
  }

  /// The key, empty without one: whatever is written down must not hold it.
  String secret() {
    List<String> secrets = credentials.secrets();
    return secrets.isEmpty() ? "" : secrets.getFirst();
  }

  /// Host and port, for sentences.
  String name() {
    return server != null ? "the embedded server" : endpoint.uri().getRawAuthority();
  }

  /// What a user has to do when the server refuses the key.
  String keyHint() {
    String origin = credentials.origin();
    return origin == null
        ? "set " + provider.names().keys().getFirst()
        : "check the key from " + origin + " and what it is allowed to do";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public void close() {
    if (server != null)
      server.close();
  }
}
