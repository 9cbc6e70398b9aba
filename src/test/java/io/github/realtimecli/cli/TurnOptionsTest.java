package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.AudioFormat;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.turn.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TurnOptionsTest {
  private static TurnOptions turnOptions(String... args) {
    return TurnOptions.of(new CommandLine(Command.ASK.spec()).parseArgs(TurnOptions.spelledOut(args)));
  }

  private static SessionSettings settings(String... args) {
    return SettingsBuilder.of(turnOptions(args));
  }

  private static Plan plan(String... args) {
    return turnOptions(args).plan(new Plan(settings(args), null, Duration.ofSeconds(1)));
  }

  private static Duration trailing(String... args) {
    return turnOptions(args).utterance(() -> {
      throw new AssertionError();
    }, plan(args), Utterance.Listening.OFF).trailing();
  }

  @ParameterizedTest
  @CsvSource({"--transcribe q.wav,--transcribe=|q.wav", "--transcribe whisper-1 q.wav,--transcribe=whisper-1|q.wav",
      "q.wav --transcribe,q.wav|--transcribe=", "--transcribe -o a.wav,--transcribe=|-o|a.wav",
      "--transcribe folder/q,--transcribe=|folder/q", "-- --transcribe q.wav,--|--transcribe|q.wav"})
  void theModelOfATranscriptMayBeLeftOut(String args, String spelled) {
    assertThat(String.join("|", TurnOptions.spelledOut(args.split(" ")))).isEqualTo(spelled);
  }

  @Test
  void aTurnIsManualUnlessItIsSaid() {
    assertThat(settings().turnDetection()).isEqualTo(new TurnDetection.None());
    assertThat(settings("--turn", "server-vad").turnDetection())
        .isEqualTo(new TurnDetection.ServerVad(null, null, null, null, null));
    assertThat(settings("--turn", "semantic-vad").turnDetection())
        .isEqualTo(new TurnDetection.SemanticVad(null, null, null));
  }

  @Test
  void readsWhoEndsTheTurnOutOfTheSettingsToo() {
    SessionSettings settings = settings("--set",
        "audio.input.turn_detection={\"type\":\"server_vad\",\"silence_duration_ms\":900,\"create_response\":false}");
    assertThat(settings.turnDetection()).isEqualTo(new TurnDetection.ServerVad(null, null, 900, false, null));
    assertThat(settings("--turn", "server-vad", "--set", "audio.input.turn_detection=null").turnDetection())
        .isEqualTo(new TurnDetection.None());
  }

  @Test
  void silenceFollowsTheSpeechWhereTheServerNeedsIt() {
    assertThat(trailing()).isZero();
    assertThat(trailing("--turn", "server-vad")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(trailing("--turn", "server-vad", "--set", "audio.input.turn_detection.silence_duration_ms=2000"))
        .isGreaterThan(Duration.ofSeconds(3));
    assertThat(trailing("--turn", "semantic-vad", "--set", "audio.input.turn_detection.eagerness=low"))
        .isGreaterThan(Duration.ofSeconds(8));
  }

  @Test
  void wantsTheTranscriptWhereverItIsAskedFor() {
    assertThat(plan().wanted()).isEqualTo(Plan.Wanted.ANSWER);
    assertThat(plan("--transcribe").wanted()).isEqualTo(Plan.Wanted.ANSWER_AND_TRANSCRIPT);
    assertThat(plan("--set", "audio.input.transcription.model=whisper-1").wanted())
        .isEqualTo(Plan.Wanted.ANSWER_AND_TRANSCRIPT);
    assertThat(plan("--transcribe-only").wanted()).isEqualTo(Plan.Wanted.TRANSCRIPT);
    assertThat(settings("--transcribe-only").kind()).isEqualTo(Kind.TRANSCRIPTION);
  }

  @Test
  void choosesATranscriberThatGoesWithTheTurn() {
    assertThat(settings("--transcribe").transcription()).isEqualTo(new Transcription("gpt-realtime-whisper", null));
    assertThat(settings("--transcribe", "--turn", "server-vad", "--language", "de").transcription())
        .isEqualTo(new Transcription("gpt-transcribe", "de"));
    assertThat(settings("--transcribe", "whisper-1").transcription()).isEqualTo(new Transcription("whisper-1", null));
  }

  @Test
  void otherRatesAreSettings() {
    SessionSettings settings = settings("--set", "audio.input.format.rate=16000", "--set",
        "audio.output.format.rate=8000");
    assertThat(settings.input()).isEqualTo(new AudioFormat("audio/pcm", 16_000));
    assertThat(settings.output()).isEqualTo(new AudioFormat("audio/pcm", 8_000));
    assertThat(plan("--set", "audio.input.format.rate=16000").inputRate()).isEqualTo(16_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "3", "0", "-1", "999", "1000000000", "fast"})
  void aRateThatNoSoundHasIsSentButNotSpokenAt(String rate) {
    SessionSettings settings = settings("--set", "audio.input.format.rate=" + rate, "--set",
        "audio.output.format.rate=" + rate);
    assertThat(settings.input()).isEqualTo(AudioFormat.PCM_24K);
    assertThat(settings.output()).isEqualTo(AudioFormat.PCM_24K);
    assertThat(Json.write(settings.extra()).replace("\"", ""))
        .isEqualTo("{audio:{input:{format:{rate:%1$s}},output:{format:{rate:%1$s}}}}".formatted(rate));
  }

  @Test
  void readsTheSessionOfAFileUnderWhatIsSet(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("session.json");
    Files.writeString(file,
        """
            {"type": "session.update", "session": {"type": "realtime", "tools": [], "audio": {"output": {"voice": "cedar"}}}}
            """);
    SessionSettings settings = settings("--session", file.toString(), "--set", "truncation=disabled");
    assertThat(settings.extra()).containsOnlyKeys("tools", "audio", "truncation");
    assertThat(settings.voice()).as("the file's, not the default").isNull();
  }

  @Test
  void sendsNoSettingsWhenTheSessionIsNone() {
    assertThat(plan("--session", "none").update()).isEqualTo(Plan.Update.OMIT);
    assertThat(plan().update()).isEqualTo(Plan.Update.SEND);
  }

  @ParameterizedTest
  @CsvSource({"--turn,vad,'manual, server-vad, semantic-vad'", "--pace,0,fast", "--pace,slow,fast",
      "--speed,3,0.25 to 1.5", "--max-output-tokens,0,inf", "--session,/nowhere.json,JSON"})
  void namesWhatAnOptionTakes(String option, String value, String hint) {
    assertThatThrownBy(() -> settings(option, value)).isInstanceOfSatisfying(Stop.class, stop -> {
      assertThat(stop.complaint().sentence()).startsWith(option + ": ");
      assertThat(stop.complaint().hint()).contains(hint);
      assertThat(stop.complaint().exitCode()).isEqualTo(ExitCode.USAGE);
    });
  }

  @Test
  void textAndTranscriptExcludeEachOther() {
    assertThatThrownBy(() -> turnOptions("--text", "--transcribe-only")).isInstanceOf(Stop.class);
    assertThat(settings("--text").modalities()).containsExactly("text");
    assertThat(settings("--text").extra()).isEqualTo(Map.of());
  }
}
