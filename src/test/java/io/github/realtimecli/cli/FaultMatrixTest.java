package io.github.realtimecli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.WavWriter;
import io.github.realtimecli.protocol.dialect.Json;
import io.github.realtimecli.server.Behaviour;
import io.github.realtimecli.server.FaultPlan;
import io.github.realtimecli.server.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that a server can do to a turn: the exit code, the outcome and the words of it, and what is true of every one
/// of them - no key anywhere, nothing that was received lost, no thread left behind, no hang.
@Timeout(60)
class FaultMatrixTest {
  private static final String KEY = "sk-test-0123456789abcdefABCDEF";
  private static final int SECONDS = 2;

  @TempDir
  Path folder;

  /// @param faults   separated by `+`
  /// @param options  further ones of the command line
  /// @param exitCode 0 for answered
  /// @param outcome  of `--json`
  /// @param kept     of the answer: `all`, `some` as a partial file, or `none`
  /// @param sentence part of what stderr says
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(quoteCharacter = '"', delimiter = '|',
      textBlock = """
          refuse=400                               | | 6 | refused      | none | HTTP 400
          refuse=401                               | | 4 | unauthorized | none | HTTP 401
          refuse=403                               | | 4 | unauthorized | none | HTTP 403
          refuse=404                               | | 6 | refused      | none | HTTP 404
          refuse=408                               | | 6 | refused      | none | HTTP 408
          refuse=429                               | | 6 | refused      | none | HTTP 429
          refuse=500                               | | 6 | refused      | none | HTTP 500
          refuse=503                               | | 6 | refused      | none | HTTP 503
          refuse=429,times=1                       | --retries 2 | 0 | answered | all | trying again
          refuse=429,retry-after=1,times=1         | --retries 1 | 0 | answered | all | trying again in 1
          refuse=429,retry-after=3600              | --retries 2 | 6 | refused | none | HTTP 429
          refuse=503,times=2                       | --retries 1 | 6 | refused | none | HTTP 503
          slow-handshake=1h                        | --connect-timeout 300ms | 5 | timed_out | none | did not answer in time
          close=1000@open                          | | 5 | disconnected | none | normal, but before
          close=1001@created                       | | 5 | disconnected | none | 1001
          close=1009@commit                        | | 5 | disconnected | none | 1009
          close=1011@response                      | | 5 | disconnected | none | 1011
          close=1012@commit,times=1                | --retries 1 | 0 | answered | all | trying again
          close=1013:insufficient_quota@created    | --retries 2 | 6 | refused | none | 1013
          close=3000:invalid_request_error.invalid_api_key@open | --retries 2 | 4 | unauthorized | none | 3000
          close=4000:invalid_request_error.missing_model@open   | --retries 2 | 6 | refused      | none | 4000
          close=4004:invalid_request_error.model_not_found@open | --retries 2 | 6 | refused      | none | 4004
          close=1011@delta=2                       | --retries 2 | 5 | disconnected | some | 1011
          drop@open                                | | 5 | disconnected | none | lost
          drop@commit                              | | 5 | disconnected | none | lost
          drop@commit,times=1                      | --retries 1 | 0 | answered | all | trying again
          drop@delta=3                             | | 5 | disconnected | some | lost
          reset@created                            | | 5 | disconnected | none | lost
          reset@delta=2                            | --retries 2 | 5 | disconnected | some | lost
          stall@commit                             | --timeout 500ms | 5 | timed_out | none | nothing was heard
          stall@response                           | --timeout 500ms | 5 | timed_out | none | nothing was heard
          stall@delta=2                            | --timeout 500ms | 5 | timed_out | some | nothing was heard
          stall@created                            | --timeout 500ms | 5 | timed_out | none | nothing was heard
          stall=300ms@delta=2                      | --timeout 5s | 0 | answered | all | answered
          malformed@delta=2                        | | 0 | answered | all | not understood
          malformed@created                        | | 0 | answered | all | not understood
          error=server_error@response              | | 0 | answered | all | server_error
          error=rate_limit_exceeded@commit         | --timeout 500ms | 6 | refused | none | rate_limit_exceeded
          error=invalid_api_key@created            | | 4 | unauthorized | none | invalid_api_key
          error=insufficient_quota@created         | --retries 2 | 6 | refused | none | insufficient_quota
          error=session_expired@delta=2            | | 6 | refused | some | session_expired
          failed=rate_limit_exceeded               | | 6 | refused | none | rate_limit_exceeded
          failed=rate_limit_exceeded,times=1       | --retries 1 | 0 | answered | all | trying again
          failed=server_error@delta=2              | --retries 2 | 6 | refused | some | server_error
          incomplete=content_filter                | | 6 | refused | some | content_filter
          incomplete=max_output_tokens             | | 6 | refused | some | max_output_tokens
          jitter                                   | | 0 | answered | all | answered
          one-delta                                | | 0 | answered | all | answered
          missing=session.created                  | | 0 | answered | all | answered
          missing=session.updated                  | | 0 | answered | all | answered
          missing=input_audio_buffer.committed     | | 0 | answered | all | answered
          missing=response.created                 | | 0 | answered | all | answered
          missing=response.output_audio.done       | | 0 | answered | all | answered
          missing=response.done                    | --timeout 500ms | 5 | timed_out | some | nothing was heard
          duplicate=session.created                | | 0 | answered | all | answered
          duplicate=response.created               | | 0 | answered | all | answered
          duplicate=response.done                  | | 0 | answered | all | answered
          rate-limits=0/100/60                     | | 0 | answered | all | answered
          transcript-failed=audio_unintelligible   | --transcribe | 0 | answered | all | audio_unintelligible
          missing=conversation.item.input_audio_transcription.completed | --transcribe --timeout 500ms | 0 | answered | all | answered
          late-transcript=300ms                    | --transcribe | 0 | answered | all | answered
          """)
  void everyFaultEndsAsItShould(String faults, String options, int exitCode, String outcome, String kept,
      String sentence) throws Exception {
    Path question = question();
    Path answer = folder.resolve("answer.wav");
    Path tape = folder.resolve("tape.jsonl");
    Set<String> before = threads();
    Run run;
    try (LocalServer server = LocalServer.start(0, 1,
        Behaviour.USUAL.withFaults(FaultPlan.of(List.of(faults.split("\\+")))))) {
      List<String> args = new ArrayList<>(List.of("-v", "--url", server.uri().toString(), "--mute", "--json", "-o",
          answer.toString(), "--events", tape.toString()));
      args.addAll(options == null ? List.of("--retries", "0") : List.of(options.split(" ")));
      if (!args.contains("--retries"))
        args.addAll(List.of("--retries", "0"));
      args.add(question.toString());
      run = Run.with(Map.of("OPENAI_API_KEY", KEY), new byte[0], args.toArray(String[]::new));
    }
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(((Map<?, ?>) Json.read(run.out())).get("outcome")).isEqualTo(outcome);
    assertThat(run.err()).contains(sentence)
        .matches(text -> exitCode == 0 || text.contains("\nhint: "), "gives a hint");
    assertThat(run.err() + run.out() + Files.readString(tape)).doesNotContain(KEY);
    assertKept(kept, answer);
    assertThat(newThreads(before)).as("threads left behind").isEmpty();
  }

