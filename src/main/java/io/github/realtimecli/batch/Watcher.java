package io.github.realtimecli.batch;

import io.github.realtimecli.session.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Someone who watches a run go by. Called on the thread that runs it.
public interface Watcher {
  /// An item is asked about, perhaps again.
  void began(Item item);

  /// The item's row is written.
  ///
  /// @param cost in dollars, `null` when it is not known
  /// @param took from its first beginning on
  void ended(Item item, Result result, @Nullable Double cost, Duration took);

  /// Some time has passed, and perhaps nothing else has happened.
  ///
  /// @param active conversations under way
  /// @param window how many may be
  void passed(int active, int window);
}
