package io.github.realtimecli.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What the shells themselves make of the scripts.
class CompletionTest {
  private static final Path DRIVERS = Path.of("src/test/resources/completion").toAbsolutePath();

  /// @param line ends where the user presses the tabulator
  record Typed(String line, List<String> offers) {
    Typed(String line, String... offers) {
      this(line, List.of(offers));
    }

    @Override
    public String toString() {
      return line;
    }
  }

  static final List<Typed> TYPED = List.of(
      new Typed("realtime-cli comple", "completion"),
      new Typed("realtime-cli --dia", "--dialect"),
      new Typed("realtime-cli --turn ", "manual", "server-vad", "semantic-vad"),
      new Typed("realtime-cli --local --turn s", "server-vad", "semantic-vad"),
      new Typed("realtime-cli --dialect=", "auto", "ga", "beta"),
      new Typed("realtime-cli ask --pace ", "fast", "realtime"),
      new Typed("realtime-cli --provider o", "openai"),
      new Typed("realtime-cli completion ", "bash", "zsh", "fish"),
      new Typed("realtime-cli serve --po", "--port"),
      new Typed("realtime-cli devices --te", "--test"),
      new Typed("realtime-cli --url "),
      new Typed("realtime-cli --local spe", "speech/"),
      new Typed("realtime-cli -o speech/q", "speech/question.wav"),
      new Typed("realtime-cli speech/q", "speech/question.wav"),
      new Typed("realtime-cli --session n", "none"));

  @TempDir
  private Path folder;

  @ParameterizedTest
  @FieldSource("TYPED")
  void bashOffersWhatFits(Typed typed) throws Exception {
    require("bash");
    assertThat(bash(typed.line())).isEqualTo(expected(typed));
  }

  @ParameterizedTest
  @FieldSource("TYPED")
  void zshOffersWhatFits(Typed typed) throws Exception {
    require("zsh");
    assertThat(zsh(typed.line())).isEqualTo(expected(typed));
  }

  @ParameterizedTest
  @FieldSource("TYPED")
  void fishOffersWhatFits(Typed typed) throws Exception {
    require("fish");
    assertThat(fish(typed.line())).isEqualTo(expected(typed));
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void bashOffersEveryOption(Command command) throws Exception {
    require("bash");
    assertThat(bash("realtime-cli " + command.word() + " --")).isEqualTo(longOptions(command));
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void zshOffersEveryOption(Command command) throws Exception {
    require("zsh");
    assertThat(zsh("realtime-cli " + command.word() + " --")).isEqualTo(longOptions(command));
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void fishOffersEveryOption(Command command) throws Exception {
    require("fish");
    assertThat(fish("realtime-cli " + command.word() + " --")).isEqualTo(longOptions(command));
  }

  @Test
  void bashOffersNoOptionBehindTwoHyphens() throws Exception {
    require("bash");
    assertThat(bash("realtime-cli -- --m")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void theHelpTellsTheValueOfEveryOptionThatTakesOne(Command command) {
    Manual manual = Manual.of(command);
    for (var option : command.spec().options()) {
      var value = manual.about(option.longestName()).flatMap(entry -> entry.value(option.longestName()));
      if (option.arity().max() > 0)
        assertThat(value).as(option.longestName()).hasValueSatisfying(word -> assertThat(word).isNotEmpty());
      else
        assertThat(value.orElse("")).as(option.longestName()).isEmpty();
    }
  }

  @Test
  void noShellOffersAFileToACommandThatTakesNone() throws Exception {
    for (String shell : List.of("bash", "zsh", "fish"))
      require(shell);
    for (Set<String> offers : List.of(bash("realtime-cli serve "), zsh("realtime-cli serve "),
        fish("realtime-cli serve ")))
      assertThat(offers).doesNotContain("speech/").isSubsetOf(longOptions(Command.SERVE));
  }

  @Test
  void refusesWhatIsNoShell() {
    for (String[] args : new String[][]{{"completion"}, {"completion", "tcsh"}, {"completion", "bash", "zsh"}}) {
      Run run = Run.of(args);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("error: ")
          .endsWith("\nhint: one of bash, zsh, fish; see realtime-cli "
              + "completion --help\n");
    }
  }

  private static Set<String> expected(Typed typed) {
    return new TreeSet<>(typed.offers());
  }

  private static Set<String> longOptions(Command command) {
    Set<String> names = new TreeSet<>();
    for (var option : command.spec().options())
      Stream.of(option.names()).filter(name -> name.startsWith("--")).forEach(names::add);
    return names;
  }

  private Set<String> bash(String line) throws Exception {
    List<String> words = new ArrayList<>(List.of(line.replace("=", " = ").split(" +", -1)));
    if (line.endsWith("="))
      words.removeLast();
    List<String> command = new ArrayList<>(List.of("bash", "--norc", DRIVERS.resolve("offers.bash").toString(),
        script("bash").toString()));
    command.addAll(words);
    Set<String> offers = new TreeSet<>();
    for (String offer : output(command).lines().filter(offer -> !offer.isEmpty()).toList())
      offers.add(Files.isDirectory(folder.resolve(offer)) ? offer + "/" : offer);
    return offers;
  }

  private Set<String> zsh(String line) throws Exception {
    String shown = output(List.of("zsh", "-f", DRIVERS.resolve("offers.zsh").toString(), script("zsh").toString(),
        line));
    String completed = shown.substring(shown.lastIndexOf('<') + 1, shown.lastIndexOf('>'));
    int kept = line.lastIndexOf(' ') + 1;
    Set<String> offers = new TreeSet<>();
    for (String offer : completed.substring(kept).split(" +"))
      offers.add(offer.replaceFirst("=$", "").replaceFirst("^--[a-z-]+=", ""));
    offers.remove(line.substring(kept).replaceFirst("=$", ""));
    offers.remove("");
    offers.removeIf(offer -> !offer.startsWith("--") && offer.startsWith("-"));
    return offers;
  }

  private Set<String> fish(String line) throws Exception {
    String shown = output(List.of("fish", "--no-config", "-c",
        "source " + script("fish") + "; complete -C '" + line + "'"));
    Set<String> offers = new TreeSet<>();
    shown.lines().forEach(offer -> offers.add(offer.replaceFirst("\t.*", "").replaceFirst("^--[a-z-]+=", "")));
    return offers;
  }

  private Path script(String shell) throws IOException {
    Files.createDirectories(folder.resolve("speech"));
    Files.writeString(folder.resolve("speech/question.wav"), "");
    Run run = Run.of("completion", shell);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    return Files.writeString(folder.resolve("script"), run.out(), UTF_8);
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("shell", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile());
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("TERM", "dumb");
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after a minute: " + command + Files.readString(output));
      }
      return Files.readString(output, UTF_8);
    } finally {
      Files.delete(output);
    }
  }

  /// Goes on where that shell is installed; where the environment demands it, its absence is a failure.
  private static void require(String shell) {
    boolean there = Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell)));
    if (!there && String.valueOf(System.getenv("REALTIME_CLI_REQUIRE")).contains(shell))
      throw new AssertionError(shell + " is required and missing");
    Assumptions.assumeTrue(there, shell + " is not installed");
  }
}
