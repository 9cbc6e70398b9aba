package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @TempDir
  private static Path folder = Path.of("");
  private static X509Certificate certificate;

  @BeforeAll
  static void make() throws Exception {
    certificate = new Certificates(folder).certificate("names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.example", "A.Example", "xn--bcher-kva.example", "b-2.example"})
  void knowsANameThatStandsThere(String host) {
    assertThat(HostName.isIn(certificate, host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.example", "a.example.", "a.example.org", "x.wild.example", "*.wild.example", "127.0.0.1",
      "10.0.0.1", "::1", "names", "", ".", "-", "a_b.example", "bücher.example"})
  void leavesEverythingElseToTheJdk(String host) {
    assertThat(HostName.isIn(certificate, host)).isFalse();
  }
}
