package io.github.realtimecli.cli;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.provider.Address;
import io.github.realtimecli.provider.Detour;
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
record Callee(Provider provider, Passport passport, Address address, Endpoint endpoint, Plan plan,
    @Nullable Detour detour, @Nullable LocalServer server) implements AutoCloseable {
  private static final Endpoint.Header BETA = new Endpoint.Header("OpenAI-Beta", "realtime=v1");
  private static final int SHORT = 8;

  /// @param settings of the session that is wanted
  /// @param in       where `--api-key-file -` reads the key
  /// @throws Stop when there is no key for a server that wants one, or the address cannot be meant
  static Callee of(Whom whom, SessionSettings settings, Map<String, String> environment, InputStream in,
      Terminal terminal) {
    if (whom.local())
      return local(whom, settings);
    Passport passport = Passport.of(whom, environment, in);
    passport.secrets().forEach(terminal::conceal);
    for (String warning : passport.account().warnings())
      terminal.note("warning: " + warning);
    Callee callee = remote(whom, settings, passport, environment);
    callee.address.secrets().stream().filter(secret -> secret.length() >= SHORT).forEach(terminal::conceal);
    callee.checkKey(whom, environment);
    return callee;
  }

  private static Callee local(Whom whom, SessionSettings settings) {
    if (whom.url() != null)
      throw Stop.misuse("--local and --url exclude each other", "leave one of them out");
    try {
      LocalServer server = LocalServer.start();
      Address address = Address.of(Provider.OPENAI, server.uri().toString(), whom.model(), intent(settings));
      return callee(whom, settings, new Passport(Account.NOBODY, whom.headers()), address, null, server);
    } catch (IOException e) {
      throw new Stop(new Complaint("the embedded server cannot listen on this machine: " + e.getMessage(),
          "check the loopback interface", ExitCode.NETWORK));
    }
  }

  /// Whom we would call as `passport`, with or without a key.
  ///
  /// @throws Stop when the address cannot be meant
  static Callee remote(Whom whom, SessionSettings settings, Passport passport, Map<String, String> environment) {
    Address address = address(whom, settings, passport.account());
    try {
      return callee(whom, settings, passport, address, Detour.to(address.uri(), environment), null);
    } catch (IllegalArgumentException e) {
      throw Stop.misuse(String.valueOf(e.getMessage()), "write it like HTTPS_PROXY=http://host:3128, or unset it");
    }
  }

  private static Address address(Whom whom, SessionSettings settings, Account account) {
    Provider provider = whom.provider();
    String url = whom.url() != null ? whom.url() : account.baseUrl();
    if (url == null && provider.baseUrl() == null)
      throw Stop.misuse("--provider " + provider.word() + " needs the address of your resource",
          "set " + provider.names().baseUrl() + "=https://NAME.openai.azure.com, or name it: --url URL");
    if (whom.model() == null && provider.model() == null && intent(settings) == Address.Intent.REALTIME
        && !Address.chooses(url))
      throw Stop.misuse("--provider " + provider.word() + " needs the name of your deployment",
          "name it: --model NAME");
    try {
      return Address.of(provider, url, whom.model(), intent(settings));
    } catch (IllegalArgumentException e) {
      throw Stop.misuse((whom.url() != null ? "--url" : provider.names().baseUrl()) + ": " + e.getMessage(),
          "write it like wss://host/v1/realtime or https://host/v1");
    }
  }

  private static Address.Intent intent(SessionSettings settings) {
    return switch (settings.kind()) {
      case REALTIME -> Address.Intent.REALTIME;
      case TRANSCRIPTION -> Address.Intent.TRANSCRIPTION;
    };
  }

  private static Callee callee(Whom whom, SessionSettings settings, Passport passport, Address address,
      @Nullable Detour detour, @Nullable LocalServer server) {
    Session.@Nullable Shape shape = shape(whom, address, server);
    List<Endpoint.Header> own = new ArrayList<>(passport.headers());
    if (shape == Session.Shape.BETA && own.stream().noneMatch(header -> header.name().equalsIgnoreCase(BETA.name())))
      own.add(BETA);
    Endpoint endpoint = new Endpoint(address.uri(), whom.provider().headers(passport.account(), own),
        whom.connectTimeout(), detour == null ? null : detour.proxy(), whom.cacert());
    return new Callee(whom.provider(), passport, address, endpoint, new Plan(settings, shape, whom.timeout()), detour,
        server);
  }

  /// A provider's own address and our own server are known to speak GA; another server's `session.created` tells.
  private static Session.@Nullable Shape shape(Whom whom, Address address, @Nullable LocalServer server) {
    return switch (whom.dialect()) {
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
  void checkKey(Whom whom, Map<String, String> environment) {
    boolean hasKey = passport.hasKey() || !address.secrets().isEmpty();
    if (!hasKey && !address.isLoopback())
      throw new Stop(Complaint.noKey(provider, environment));
    if (hasKey && !address.isEncrypted() && !address.isLoopback() && !whom.insecure())
      throw Stop.misuse("the key would travel to " + address.uri().getHost() + " unencrypted",
          "use wss:// or https://, or allow it: --insecure");
  }

  /// The key, empty without one: whatever is written down must not hold it.
  String secret() {
    List<String> secrets = passport.secrets();
    return secrets.isEmpty() ? "" : secrets.getFirst();
  }

  /// Host and port, for sentences.
  String name() {
    return server != null ? "the embedded server" : endpoint.uri().getRawAuthority();
  }

  /// What a user has to do when the server refuses the key.
  String keyHint() {
    String origin = passport.origin();
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
