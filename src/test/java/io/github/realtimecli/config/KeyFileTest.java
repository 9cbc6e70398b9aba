package io.github.realtimecli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir
  private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Credential read(String text, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return KeyFile.read(file.toString(), InputStream.nullInputStream(), warnings);
  }

  @Test
  void takesTheFirstLineStripped() throws Exception {
    Credential credential = read("\uFEFF  sk-proj-abcdefghijkl \r\nanother line\n", "rw-------");
    assertThat(credential.key().secret()).isEqualTo("sk-proj-abcdefghijkl");
    assertThat(credential.kind()).isEqualTo(Credential.Kind.KEY);
    assertThat(credential.origin()).isEqualTo("the file " + folder.resolve("key"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsOfAFileThatOthersCanRead() throws Exception {
    read("sk-proj-abcdefghijkl", "rw-r-----");
    assertThat(warnings).hasSize(1)
        .allSatisfy(warning -> assertThat(warning).contains("can be read by other users", "chmod 600")
            .doesNotContain("sk-"));
  }

  @Test
  void knowsATokenByItsLook() throws Exception {
    assertThat(read("eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.c2ln", "rw-------").kind())
        .isEqualTo(Credential.Kind.TOKEN);
  }

  @Test
  void readsNoMoreOfStandardInputThanTheLine() throws Exception {
    InputStream stdin = new ByteArrayInputStream("sk-proj-1\nRIFF".getBytes(StandardCharsets.UTF_8));
    assertThat(KeyFile.read("-", stdin, warnings).key().secret()).isEqualTo("sk-proj-1");
    assertThat(stdin.readAllBytes()).asString().isEqualTo("RIFF");
  }

  @Test
  void refusesWhatIsNoKeyWithoutShowingIt() {
    for (String text : List.of("", "\nsk-proj-1", "two words", "x".repeat(70_000)))
      assertThatThrownBy(() -> read(text, "rw-------")).isInstanceOf(IllegalArgumentException.class)
          .message()
          .hasSizeLessThan(100)
          .doesNotContain("words");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> KeyFile.read(folder.resolve("none").toString(), InputStream.nullInputStream(), warnings))
        .isInstanceOf(NoSuchFileException.class);
  }
}
