package io.github.realtimecli.cli;

import io.github.realtimecli.batch.ArrayTask;
import io.github.realtimecli.batch.Catalogue;
import io.github.realtimecli.batch.Item;
import io.github.realtimecli.batch.ResumeState;
import io.github.realtimecli.batch.Reference;
import io.github.realtimecli.batch.Search;
import io.github.realtimecli.batch.Shard;
import io.github.realtimecli.batch.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run is about: the items of this process, and which of them are to be asked.
///
/// @param root  the folder that all names are relative to, `null` when there are several
/// @param items all of this process
/// @param ask   those among them that are not answered yet
/// @param past  how many there are of each kind
record BatchPlan(Shard shard, @Nullable Path root, List<Item> items, List<Item> ask, Map<ResumeState, Integer> past) {
  /// Looks for the recordings and tells about it.
  ///
  /// @throws Stop when there are none
  static BatchPlan of(BatchOptions options, Map<String, String> environment, Terminal terminal) {
    try {
      ArrayTask task = options.shard() == null ? ArrayTask.of(environment) : null;
      Shard shard = options.shard() != null ? options.shard() : task == null ? Shard.WHOLE : task.shard();
      Catalogue found = Search.of(options.paths(), options.selection(), options.output());
      found.remarks().forEach(terminal::note);
      if (found.items().isEmpty())
        throw new Stop(new UserError("there is no recording in " + String.join(", ", options.paths()),
            "WAV, AIFF and AU are read; see --include and --exclude", ExitCode.INPUT));
      Catalogue part = found.of(shard);
      if (!shard.isWhole())
        terminal.note("shard " + shard + (task == null ? "" : " of " + task.scheduler() + "'s array") + ": "
            + part.items().size() + " of " + found.items().size() + " items");
      return new BatchPlan(shard, part.root(), part.items(), part.items(), Map.of());
    } catch (PlanException e) {
      throw BatchOptions.stop(e);
    } catch (IOException e) {
      throw new Stop(new UserError("the recordings cannot be listed: " + ErrorText.of(e), "check the folder",
          ExitCode.INPUT));
    }
  }

  /// Looks at what earlier runs have left.
  BatchPlan resumed(Path run, String settings) {
    List<ResumeState> left = items.parallelStream().map(item -> ResumeState.of(run, item, settings)).toList();
    Map<ResumeState, Integer> counts = new EnumMap<>(ResumeState.class);
    List<Item> open = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      counts.merge(left.get(i), 1, Integer::sum);
      if (left.get(i) != ResumeState.ANSWERED)
        open.add(items.get(i));
    }
    return new BatchPlan(shard, root, items, open, counts);
  }

  /// What is skipped and what is asked again, and why.
  void tell(Terminal terminal) {
    int answered = past.getOrDefault(ResumeState.ANSWERED, 0);
    if (answered > 0)
      terminal.note("skipped: " + answered + " answered before, with the same recording and settings"
          + (ask.isEmpty() ? "; --fresh asks again" : ""));
    String again = past.entrySet()
        .stream()
        .filter(entry -> entry.getKey() != ResumeState.ANSWERED && entry.getKey() != ResumeState.NEW)
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
    if (!again.isEmpty())
      terminal.note("asked again: " + again);
  }

  /// Says once that references are of no use.
  void tellOfReferences(boolean transcribes, Terminal terminal) {
    long references = transcribes ? 0 : items.stream().filter(Reference::exists).count();
    if (references > 0)
      terminal.note(references + (references == 1 ? " recording has" : " recordings have")
          + " a reference text; there is no word error rate without --transcribe");
  }
}
