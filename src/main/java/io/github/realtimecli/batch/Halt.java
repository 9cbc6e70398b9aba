package io.github.realtimecli.batch;

import io.github.realtimecli.turn.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why nothing more is begun in a run, although there is more to do.
public sealed interface Halt {
  /// The user wants out.
  record Interrupted() implements Halt {}

  /// @param spent dollars
  record CostReached(double limit, double spent) implements Halt {}

  record TimeUp(Duration limit) implements Halt {}

  record TooManyFailures(int failures) implements Halt {}

  /// The server has nothing left for us.
  ///
  /// @param what  the server's name for it
  /// @param reset until there is more, `null` when it did not say
  record Exhausted(String what, @Nullable Duration reset) implements Halt {}

  /// Nobody is let in: the key is refused.
  record Refused(Failure failure) implements Halt {}

  /// Results cannot be kept.
  record Unwritable(String detail) implements Halt {}
}
