package io.github.realtimecli.batch;

import io.github.realtimecli.session.Result;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Plan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How every item of a run is asked about.
///
/// @param speech   makes an utterance of an opened recording
/// @param clerk    knows words and prices
/// @param settings the fingerprint of all this
/// @param apart    least time between the beginnings of two conversations
public record Terms(Transport.Wire wire, Endpoint endpoint, Plan plan, Speech speech, Clerk clerk, String settings,
    Duration apart) {
  /// How a recording is said.
  @FunctionalInterface
  public interface Speech { Utterance of(Utterance.Opening opening); }

  /// What a row needs that this room does not know. Called on many threads.
  public interface Clerk {
    /// One sentence, without a full stop.
    String words(Failure failure);

    /// Dollars, `null` when they are not known.
    @Nullable
    Double cost(Result result);

    /// Dollars, guessed where they are not known.
    double spent(Result result);

    /// A row without what nobody may see.
    String concealed(String row);
  }
}
