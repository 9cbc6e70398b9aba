package io.github.realtimecli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
  private static final String SECRET = "sk-proj-abcdefghijkl";
  private static final Names NAMES = new Names(List.of("OPENAI_API_KEY"), List.of(), "OPENAI_BASE_URL",
      "OPENAI_ORG_ID", "OPENAI_PROJECT_ID");
  private static final Names TWO = new Names(List.of("FIRST_KEY", "SECOND_KEY"), List.of("TOKEN"), "URL", null, null);
  @TempDir
  private Path folder;

  private void declare(String... lines) throws Exception {
    Files.write(folder.resolve(".env"), List.of(lines));
  }

  private Account of(Map<String, String> environment) {
    return Account.of(NAMES, environment, folder);
  }

  private static String secret(Account account) {
    return Objects.requireNonNull(account.key()).secret();
  }

  @Test
  void knowsNobodyWhereNothingIsSaid() {
    assertThat(of(Map.of("OPENAI_API_KEY", " "))).isEqualTo(Account.NOBODY);
  }

  @Test
  void readsTheFileWhenTheEnvironmentHasNoKey() throws Exception {
    declare("# mine", "OPENAI_API_KEY='" + SECRET + "'", "OPENAI_ORG_ID=org-1", "OPENAI_PROJECT_ID=\"proj\"");
    Account account = of(Map.of("OPENAI_ORG_ID", "org-2", "OPENAI_API_KEY", ""));
    assertThat(secret(account)).isEqualTo(SECRET);
    assertThat(Objects.requireNonNull(account.credential()).origin()).isEqualTo("OPENAI_API_KEY in .env");
    assertThat(account.organization()).as("the environment decides").isEqualTo("org-2");
    assertThat(account.project()).isEqualTo("proj");
  }

  @Test
  void doesNotLetAFileSendTheKeyOfTheEnvironmentElsewhere() throws Exception {
    declare("OPENAI_BASE_URL=https://elsewhere.example/v1", "OPENAI_API_KEY=sk-of-the-file-1234");
    Account account = of(Map.of("OPENAI_API_KEY", SECRET));
    assertThat(secret(account)).isEqualTo(SECRET);
    assertThat(account.baseUrl()).isNull();
  }

  @Test
  void doesNotBelieveAFileWithoutAKey() throws Exception {
    declare("OPENAI_BASE_URL=https://elsewhere.example/v1");
    assertThat(of(Map.of()).baseUrl()).isNull();
  }

  @Test
  void asksForKeysInTheirOrderAndThenForTokens() {
    assertThat(Account.of(TWO, Map.of("TOKEN", "t", "SECOND_KEY", "s"), folder).credential())
        .usingRecursiveComparison()
        .isEqualTo(new Credential(Key.of("s"), Credential.Kind.KEY, "SECOND_KEY in the environment"));
    assertThat(Account.of(TWO, Map.of("TOKEN", "t", "OPENAI_API_KEY", SECRET), folder).credential())
        .usingRecursiveComparison()
        .isEqualTo(new Credential(Key.of("t"), Credential.Kind.TOKEN, "TOKEN in the environment"));
  }

  @Test
  void takesAKeyThatIsKnownWithoutReadingTheFile() throws Exception {
    declare("OPENAI_API_KEY=sk-of-the-file-1234", "OPENAI_BASE_URL=https://elsewhere.example/v1");
    Credential own = new Credential(Key.of(SECRET), Credential.Kind.KEY, "here");
    Account account = Account.of(NAMES, Map.of("OPENAI_ORG_ID", "org-1"), own, List.of("careful"));
    assertThat(account).isEqualTo(new Account(own, null, "org-1", null, List.of("careful")));
    assertThat(account.withoutKey().key()).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "K=sk-a | sk-a", "export K=sk-a | sk-a", "export  K = sk-a | sk-a", "K='sk-a' | sk-a", "K=\"sk-a\" # c | sk-a",
      "K=sk-a#bc | sk-a#bc", "K=sk-a #bc | sk-a", "K='sk-a #b' | sk-a #b", "\uFEFFK=sk-a | sk-a",
      "\uFEFFexport K=sk-a | sk-a", "K=a=b | a=b", "K=$HOME | $HOME", "K= | ``", "K=# none | ``", "# K=1 | `none`"})
  void readsALineAsPeopleWriteIt(String line, String value) throws Exception {
    Files.write(folder.resolve(".env"), (line + "\r\nOTHER=1\n").getBytes(StandardCharsets.UTF_8));
    Map<String, String> declared = DotEnv.read(folder.resolve(".env"), new ArrayList<>());
    assertThat(declared.getOrDefault("K", "none")).isEqualTo(value);
    assertThat(declared).containsEntry("OTHER", "1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI_API_KEY sk-proj-abcdefghijkl | is not NAME=value", "=sk-proj-abcdefghijkl | is not NAME=value",
      "sk-proj-abcdefghijkl | is not NAME=value", "export | is not NAME=value",
      "OPENAI_API_KEY='sk-proj-abcdefghijkl | has a quote that does not end its value",
      "OPENAI_API_KEY=\"sk-proj-abcdefghijkl\"x | has a quote that does not end its value"})
  void namesTheLineThatIsMalformedAndShowsNoSecret(String line, String complaint) throws Exception {
    declare("# one", "", line);
    assertThatThrownBy(() -> of(Map.of())).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 3 of .env " + complaint)
        .hasNoCause();
  }

  @Test
  void saysThatAFileIsNoText() throws Exception {
    Files.write(folder.resolve(".env"), ("OPENAI_API_KEY=" + SECRET).getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> of(Map.of())).hasMessage(".env cannot be read as text in UTF-8").hasNoCause();
  }

  @Test
  void printsItsKeyMasked() {
    Account account = of(Map.of("OPENAI_API_KEY", SECRET));
    assertThat(account.toString()).doesNotContain(SECRET).contains("sk-…ijkl");
    assertThat(Key.of("short-key").toString()).isEqualTo("…");
  }

  @Test
  void refusesAKeyThatWouldBreakAHeader() {
    for (String key : List.of("sk-1\r\nX: y", "sk-\u00fc", "sk 1"))
      assertThatThrownBy(() -> Key.of(key)).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining(key);
  }
}
