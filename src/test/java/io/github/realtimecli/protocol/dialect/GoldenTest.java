package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What we write is, member for member, what the golden files say. They were written by hand from the vendor's reference;
/// `-Dgolden.refresh=true` writes them anew from our own writer, to be looked at before they are committed.
class GoldenTest {
  static Stream<Arguments> goldens() {
    List<Arguments> goldens = new ArrayList<>();
    Map.of("ga", new Ga(), "beta", new Beta()).forEach((name, dialect) -> {
      add(goldens, name + "/client", Samples.client(), (ClientEvent event) -> dialect.write(event, 0));
      add(goldens, name + "/server", Samples.server(),
          (ServerEvent event) -> dialect.type(event).isEmpty() ? new byte[0] : dialect.write(event, "event_9"));
    });
    return goldens.stream();
  }

  private static <E> void add(List<Arguments> goldens, String folder, Map<String, E> events,
      Function<E, byte[]> writer) {
    events.forEach((name, event) -> {
      byte[] text = writer.apply(event);
      if (text.length > 0)
        goldens.add(Arguments.of(folder + "/" + name, text));
    });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void what_is_written_is_as_the_golden_file_has_it(String name, byte[] text) throws IOException {
    Path file = Goldens.FOLDER.resolve(name + ".json");
    if (Boolean.getBoolean("golden.refresh"))
      Files.writeString(file, new String(text, UTF_8) + "\n");
    assertThat(Json.read(text)).isEqualTo(Json.read(Files.readAllBytes(file)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void every_golden_file_has_its_event(String folder) {
    List<String> written = goldens().map(golden -> (String) golden.get()[0])
        .filter(name -> name.startsWith(folder))
        .toList();
    assertThat(Goldens.in(folder)).containsExactlyInAnyOrderElementsOf(written).isNotEmpty();
  }

  static Stream<String> folders() {
    return Stream.of("ga/client", "ga/server", "beta/client", "beta/server");
  }

  /// The golden files.
  static final class Goldens {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    private Goldens() {}

    /// Their names, with the folder, without the ending.
    static List<String> in(String folder) {
      try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
        return files.map(file -> folder + "/" + file.getFileName().toString().replaceFirst("\\.json$", ""))
            .sorted()
            .toList();
      } catch (IOException missing) {
        throw new UncheckedIOException(missing);
      }
    }

    static byte[] read(String name) {
      try {
        return Files.readAllBytes(FOLDER.resolve(name + ".json"));
      } catch (IOException missing) {
        throw new UncheckedIOException(missing);
      }
    }
  }
}
