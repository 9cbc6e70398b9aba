package io.github.realtimecli.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.provider.Address.Intent;
import io.github.realtimecli.provider.Address.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  private static Address of(String url) {
    return Address.of(Provider.OPENAI, url, "m 1", Intent.REALTIME);
  }

  private static Address azure(String url, @Nullable String model) {
    return Address.of(Provider.AZURE, url, model, Intent.REALTIME);
  }

  @Test
  void isTheProvidersOwnWhenNoneIsGiven() {
    Address address = of(" ");
    assertThat(address.uri()).hasToString("wss://api.openai.com/v1/realtime?model=m+1");
    assertThat(address.shape()).isEqualTo(Shape.GA);
    assertThat(address.model()).isEqualTo("m 1");
    assertThat(Address.of(Provider.OPENAI, null, null, Intent.REALTIME).model()).isEqualTo("gpt-realtime-2.1");
  }

  @ParameterizedTest
  @CsvSource({
      "https://h/v1,               wss://h/v1/realtime?model=m+1",
      "https://h/v1/,              wss://h/v1/realtime?model=m+1",
      "https://h/v1/realtime,      wss://h/v1/realtime?model=m+1",
      "http://h:8000,              ws://h:8000/realtime?model=m+1",
      "wss://h,                    wss://h/?model=m+1",
      "WSS://h/v1/realtime,        wss://h/v1/realtime?model=m+1",
      "wss://h/r?model=x,          wss://h/r?model=x",
      "wss://h/r?a=b,              wss://h/r?a=b&model=m+1",
      "wss://h/r?intent=transcription, wss://h/r?intent=transcription",
      "wss://h/r?call_id=rtc_1,    wss://h/r?call_id=rtc_1"})
  void makesAFullAddressOfWhatIsGiven(String url, String full) {
    assertThat(of(url).uri()).hasToString(full);
    assertThat(of(url).shape()).isEqualTo(Shape.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
      "https://r.openai.azure.com/,            GA,   wss://r.openai.azure.com/openai/v1/realtime?model=d",
      "https://r.openai.azure.com/openai,      GA,   wss://r.openai.azure.com/openai/v1/realtime?model=d",
      "https://r.openai.azure.com/openai/v1/,  GA,   wss://r.openai.azure.com/openai/v1/realtime?model=d",
      "wss://r.openai.azure.com/openai/v1/realtime, GA, wss://r.openai.azure.com/openai/v1/realtime?model=d",
      "wss://r.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=x, BETA,"
          + "wss://r.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=x",
      "https://r.openai.azure.com/openai/realtime?api-version=2025-04-01-preview, BETA,"
          + "wss://r.openai.azure.com/openai/realtime?api-version=2025-04-01-preview&deployment=d",
      "wss://r.services.ai.azure.com/voice-live/realtime?api-version=2025-10-01, UNKNOWN,"
          + "wss://r.services.ai.azure.com/voice-live/realtime?api-version=2025-10-01&model=d"})
  void knowsTheTwoAddressesOfAzure(String url, Shape shape, String full) {
    assertThat(azure(url, "d").uri()).hasToString(full);
    assertThat(azure(url, "d").shape()).isEqualTo(shape);
  }

  @Test
  void namesAnAzureDeploymentOrNothing() {
    assertThat(azure("wss://r/openai/realtime?deployment=my+one", null).model()).isEqualTo("my one");
    assertThatThrownBy(() -> azure("https://r.openai.azure.com", null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Address.chooses("wss://r/?api-version=1&deployment=x")).isTrue();
    assertThat(Address.chooses("wss://r/?api-version=1")).isFalse();
    assertThat(Address.chooses(null)).isFalse();
  }

  @Test
  void namesNoModelForATranscription() {
    assertThat(Address.of(Provider.OPENAI, null, "m", Intent.TRANSCRIPTION).uri())
        .hasToString("wss://api.openai.com/v1/realtime?intent=transcription");
    assertThat(Address.of(Provider.AZURE, "https://r.openai.azure.com", null, Intent.TRANSCRIPTION).uri())
        .hasToString("wss://r.openai.azure.com/openai/v1/realtime?intent=transcription");
    assertThat(Address.of(Provider.OPENAI, "wss://h/r?intent=transcription&model=x", null, Intent.TRANSCRIPTION).uri())
        .hasToString("wss://h/r?intent=transcription&model=x");
  }

  @Test
  void knowsWhichPartOfAQueryIsSecret() {
    assertThat(of("wss://h/r?model=x&api-key=sesame&Token=two&k=3").secrets()).containsExactly("sesame", "two");
    assertThat(of("wss://h/r").secrets()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ws://localhost/, true", "ws://LOCALHOST/, true", "ws://127.0.0.1:80/, true", "ws://127.9.9.9/, true",
      "ws://[::1]/, true", "ws://127.example.org/, false", "ws://localhost.example.org/, false",
      "ws://10.0.0.1/, false",
      "ws://0.0.0.0/, false", "ws://[::2]/, false"})
  void knowsThisMachine(String url, boolean loopback) {
    assertThat(of(url).isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://r.openai.azure.com", "WSS://R.OPENAI.AZURE.COM/openai/realtime?x=1",
      "https://r.openai.azure.com:443/", "https://r.cognitiveservices.azure.com/", "wss://r.services.ai.azure.com/x",
      " https://r.openai.azure.us?x"})
  void knowsWhoseServersAreAzures(String url) {
    assertThat(Provider.at(url)).isEqualTo(Provider.AZURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.openai.com/v1", "wss://evil.example/x.openai.azure.com",
      "https://openai.azure.com.evil.example", "https://evil.example?h=r.openai.azure.com", "", "::"})
  void takesNoOtherForAzures(String url) {
    assertThat(Provider.at(url)).isEqualTo(Provider.OPENAI);
    assertThat(Provider.at(null)).isEqualTo(Provider.OPENAI);
  }
}
