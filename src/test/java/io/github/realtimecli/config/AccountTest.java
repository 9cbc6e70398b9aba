package io.github.realtimecli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
  private static final String SECRET = "sk-proj-abcdefghijkl";
  @TempDir
  private Path folder;

  private void declare(String... lines) throws Exception {
    Files.write(folder.resolve(".env"), List.of(lines));
  }

  private static String secret(Account account) {
    return Objects.requireNonNull(account.key()).secret();
  }

  @Test
  void knowsNobodyWhereNothingIsSaid() {
    assertThat(Account.of(Map.of("OPENAI_API_KEY", " "), folder)).isEqualTo(Account.NOBODY);
  }

  @Test
  void readsTheFileWhenTheEnvironmentHasNoKey() throws Exception {
    declare("# mine", "OPENAI_API_KEY='" + SECRET + "'", "OPENAI_ORG_ID=org-1", "OPENAI_PROJECT_ID=\"proj\"");
    Account account = Account.of(Map.of("OPENAI_ORG_ID", "org-2"), folder);
    assertThat(secret(account)).isEqualTo(SECRET);
    assertThat(account.organization()).as("the environment decides").isEqualTo("org-2");
    assertThat(account.project()).isEqualTo("proj");
  }

  @Test
  void doesNotLetAFileSendTheKeyOfTheEnvironmentElsewhere() throws Exception {
    declare("OPENAI_BASE_URL=https://elsewhere.example/v1", "OPENAI_API_KEY=sk-of-the-file-1234");
    Account account = Account.of(Map.of("OPENAI_API_KEY", SECRET), folder);
    assertThat(secret(account)).isEqualTo(SECRET);
    assertThat(account.baseUrl()).isNull();
  }

  @Test
  void doesNotBelieveAFileWithoutAKey() throws Exception {
    declare("OPENAI_BASE_URL=https://elsewhere.example/v1");
    assertThat(Account.of(Map.of(), folder).baseUrl()).isNull();
  }

  @Test
  void showsNoSecretWhenTheFileIsMalformed() throws Exception {
    declare("OPENAI_API_KEY " + SECRET);
    assertThatThrownBy(() -> Account.of(Map.of(), folder)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @Test
  void printsItsKeyMasked() {
    Account account = Account.of(Map.of("OPENAI_API_KEY", SECRET), folder);
    assertThat(account.toString()).doesNotContain(SECRET).contains("sk-…ijkl");
    assertThat(Key.of("short-key").toString()).isEqualTo("…");
  }

  @Test
  void refusesAKeyThatWouldBreakAHeader() {
    for (String key : List.of("sk-1\r\nX: y", "sk-\u00fc", "sk 1"))
      assertThatThrownBy(() -> Key.of(key)).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining(key);
  }
}
