package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.turn.Outcome;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.OptionSpec;

/// Help, README and code say the same.
class DocumentationTest {
  private static final Path README = Path.of("README.md");

  @ParameterizedTest
  @EnumSource(Command.class)
  void helpNamesEveryOptionAndFitsAScreen(Command command) {
    String help = command.help();
    for (OptionSpec option : command.spec().options())
      for (String name : option.names())
        assertThat(help).as(name).containsPattern("(^|[ ,])" + name + "($|[ ,\n])");
    assertThat(help.lines()).allMatch(line -> line.length() <= 80).hasSizeLessThanOrEqualTo(48);
  }

  @ParameterizedTest
  @EnumSource(value = Command.class, names = {"ASK", "SERVE", "BATCH"})
  void readmeNamesEveryOption(Command command) throws Exception {
    String readme = Files.readString(README);
    for (OptionSpec option : command.spec().options())
      for (String name : option.names())
        assertThat(readme).as(name).containsPattern("`" + name + "[` ,=|\\\\\\[]");
  }

  @Test
  void readmeNamesNoOptionThatDoesNotExist() throws Exception {
    List<String> options = Arrays.stream(Command.values())
        .flatMap(command -> command.spec().options().stream())
        .flatMap(option -> Arrays.stream(option.names()))
        .toList();
    Stream<String> named = Files.readString(README)
        .lines()
        .filter(line -> line.startsWith("| `-"))
        .map(line -> line.substring(3).split("[` ]")[0]);
    assertThat(named).isNotEmpty().allMatch(options::contains);
  }

  @Test
  void readmeHasEveryExitCode() throws Exception {
    String readme = Files.readString(README);
    for (var field : ExitCode.class.getDeclaredFields())
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
        assertThat(readme).as(field.getName()).contains("\n| " + field.getInt(null) + " | ");
  }

  @Test
  void everyExampleOfTheReadmeThatNeedsNoKeyRuns() throws Exception {
    List<String> examples = Files.readString(README)
        .lines()
        .filter(line -> line.startsWith("realtime-cli --local ") && !line.contains(">") && !line.contains(" -o ")
            && !line.contains("--events"))
        .map(line -> line.replaceFirst(" +#.*", ""))
        .toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    for (String example : examples) {
      String[] words = example.replace("samples/questions/*.wav", "samples/questions/capital.wav").split(" ");
      Run run = Run.of(Arrays.copyOfRange(words, 1, words.length));
      assertThat(run.exitCode()).as(example + "\n" + run.err()).isZero();
      assertThat(run.out()).as(example).isNotBlank();
    }
  }

  @Test
  void theObjectOfTheReadmeHasTheMembersOfARealOne() throws Exception {
    String readme = Files.readString(README);
    int start = readme.indexOf("{\"schema\": 1");
    String shown = readme.substring(start, readme.indexOf("```", start));
    Run run = Run.of("--local", "--mute", "--json", "samples/gettysburg.wav");
    assertThat(members(Json.read(shown), "")).containsExactlyElementsOf(members(Json.read(run.out()), ""));
    for (Outcome.Kind kind : Outcome.Kind.values())
      assertThat(readme).contains("\n| `" + kind.word() + "` | ");
  }

  private static List<String> members(Object value, String path) {
    return value instanceof Map<?, ?> object
        ? object.entrySet()
            .stream()
            .flatMap(each -> members(each.getValue(), path + "." + each.getKey()).stream())
            .toList()
        : List.of(path);
  }

  @Test
  void everyFaultOfTheReadmeIsInTheHelpToo() throws Exception {
    String help = Command.SERVE.help();
    List<String> faults = Files.readString(README)
        .lines()
        .dropWhile(line -> !line.startsWith("| fault |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("| `"))
        .toList();
    assertThat(faults).hasSizeGreaterThan(10);
    for (String fault : faults)
      assertThat(help).contains(fault.substring(3).split("[`=@]")[0]);
  }

  @Test
  void theEnvironmentOfTheExampleIsTheOneThatIsRead() throws Exception {
    String example = Files.readString(Path.of(".env.example"));
    for (String name : List.of("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID",
        "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN"))
      assertThat(example).contains(name + "=");
  }
}
