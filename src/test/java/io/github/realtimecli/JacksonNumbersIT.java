package io.github.realtimecli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The distribution's Jackson, whose bounds of whole numbers are made when they are asked for: a decimal number is compared
/// with them as ever.
class JacksonNumbersIT {
  @ParameterizedTest
  @CsvSource({"2147483646.5, getIntValue, 2147483646", "-2147483648, getIntValue, -2147483648",
      "9223372036854775807.0, getLongValue, 9223372036854775807"})
  void takesWhatFits(String text, String method, String value) throws Exception {
    assertThat(read(text, method)).hasToString(value);
    assertThat(readAgain(text, method)).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({"2147483647.5, getIntValue, int", "-1e10, getIntValue, int", "9223372036854775808.0, getLongValue, long",
      "-1e300, getLongValue, long"})
  void refusesWhatDoesNot(String text, String method, String type) {
    assertThatThrownBy(() -> read(text, method)).isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessageContaining("out of range of `" + type + "`");
    assertThatThrownBy(() -> readAgain(text, method)).isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessageContaining("out of range of `" + type + "`");
  }

  /// The number after it was looked at as a decimal one.
  private static Object read(String text, String method) throws Exception {
    try (var loader = jackson()) {
      var context = loader.loadClass("tools.jackson.core.ObjectReadContext");
      var factory = loader.loadClass("tools.jackson.core.json.JsonFactory");
      var parser = factory.getMethod("createParser", context, String.class)
          .invoke(factory.getConstructor().newInstance(), context.getMethod("empty").invoke(null), text);
      var reading = loader.loadClass("tools.jackson.core.JsonParser");
      reading.getMethod("nextToken").invoke(parser);
      assertThat(reading.getMethod("getDecimalValue").invoke(parser)).isEqualTo(new BigDecimal(text));
      return reading.getMethod(method).invoke(parser);
    }
  }

  /// The number by databind's parser of what is no text any more.
  private static Object readAgain(String text, String method) throws Exception {
    try (var loader = jackson()) {
      var context = loader.loadClass("tools.jackson.core.ObjectReadContext");
      var tokens = loader.loadClass("tools.jackson.databind.util.TokenBuffer");
      var buffer = tokens.getMethod("forGeneration").invoke(null);
      tokens.getMethod("writeNumber", BigDecimal.class).invoke(buffer, new BigDecimal(text));
      var parser = tokens.getMethod("asParser", context).invoke(buffer, context.getMethod("empty").invoke(null));
      var reading = loader.loadClass("tools.jackson.core.JsonParser");
      reading.getMethod("nextToken").invoke(parser);
      return reading.getMethod(method).invoke(parser);
    }
  }

  private static URLClassLoader jackson() throws Exception {
    var jars = new ArrayList<URL>();
    try (var files = Files.newDirectoryStream(Path.of(System.getProperty("distribution"), "lib"), "jackson-*.jar")) {
      for (var jar : files) {
        jars.add(jar.toUri().toURL());
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
