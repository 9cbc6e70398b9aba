package io.github.realtimecli.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a proxy is used, as curl has it.
class ProxyChoiceTest {
  private static @Nullable String proxy(String target, Map<String, String> environment) {
    ProxyChoice detour = ProxyChoice.to(URI.create(target), environment);
    return detour == null ? null : detour.proxy() + " by " + detour.variable();
  }

  @ParameterizedTest
  @CsvSource({
      "wss://h/, HTTPS_PROXY, http://p:3128,   p:3128",
      "wss://h/, https_proxy, p:3128,          p:3128",
      "wss://h/, ALL_PROXY,   HTTP://p:3128/,  p:3128",
      "wss://h/, all_proxy,   http://p,        p:80",
      "wss://h/, HTTP_PROXY,  http://p:3128,",
      "ws://h/,  HTTP_PROXY,  http://p:3128,   p:3128",
      "ws://h/,  http_proxy,  http://u:w@p:1,  p:1",
      "ws://h/,  HTTPS_PROXY, http://p:3128,",
      "wss://h/, HTTPS_PROXY, http://u:p@ss#?w@p:3128, p:3128",
      "wss://h/, HTTPS_PROXY, http://u:50%off@p:3128,  p:3128",
      "wss://h/, HTTPS_PROXY, http://[::1]:3128,       ::1:3128",
      "wss://h/, HTTPS_PROXY, ' ',",
      "wss://localhost/,   HTTPS_PROXY, http://p:3128,",
      "wss://127.0.0.1:1/, ALL_PROXY,   http://p:3128,",
      "wss://[::1]/,       HTTPS_PROXY, http://p:3128,"})
  void isTheOneOfTheScheme(String target, String variable, String value, @Nullable String proxy) {
    assertThat(proxy(target, Map.of(variable, value))).isEqualTo(proxy == null ? null : proxy + " by " + variable);
  }

  @Test
  void prefersSmallLettersAndTheSchemesOwn() {
    assertThat(proxy("wss://h/", Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:1", "ALL_PROXY",
        "http://c:1"))).isEqualTo("b:1 by https_proxy");
    assertThat(proxy("wss://h/", Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "", "all_proxy", "http://c:1")))
        .isEqualTo("a:1 by HTTPS_PROXY");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "api.example.com | * | true",
      "api.example.com | api.example.com | true",
      "api.example.com | API.Example.COM | true",
      "api.example.com | example.com | true",
      "api.example.com | .example.com | true",
      "api.example.com | other.org, example.com | true",
      "api.example.com | other.org example.com | true",
      "api.example.com | api.example.com:443 | true",
      "api.example.com | api.example.com:80 | false",
      "api.example.com. | example.com | true",
      "api.example.com | ple.com | false",
      "api.example.com | www.api.example.com | false",
      "api.example.com | , | false",
      "api.example.com | . | false",
      "10.0.0.7 | 10.0.0.7 | true",
      "10.0.0.7 | 10.0.0.70 | false",
      "[fd00::1] | fd00::1 | true",
      "[fd00::1] | [fd00::1] | true"})
  void isNotTakenForWhatNoProxyNames(String host, String exempt, boolean direct) {
    for (String name : new String[]{"NO_PROXY", "no_proxy"})
      assertThat(proxy("wss://" + host + "/", Map.of("HTTPS_PROXY", "http://p:1", name, exempt)) == null)
          .isEqualTo(direct);
  }

  @ParameterizedTest
  @CsvSource({"socks5://u:sesame@p:1080, names a proxy of another kind than http://",
      "https://sesame@p:443, names a proxy of another kind than http://",
      "http://u:sesame@, does not read http://host:port", "http://u:sesame@p:port, does not read http://host:port",
      "'http://u:sesame@p q:1', does not read http://host:port"})
  void refusesWhatIsNoProxyWithoutShowingIt(String value, String sentence) {
    assertThatThrownBy(() -> proxy("wss://h/", Map.of("https_proxy", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("https_proxy " + sentence)
        .hasNoCause();
  }
}
