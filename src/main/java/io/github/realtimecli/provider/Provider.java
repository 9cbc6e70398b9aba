package io.github.realtimecli.provider;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.config.Credential;
import io.github.realtimecli.config.Names;
import io.github.realtimecli.transport.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The providers we know; the first is the default, and stands for any server of which only the URL is known.
public enum Provider {
  OPENAI("https://api.openai.com/v1", "gpt-realtime-2.1") {
    @Override
    public Names names() {
      return new Names(List.of("OPENAI_API_KEY"), List.of(), "OPENAI_BASE_URL", "OPENAI_ORG_ID",
          "OPENAI_PROJECT_ID");
    }

    @Override
    List<Endpoint.Header> headers(Account account) {
      List<Endpoint.Header> headers = new ArrayList<>();
      if (account.key() != null)
        headers.add(new Endpoint.Header("Authorization", "Bearer " + account.key().secret()));
      if (account.organization() != null)
        headers.add(new Endpoint.Header("OpenAI-Organization", account.organization()));
      if (account.project() != null)
        headers.add(new Endpoint.Header("OpenAI-Project", account.project()));
      return headers;
    }

    @Override
    String basePath(String path) {
      return path;
    }
  },
  /// The address and the deployment are the user's own; an Entra token takes the place of a key.
  AZURE(null, null) {
    @Override
    public Names names() {
      return new Names(List.of("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_KEY"), List.of("AZURE_OPENAI_AD_TOKEN"),
          "AZURE_OPENAI_ENDPOINT", null, null);
    }

    @Override
    List<Endpoint.Header> headers(Account account) {
      Credential credential = account.credential();
      if (credential == null)
        return List.of();
      String secret = credential.key().secret();
      return List.of(switch (credential.kind()) {
        case KEY -> new Endpoint.Header("api-key", secret);
        case TOKEN -> new Endpoint.Header("Authorization", "Bearer " + secret);
      });
    }

    @Override
    String basePath(String path) {
      return path.isEmpty() ? "/openai/v1" : path.equals("/openai") ? path + "/v1" : path;
    }
  };

  private static final List<String> AZURE_HOSTS = List.of(".openai.azure.com", ".openai.azure.us",
      ".cognitiveservices.azure.com", ".services.ai.azure.com");

  private final @Nullable String baseUrl;
  private final @Nullable String model;

  Provider(@Nullable String baseUrl, @Nullable String model) {
    this.baseUrl = baseUrl;
    this.model = model;
  }

  /// The variables of its users.
  public abstract Names names();

  /// The address used when the user gives none; `null` where everyone has one of their own.
  public @Nullable String baseUrl() {
    return baseUrl;
  }

  /// The model used when none is named; `null` where nobody can know.
  public @Nullable String model() {
    return model;
  }

  /// The headers of a handshake: those by which the account shows itself, then `own`, which replace them by name.
  public List<Endpoint.Header> headers(Account account, List<Endpoint.Header> own) {
    List<Endpoint.Header> headers = new ArrayList<>();
    for (Endpoint.Header header : headers(account))
      if (!has(own, header.name()))
        headers.add(header);
    headers.addAll(own);
    return headers;
  }

  /// Whether one of them has that name.
  public static boolean has(List<Endpoint.Header> headers, String name) {
    for (Endpoint.Header header : headers)
      if (header.name().equalsIgnoreCase(name))
        return true;
    return false;
  }

  /// Whether a header takes the place of the key.
  public static boolean isCredential(Endpoint.Header header) {
    return header.name().equalsIgnoreCase("Authorization") || header.name().equalsIgnoreCase("api-key");
  }

  /// How an account shows itself.
  abstract List<Endpoint.Header> headers(Account account);

  /// The path below which the API lies, for a base URL with this path (without a slash at its end).
  abstract String basePath(String path);

  /// The name on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whose server that is, by its address.
  public static Provider at(@Nullable String url) {
    String host = url == null ? "" : url.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
    String name = host.replaceFirst("[:/?#].*$", "");
    for (String azure : AZURE_HOSTS)
      if (name.endsWith(azure))
        return AZURE;
    return OPENAI;
  }
}
