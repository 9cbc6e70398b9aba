package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.RealtimeCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @TempDir
  private Path folder;

  @Test
  void printsHelpOnStdout() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: realtime-cli [OPTIONS] FILE...\n");
  }

  @Test
  void takesHelpForTheOption() {
    assertThat(Run.of("help").out()).isEqualTo(Run.of("--help").out());
    assertThat(Run.of("help", "batch").out()).isEqualTo(Run.of("batch", "--help").out()).contains("batch");
    assertThat(Run.of("help", "talk").err()).startsWith("error: there is no command 'talk' in this version");
  }

  @Test
  void printsItsVersionOnStdout() {
    Run run = Run.of("-V");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("realtime-cli \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--frobnicate a.wav          | unknown option '--frobnicate'",
      "--timeout soon a.wav        | --timeout: 'soon' is not a duration",
      "--connect-timeout -1s a.wav | --connect-timeout: '-1s' is not a duration between 1ms and three years",
      "--timeout 10d a.wav         | --timeout: '10d' is not a duration",
      "--dialect latin a.wav       | --dialect: 'latin' is not a dialect",
      "--provider acme a.wav       | --provider: 'acme' is not a provider",
      "--provider azure a.wav      | --provider azure needs the address of your resource",
      "--url https://r.openai.azure.com a.wav | --provider azure needs the name of your deployment",
      "--retries 11 a.wav          | --retries: '11' is not a whole number from 0 to 10",
      "--retries two a.wav         | --retries: 'two' is not a whole number from 0 to 10",
      "--header X a.wav            | --header: a header has a name that is not an HTTP token",
      "--header Upgrade:h2c a.wav  | --header: the header Upgrade cannot be set",
      "--header X:s\u00e9same a.wav | --header: the value of the header X holds a character that is not visible",
      "--cacert no.pem a.wav       | --cacert: no.pem cannot be read",
      "--api-key-file - -          | --api-key-file - and the file - both want standard input",
      "--model= a.wav              | --model: the name is empty",
      "--local --set speed a.wav   | --set: 'speed' is not path=value",
      "--local --url ws://h a.wav  | --local and --url exclude each other",
      "--local -o - --json a.wav   | -o - and --json both want stdout",
      "--local -o x.wav a.wav b.wav| -o names one file for 2 answers",
      "--local - -                 | standard input can be read once only",
      "--local -o no/x.wav a.wav   | -o: there is no folder",
      "--url ftp://h a.wav         | --url: the URL must begin with wss://, ws://, https:// or http://",
      "--url ws://a_b/ a.wav       | --url: the URL has no host name that can be looked up",
      "--url wss://u:p@h/ a.wav    | --url: the URL must not hold a user or a password",
      "--local --instructions @no.txt a.wav | --instructions: no.txt cannot be read as text",
      "--local --events no/x a.wav | --events: no/x cannot be written",
      "serve --port 99999          | --port: '99999' is not a whole number from 0 to 65535",
      "serve --port abc            | --port: 'abc' is not a whole number from 0 to 65535",
      "serve --dialect latin       | --dialect: 'latin' is not a dialect",
      "serve --pace slow           | --pace: 'slow' is not a pace",
      "serve --reply tone=4h       | --reply: a tone of 14400 s is too long",
      "serve --reply tone=x        | --reply: 'x' is not a duration",
      "serve --rate 22050          | --rate: '22050' is not a rate",
      "serve --session-limit never | --session-limit: 'never' is not a duration",
      "serve --call f=1            | --call: the arguments of f are not a JSON object",
      "serve --call a.b={}         | --call: 'a.b' cannot be the name of a function",
      "serve --fault explode       | --fault 'explode': there is no fault 'explode'",
      "serve --replay t --fault jitter | --replay and --fault exclude each other",
      "serve --replay t --reply tone | --replay and --reply exclude each other",
      "serve somewhere             | what is 'somewhere' for?",
      "--mute --mute a.wav         | an option is given twice: --mute",
      "--local --events - a.wav    | --events needs a file",
      "--local --events-audio a.wav| --events-audio needs --events",
      "--local --record - a.wav    | --record needs a file",
      "--local -o no/ a.wav        | -o: there is no folder no/",
      "--url ws://127.0.0.1:99999/ a.wav | --url: the URL has a port outside 1 to 65535",
      "talk                        | there is no command 'talk' in this version"})
  void refusesWhatCannotBeMeant(String arguments, String sentence) {
    Run run = Run.of(arguments.strip().split(" +"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + sentence).containsPattern("\nhint: .+\n$");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "serve --port 99999          | choose one from 1 to 65535, or leave it out for any free one",
      "--retries 11 a.wav          | write it like --retries 2",
      "batch -o r -j 0 a           | write it like -j 4",
      "batch -o r --max-failures x a | write it like --max-failures 10, or leave it out",
      "compare a b --max-failed x  | write it like --max-failed 0"})
  void saysWhichNumberIsMeant(String arguments, String hint) {
    assertThat(Run.of(arguments.strip().split(" +")).err()).endsWith("\nhint: " + hint + "\n");
  }

  @Test
  void wantsAFile() {
    Run run = Run.of("--local");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("""
        error: no FILE is given
        hint: name a recording, or - for standard input; see realtime-cli --help
        """);
  }

  @Test
  void servesOnlyRecordingsThatAreThere() {
    Run run = Run.of("serve", "--reply", "no/answer.wav");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("error: --reply: no/answer.wav does not exist\nhint: check the path\n");
  }

  @Test
  void readsInstructionsFromAFileAndOptionsNever() throws Exception {
    Path prompt = Files.writeString(folder.resolve("prompt.txt"), "--frobnicate like a pirate");
    Run run = Run.of("--local", "--instructions", "@" + prompt, folder.resolve("missing.wav").toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("missing.wav: does not exist").doesNotContain("frobnicate");
  }

  @Test
  void namesBatchForAFolder() {
    Run run = Run.of("--local", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: '" + folder + "' is a folder\n").contains("batch");
  }

  @Test
  void wantsAKeyForAServerThatIsNotOnThisMachine() {
    Run run = Run.of("a.wav");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("""
        error: no API key: OPENAI_API_KEY is neither in the environment nor in .env of this folder
        hint: set OPENAI_API_KEY, or try everything without a key: realtime-cli --local FILE
        """);
  }

  @Test
  void doesNotLetTheKeyTravelInTheClear() {
    Run run = Run.with(Map.of("OPENAI_API_KEY", "sk-secret-1234567890"), new byte[0], "--url",
        "ws://example.org/v1/realtime",
        "a.wav");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: the key would travel to example.org unencrypted\n")
        .doesNotContain("secret");
  }

  @Test
  void saysThatAKeyIsMalformedWithoutShowingIt() {
    Run run = Run.with(Map.of("OPENAI_API_KEY", "sk-sec\nret"), new byte[0], "a.wav");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("a character that no key has").doesNotContain("sec");
  }

  @Test
  void doesNotOverwriteTheQuestion() throws Exception {
    Path question = Files.writeString(folder.resolve("q.wav"), "not important");
    Run run = Run.of("--local", "-o", question.toString(), question.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: -o would overwrite the question");
  }

  @Test
  void refusesANameThatNoFileCanHave() {
    Run run = Run.of("--local", "a\0b.wav");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: '").contains("cannot be the name of a file here\nhint: ");
  }

  @Test
  void callsAFaultOfItsOwnOne() {
    Map<String, String> broken = new AbstractMap<>() {
      @Override
      public Set<Entry<String, String>> entrySet() {
        throw new IllegalStateException("nobody foresaw this");
      }
    };
    Run run = Run.with(broken, new byte[0], "-q", "a.wav");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("error: this is a fault of realtime-cli: java.lang.IllegalStateException: nobody foresaw this\n")
        .containsPattern("\nhint: .+\n$");
  }

  @Test
  void failsWhenNobodyTakesItsResult() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = RealtimeCli.run(new String[]{"--version"}, Map.of(), InputStream.nullInputStream(),
        new PrintStream(full, false, StandardCharsets.UTF_8), new PrintStream(err, false, StandardCharsets.UTF_8));
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: standard output could not be written\nhint: ");
  }
}
