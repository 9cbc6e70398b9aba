package io.github.realtimecli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The launcher for Windows runs on no machine of ours: at least it hands java what the other does.
class WindowsLauncherTest {
  private static final Path LAUNCHERS = Path.of("src/main/dist");
  private static final Pattern FLAG = Pattern.compile("(?<=[ =\"])(-X|-D|--enable|-cp)[^\\s\"$%}]*");
  private static final String TERMINALS = "-Drealtimecli.terminals=";

  @Test
  void handsOverTheFlagsOfTheShellScript() throws IOException {
    Set<String> expected = flags("realtime-cli");
    expected.remove(TERMINALS); // a batch file cannot tell what a terminal is
    assertThat(flags("realtime-cli.cmd")).isEqualTo(expected).hasSizeGreaterThan(5);
  }

  private static Set<String> flags(String launcher) throws IOException {
    String text = Files.readString(LAUNCHERS.resolve(launcher)).replace(":-XX:+Use=", "");
    return FLAG.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
