package io.github.realtimecli.session;

import io.github.realtimecli.playback.Sink;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.turn.Curable;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import io.github.realtimecli.turn.Plan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Turns with one server: one, or several that follow one another in one session. A turn that fails before its answer began,
/// for a reason that may pass, is tried again; a session that has reached its time limit is followed by another, to which the
/// words so far are told. Nothing is played twice, for what was played is never asked for again.
///
/// Every turn is begun with [#begin], which dials and reads, and carried out with [#run]. One thread calls both;
/// [#interrupt] and [#fail] may come from any.
public final class Conversation implements AutoCloseable {
  /// A turn is not begun when less than this is left of its session.
  private static final Duration TURN = Duration.ofMinutes(2);

  private final Route route;
  private final Plan plan;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final List<Item> words = new ArrayList<>();
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private volatile @Nullable Failure doom;
  private volatile @Nullable Call call;
  private @Nullable Utterance utterance;
  private Observer observer = Observer.NOBODY;
  private Plan.After after = Plan.After.HANG_UP;
  /// The turn goes over a connection that has carried others.
  private boolean follows;

  public Conversation(Route route, Plan plan) {
    this(route, plan, InstantSource.system(), RandomGenerator.getDefault());
  }

  Conversation(Route route, Plan plan, InstantSource clock, RandomGenerator chance) {
    this.route = route;
    this.plan = plan;
    this.clock = clock;
    this.chance = chance;
  }

  /// Starts a turn and returns at once: on the connection of the one before where that is left, on a new one otherwise.
  ///
  /// @param then whether the connection is kept for another turn
  public void begin(Utterance speech, Plan.After then, Observer watching) {
    utterance = speech;
    observer = watching;
    after = then;
    Call before = call;
    follows = before != null && before.leavesTheWire() && lasts(before.session());
    if (before != null && follows) {
      put(before.next(route, plan.then(then), speech, watching));
    } else {
      if (before != null)
        before.drop();
      dial();
    }
  }

  private boolean lasts(SessionFacts session) {
    Long expiresAt = session.expiresAt();
    return expiresAt == null || clock.instant().plus(TURN).getEpochSecond() < expiresAt;
  }

  private void dial() {
    Utterance speech = utterance;
    if (speech == null)
      throw new IllegalStateException("no turn was begun");
    put(Call.dial(route, plan.behind(words).then(after), speech, observer));
  }

  private void put(Call next) {
    call = next;
    Failure failure = doom;
    if (failure != null)
      next.fail(failure);
    if (isInterrupted())
      next.interrupt();
  }

  /// Carries the turn to its end, over as many attempts as it takes and the route allows. The sink is used, not closed.
  public Result run(Sink sink) throws InterruptedException {
    boolean renewed = false;
    for (int attempt = 1, tried = 1;; attempt++) {
      Result result = current().run(sink).after(attempt);
      Failure failure = result.outcome().failure();
      if (failure == null)
        remember(result);
      if (failure == null || result.hasAnswer() || isInterrupted())
        return result;
      if (!renewed && follows && Curable.bySession(failure)) {
        renewed = true;
        observer.retrying(failure, attempt, Duration.ZERO);
        dial();
        continue;
      }
      Duration wait = Curable.byTime(failure)
          ? route.retries().delay(tried++, Curable.after(failure), chance)
          : null;
      if (wait == null)
        return result;
      observer.retrying(failure, attempt, wait);
      if (interrupted.await(wait.toNanos(), TimeUnit.NANOSECONDS))
        return result.failed(Outcome.of(new Failure.Interrupted()));
      dial();
    }
  }

  private Call current() {
    Call running = call;
    if (running == null)
      throw new IllegalStateException("no turn was begun");
    return running;
  }

  /// The words of the turn, for a session that may have to follow this one. The user's are known only where they were
  /// transcribed.
  private void remember(Result result) {
    String heard = result.heard();
    if (heard != null && !heard.isBlank())
      words.add(Item.message(null, "user", null, List.of(new Content.Text(heard))));
    if (!result.transcript().isBlank())
      words.add(Item.message(null, "assistant", null, List.of(new Content.Text(result.transcript()))));
  }

  private boolean isInterrupted() {
    return interrupted.getCount() == 0;
  }

  /// Ends the turn that is under way, or the wait for its next attempt; on any thread.
  public void interrupt() {
    interrupted.countDown();
    Call running = call;
    if (running != null)
      running.interrupt();
  }

  /// Ends the turn because its sound has nowhere to go; on any thread.
  public void fail(Failure failure) {
    doom = failure;
    Call running = call;
    if (running != null)
      running.fail(failure);
  }

  /// Gives up what was begun and not run, and the connection that was kept for a turn that does not come.
  @Override
  public void close() {
    Call last = call;
    if (last != null && last.leavesTheWire())
      last.hangUp();
    else if (last != null)
      last.drop();
  }
}