  private void assertKept(String kept, Path answer) throws Exception {
    Path partial = folder.resolve("answer.partial.wav");
    switch (kept) {
      case "all" -> assertThat(Files.readAllBytes(answer)).isEqualTo(Files.readAllBytes(folder.resolve("q.wav")));
      case "some" -> assertThat(partial).isNotEmptyFile();
      default -> assertThat(partial).doesNotExist();
    }
    if (!kept.equals("all"))
      assertThat(answer).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).as("nothing half-written")
          .allMatch(name -> Set.of("q.wav", "answer.wav", "answer.partial.wav", "tape.jsonl").contains(name));
    }
  }

  private Path question() throws Exception {
    short[] samples = new short[SECONDS * Pcm.RATE];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (short) (8_000 * Math.sin(i * 0.05));
    Path file = folder.resolve("q.wav");
    try (WavWriter wav = WavWriter.toFile(file, Pcm.RATE)) {
      wav.write(Pcm.ofSamples(samples));
      wav.commit();
    }
    return file;
  }

  /// Those of ours that live; the JDK keeps some of its own.
  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet())
      if (thread.isAlive()
          && !thread.getName().matches("ForkJoinPool.*|junit.*|surefire.*|Reference Handler|.*JIT.*|VirtualThread-.*"))
        names.add(thread.getName() + "#" + thread.threadId());
    return names;
  }

  /// A thread that was told to end may need a moment; one that stays does not end in two seconds either.
  private static Set<String> newThreads(Set<String> before) throws InterruptedException {
    Set<String> left = threads();
    left.removeAll(before);
    for (Thread thread : Thread.getAllStackTraces().keySet())
      if (left.contains(thread.getName() + "#" + thread.threadId()))
        thread.join(2_000);
    Set<String> still = threads();
    still.removeAll(before);
    return still;
  }
}
