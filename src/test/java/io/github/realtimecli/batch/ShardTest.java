package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Test
  void everyItemIsInExactlyOnePart() {
    for (int count : new int[]{1, 2, 3, 4, 7, 100}) {
      List<Shard> shards = IntStream.rangeClosed(1, count).mapToObj(i -> new Shard(i, count)).toList();
      for (int i = 0; i < 500; i++) {
        String name = "a/ünï " + i + ".wav";
        assertThat(shards.stream().filter(shard -> shard.holds(name))).hasSize(1);
      }
    }
  }

  @Test
  void theSameEverywhereAndInEveryVersion() {
    // printf '%s' NAME | sha256sum, the first 16 digits modulo 4
    assertThat(Stream.of("q1.wav", "a/q1.wav", "q2.wav", "de/q 3.wav").map(ShardTest::partOf)).containsExactly(3, 0, 1,
        0);
  }

  private static int partOf(String name) {
    return IntStream.range(0, 4).filter(i -> new Shard(i + 1, 4).holds(name)).findFirst().orElseThrow();
  }

  @Test
  void partsAreOfAboutTheSameSize() {
    long first = IntStream.range(0, 10_000).filter(i -> new Shard(1, 4).holds("q" + i + ".wav")).count();
    assertThat(first).isBetween(2_300L, 2_700L);
  }

  @Test
  void isWrittenFromOneOn() {
    assertThat(Shard.parse("1/4")).isEqualTo(new Shard(1, 4));
    assertThat(Shard.parse(" 4 / 4 ")).isEqualTo(new Shard(4, 4));
    assertThat(Shard.parse("1/1").isWhole()).isTrue();
    assertThat(Shard.parse("2/3")).hasToString("2/3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/4", "5/4", "1/0", "-1/4", "1", "1/", "/4", "a/b", "1/4/2", "1.5/4", "", "99999999999/4"})
  void isNoNonsense(String text) {
    assertThatThrownBy(() -> Shard.parse(text)).isInstanceOf(PlanException.class)
        .hasMessage("--shard: '" + text + "' is not a shard");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3                              | Slurm | 1/4",
      "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_STEP=1      | Slurm | 4/4",
      "SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_MIN=4 SLURM_ARRAY_TASK_MAX=10 SLURM_ARRAY_TASK_STEP=2     | Slurm | 3/4",
      "SLURM_ARRAY_TASK_ID=10 SLURM_ARRAY_TASK_MIN=4 SLURM_ARRAY_TASK_MAX=11 SLURM_ARRAY_TASK_STEP=2 SLURM_ARRAY_TASK_COUNT=4 | Slurm | 4/4",
      "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=7 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=1     | Slurm | 1/1",
      "AWS_BATCH_JOB_ARRAY_INDEX=2 AWS_BATCH_JOB_ARRAY_SIZE=10                                          | AWS Batch | 3/10",
      "JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=5                                                         | Kubernetes | 1/5",
      "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 JOB_COMPLETION_INDEX=9       | Slurm | 1/2"})
  void isTakenFromAnArray(String environment, String scheduler, String shard) {
    assertThat(ArrayTask.of(variables(environment))).isEqualTo(new ArrayTask(scheduler, Shard.parse(shard)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "JOB_COMPLETION_INDEX=1                                      | JOB_COMPLETIONS is not set",
      "AWS_BATCH_JOB_ARRAY_INDEX=1                                 | AWS_BATCH_JOB_ARRAY_SIZE is not set",
      "SLURM_ARRAY_TASK_ID=1                                       | SLURM_ARRAY_TASK_MIN is not set",
      "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0                | SLURM_ARRAY_TASK_MAX is not set",
      "JOB_COMPLETION_INDEX=5 JOB_COMPLETIONS=5                    | there is no part 5, counted from 0, of 5",
      "JOB_COMPLETION_INDEX=x JOB_COMPLETIONS=5                    | JOB_COMPLETION_INDEX is no number: 'x'",
      "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=2 | without gaps"})
  void asksForWhatAnArrayDoesNotTell(String environment, String sentence) {
    assertThatThrownBy(() -> ArrayTask.of(variables(environment))).isInstanceOf(PlanException.class)
        .hasMessageContaining(sentence)
        .extracting(e -> ((PlanException) e).hint())
        .asString()
        .contains("--shard i/n");
  }

  @Test
  void isNoneWithoutAnArray() {
    assertThat(ArrayTask.of(Map.of("SLURM_JOB_ID", "7", "JOB_COMPLETION_INDEX", " "))).isNull();
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new HashMap<>();
    for (String pair : text.strip().split(" +"))
      variables.put(pair.split("=")[0], pair.split("=")[1]);
    return variables;
  }
}
