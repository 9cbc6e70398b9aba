package io.github.realtimecli.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.config.Credential;
import io.github.realtimecli.config.Key;
import io.github.realtimecli.transport.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an account shows itself to a provider.
class ProviderTest {
  private static final String KEY = "sk-proj-abcdefghijkl";
  @TempDir
  private Path folder;

  private static Account account(Credential.Kind kind) {
    return new Account(new Credential(Key.of(KEY), kind, "here"), null, "org-1", "proj-1", List.of());
  }

  private static List<String> lines(List<Endpoint.Header> headers) {
    return headers.stream().map(header -> header.name() + ": " + header.value()).toList();
  }

  @Test
  void carriesAnOpenAiAccountInHeadersThatDoNotPrintIt() {
    List<Endpoint.Header> headers = Provider.OPENAI.headers(account(Credential.Kind.KEY), List.of());
    assertThat(lines(headers)).containsExactly("Authorization: Bearer " + KEY, "OpenAI-Organization: org-1",
        "OpenAI-Project: proj-1");
    assertThat(headers.toString()).doesNotContain("sk-proj");
  }

  @Test
  void carriesAnAzureKeyAndAnEntraTokenEachInItsHeader() {
    assertThat(lines(Provider.AZURE.headers(account(Credential.Kind.KEY), List.of())))
        .containsExactly("api-key: " + KEY);
    assertThat(lines(Provider.AZURE.headers(account(Credential.Kind.TOKEN), List.of())))
        .containsExactly("Authorization: Bearer " + KEY);
    assertThat(Provider.AZURE.headers(Account.NOBODY, List.of())).isEmpty();
  }

  @Test
  void letsAHeaderOfTheUsersTakeThePlaceOfItsOwn() {
    assertThat(lines(Provider.OPENAI.headers(account(Credential.Kind.KEY),
        List.of(new Endpoint.Header("authorization", "Basic eA=="), new Endpoint.Header("X-A", "1")))))
        .containsExactly("OpenAI-Organization: org-1", "OpenAI-Project: proj-1", "authorization: Basic eA==",
            "X-A: 1");
  }

  @Test
  void neverGivesOneProvidersKeyToAnother() {
    Map<String, String> both = Map.of("OPENAI_API_KEY", "sk-openai-1234567", "AZURE_OPENAI_KEY", "azure-key-1234567",
        "OPENAI_BASE_URL", "https://o/v1", "AZURE_OPENAI_ENDPOINT", "https://a", "OPENAI_ORG_ID", "org-1");
    Account openai = Account.of(Provider.OPENAI.names(), both, folder);
    Account azure = Account.of(Provider.AZURE.names(), both, folder);
    assertThat(lines(Provider.OPENAI.headers(openai, List.of()))).containsExactly(
        "Authorization: Bearer sk-openai-1234567",
        "OpenAI-Organization: org-1");
    assertThat(openai.baseUrl()).isEqualTo("https://o/v1");
    assertThat(lines(Provider.AZURE.headers(azure, List.of()))).containsExactly("api-key: azure-key-1234567");
    assertThat(azure.baseUrl()).isEqualTo("https://a");
  }
}
