package io.github.realtimecli.provider;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.transport.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The providers we know; the first is the default.
public enum Provider {
  OPENAI("https://api.openai.com/v1") {
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
  };

  private final String baseUrl;

  Provider(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /// The address used when the user gives none.
  public String baseUrl() {
    return baseUrl;
  }

  abstract List<Endpoint.Header> headers(Account account);

  /// The name on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
