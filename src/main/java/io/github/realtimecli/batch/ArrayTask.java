package io.github.realtimecli.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of a job array that this process is, as Slurm, AWS Batch and Kubernetes tell it in the environment.
///
/// @param scheduler whose array it is
public record ArrayTask(String scheduler, Shard shard) {
  private static final String SLURM = "SLURM_ARRAY_TASK_ID";
  private static final String AWS = "AWS_BATCH_JOB_ARRAY_INDEX";
  private static final String KUBERNETES = "JOB_COMPLETION_INDEX";

  /// @return `null` when this process is part of none
  /// @throws PlanException when the environment does not say enough for it
  public static @Nullable ArrayTask of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    if (variables.has(SLURM))
      return slurm(variables);
    if (variables.has(AWS))
      return new ArrayTask("AWS Batch",
          shard(variables.number(AWS), variables.number("AWS_BATCH_JOB_ARRAY_SIZE"), "AWS_BATCH_JOB_ARRAY_SIZE"));
    if (variables.has(KUBERNETES))
      return new ArrayTask("Kubernetes",
          shard(variables.number(KUBERNETES), variables.number("JOB_COMPLETIONS"), "JOB_COMPLETIONS"));
    return null;
  }

  /// `--array=4-10:2` has the tasks 4, 6, 8 and 10. One with gaps, as when failed tasks alone are submitted again, does
  /// not tell how many parts there are.
  private static ArrayTask slurm(Variables variables) {
    long least = variables.number("SLURM_ARRAY_TASK_MIN");
    long most = variables.number("SLURM_ARRAY_TASK_MAX");
    long step = Math.max(1, variables.has("SLURM_ARRAY_TASK_STEP") ? variables.number("SLURM_ARRAY_TASK_STEP") : 1);
    long count = (most - least) / step + 1;
    if (variables.has("SLURM_ARRAY_TASK_COUNT") && variables.number("SLURM_ARRAY_TASK_COUNT") != count)
      throw PlanException.misuse("the tasks of this Slurm array are not numbered without gaps",
          "say which part each of them is: --shard i/n");
    long index = (variables.number(SLURM) - least) / step;
    return new ArrayTask("Slurm", shard(index, count, SLURM));
  }

  private static Shard shard(long index, long count, String variable) {
    if (count < 1 || index < 0 || index >= count || count > Integer.MAX_VALUE)
      throw PlanException.misuse(
          variable + " does not fit: there is no part " + index + ", counted from 0, of " + count,
          "say which part this is: --shard i/n");
    return new Shard((int) index + 1, (int) count);
  }

  private record Variables(Map<String, String> environment) {
    boolean has(String name) {
      String value = environment.get(name);
      return value != null && !value.isBlank();
    }

    long number(String name) {
      if (!has(name))
        throw PlanException.misuse("this is a task of a job array, but " + name + " is not set",
            "set it to the number of tasks, or say which part this is: --shard i/n");
      try {
        return Long.parseLong(environment.getOrDefault(name, "").strip());
      } catch (NumberFormatException e) {
        throw PlanException.misuse(name + " is no number: '" + environment.get(name) + "'",
            "say which part this is: --shard i/n");
      }
    }
  }
}
