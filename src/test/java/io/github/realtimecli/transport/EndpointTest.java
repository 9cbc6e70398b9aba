package io.github.realtimecli.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be dialled.
class EndpointTest {
  @ParameterizedTest
  @ValueSource(strings = {"http://host/", "wss:host", "ws:///path", "wss://a_b.example/", "wss://user:sesame@host/",
      "wss://host/#sesame", "ws://host:99999/", "/sesame"})
  void refusesAnAddressThatCannotBeMeantAndDoesNotRepeatIt(String uri) {
    assertThatThrownBy(() -> Wires.endpoint(URI.create(uri))).isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("sesame")
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sesame\r\nX: y", "sesame\n", "s\u00e9same", "ses\u0000ame", "\u007fsesame"})
  void refusesAHeaderValueThatIsNotVisibleAsciiAndDoesNotRepeatIt(String value) {
    if (value.strip().equals("sesame")) {
      assertThat(new Endpoint.Header("Authorization", value).value()).isEqualTo("sesame");
    } else {
      assertThatThrownBy(() -> new Endpoint.Header("Authorization", value))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("Authorization")
          .doesNotContain("same");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "Sec-WebSocket-Key", "UPGRADE", "Content-Length"})
  void refusesAHeaderNameThatIsNoneOrOurs(String name) {
    assertThatThrownBy(() -> new Endpoint.Header(name, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"ws://h, h, 80, h, /", "wss://h?a=b%20c, h, 443, h, /?a=b%20c", "wss://h:444/p, h, 444, h:444, /p",
      "ws://[::1]:8080/ä, ::1, 8080, [::1]:8080, /%C3%A4"})
  void takesItsPartsApart(String uri, String host, int port, String authority, String resource) {
    Endpoint endpoint = Wires.endpoint(URI.create(uri));
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.authority()).isEqualTo(authority);
    assertThat(endpoint.resource()).isEqualTo(resource);
  }

  @Test
  void printsNoSecret() {
    Endpoint endpoint = new Endpoint(URI.create("wss://h/p?api-key=sesame"),
        List.of(new Endpoint.Header("Authorization", "Bearer sesame")), Duration.ofSeconds(1),
        new Proxy(URI.create("http://u:sesame@p:3128")), null);
    assertThat(endpoint + " " + endpoint.headers() + " " + endpoint.proxy()).doesNotContain("sesame");
  }
}
