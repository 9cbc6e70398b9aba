package io.github.realtimecli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The launcher for Windows runs on no machine of ours: at least it hands java what the other does.
class WindowsLauncherTest {
  private static final Path LAUNCHERS = Path.of("src/main/dist");
  private static final Pattern FLAG = Pattern.compile("(?<=[ =\"])(-X|-D|--enable|-cp)[^\\s\"$%}]*");
  private static final String TERMINALS = "-Drealtimecli.terminals=";

  @Test
  void handsOverTheFlagsOfTheShellScript() throws IOException {
    Set<String> expected = flags(text("realtime-cli"));
    expected.remove(TERMINALS); // a batch file cannot tell what a terminal is
    assertThat(flags(text("realtime-cli.cmd"))).isEqualTo(expected).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "a question; \\n  \\*\\)[^\"]*tiers=(\"[^\"]+\"); \\nset \"tiers=(.*)\"",
      "the heap of a question; -ws:.*-java:\\*\\)[^\"]*tiers=(\"[^\"]+\"); \"%%k\" set \"tiers=(.*)\"",
      "what is compiled twice; -batch:\\*:[^\"]*tiers=(\"[^\"]+\"); second set \"tiers=(.*)\""})
  void compilesAsTheShellScriptDoes(String command, String shell, String batch) throws IOException {
    Set<String> expected = flags("tiers=" + found(shell, "realtime-cli"));
    assertThat(flags("tiers=" + found(batch, "realtime-cli.cmd"))).as(command)
        .isEqualTo(expected)
        .hasSizeGreaterThan(3);
  }

  @Test
  void compilesAServerInTheUsualWay() throws IOException {
    assertThat(text("realtime-cli")).containsPattern("\\n  serve\\)\\n    tiers= ");
    assertThat(text("realtime-cli.cmd")).contains("in (serve batch) do if \"%~1\"==\"%%c\" set \"tiers=\"");
  }

  private static String found(String pattern, String launcher) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(text(launcher));
    assertThat(matcher.find()).as(launcher).isTrue();
    return matcher.group(1);
  }

  private static String text(String launcher) throws IOException {
    return Files.readString(LAUNCHERS.resolve(launcher)).replace("\r\n", "\n").replace(":-XX:+Use=", "");
  }

  private static Set<String> flags(String text) {
    return FLAG.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
