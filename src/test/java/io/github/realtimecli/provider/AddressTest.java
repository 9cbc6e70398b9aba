package io.github.realtimecli.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.config.Account;
import io.github.realtimecli.config.Key;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  private static Address of(String url) {
    return Address.of(Provider.OPENAI, url, "m 1");
  }

  @Test
  void isTheProvidersOwnWhenNoneIsGiven() {
    Address address = of(" ");
    assertThat(address.uri()).hasToString("wss://api.openai.com/v1/realtime?model=m+1");
    assertThat(address.given()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
      "https://h/v1,               wss://h/v1/realtime?model=m+1",
      "https://h/v1/,              wss://h/v1/realtime?model=m+1",
      "http://h:8000,              ws://h:8000/realtime?model=m+1",
      "wss://h,                    wss://h/?model=m+1",
      "WSS://h/v1/realtime,        wss://h/v1/realtime?model=m+1",
      "wss://h/r?model=x,          wss://h/r?model=x",
      "wss://h/r?a=b,              wss://h/r?a=b&model=m+1",
      "wss://h/r?intent=transcription, wss://h/r?intent=transcription",
      "wss://h/r?call_id=rtc_1,    wss://h/r?call_id=rtc_1"})
  void makesAFullAddressOfWhatIsGiven(String url, String full) {
    assertThat(of(url).uri()).hasToString(full);
    assertThat(of(url).given()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ws://localhost/, true", "ws://LOCALHOST/, true", "ws://127.0.0.1:80/, true", "ws://127.9.9.9/, true",
      "ws://[::1]/, true", "ws://127.example.org/, false", "ws://localhost.example.org/, false",
      "ws://10.0.0.1/, false",
      "ws://0.0.0.0/, false", "ws://[::2]/, false"})
  void knowsThisMachine(String url, boolean loopback) {
    assertThat(of(url).isLoopback()).isEqualTo(loopback);
  }

  @Test
  void carriesTheAccountInHeadersThatDoNotPrintIt() {
    Account account = new Account(Key.of("sk-proj-abcdefghijkl"), null, "org-1", "proj-1", List.of());
    var endpoint = of("").endpoint(Provider.OPENAI, account, List.of(), Duration.ofSeconds(1));
    assertThat(endpoint.headers()).extracting("name", "value")
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Authorization", "Bearer sk-proj-abcdefghijkl"),
            org.assertj.core.groups.Tuple.tuple("OpenAI-Organization", "org-1"),
            org.assertj.core.groups.Tuple.tuple("OpenAI-Project", "proj-1"));
    assertThat(endpoint.toString() + endpoint.headers()).doesNotContain("sk-proj");
  }
}
