package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.session.Retries;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.turn.Curable;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What is to be done next in a run: which item is asked about, or asked about again, which failure is final, and when enough
/// is enough. It decides and does nothing; instants are nanoseconds of one arbitrary clock.
///
/// ```
/// fresh ──Begin──▶ under way ──tried──▶ Conclude: its row is written ──concluded──▶ done
///                    ▲    │
///                    └─ waiting: the failure may pass, or there were too many of us
/// ```
final class Scheduler {
  /// What is under way when the time is up has so long to end by itself.
  static final Duration GRACE = Duration.ofSeconds(30);
  /// And when it has been interrupted, so long until nobody waits for it any more.
  static final Duration LAST = Duration.ofSeconds(10);
  /// So many refusals of the key before anybody was let in, and nobody will be.
  private static final int LOCKED_OUT = 10;

  /// What to do.
  sealed interface Step {
    record Begin(Attempt attempt, Limiter.Permit permit) implements Step {}

    /// Nothing of the item comes any more.
    record Conclude(Attempt attempt, Tried tried) implements Step {}

    /// Nothing, until then or until something happens.
    record Wait(long until) implements Step {}

    /// Those under way are to end now.
    record InterruptAll() implements Step {}

    record Over() implements Step {}
  }

  private record Again(Attempt attempt, Tried last, long dueAt) {}

  private final Limiter limiter;
  private final Bounds bounds;
  private final RandomGenerator chance;
  private final long begunAt;
  private final Queue<Item> fresh;
  private final PriorityQueue<Again> waiting = new PriorityQueue<>(Comparator.comparingLong(Again::dueAt));
  private final Queue<Step> due = new ArrayDeque<>();
  private final Spending spending = new Spending();
  private int concluding;
  private int leftOut;
  private int failures;
  private int refusals;
  private boolean letIn;
  private @Nullable Halt halt;
  private long interruptAt = Long.MAX_VALUE;
  private long overAt = Long.MAX_VALUE;

  Scheduler(List<Item> items, Limiter limiter, Bounds bounds, RandomGenerator chance, long now) {
    this.limiter = limiter;
    this.bounds = bounds;
    this.chance = chance;
    fresh = new ArrayDeque<>(items);
    begunAt = now;
  }

  Step next(long now) {
    look(now);
    Step step = due.poll();
    if (step != null)
      return step;
    if (now >= overAt || limiter.active() + concluding == 0 && fresh.isEmpty() && waiting.isEmpty())
      return new Step.Over();
    if (halt != null)
      return new Step.Wait(Math.min(interruptAt, overAt));
    return begin(now);
  }

  private Step begin(long now) {
    Again again = waiting.peek();
    long wanted = again != null && again.dueAt <= now || !fresh.isEmpty() ? now : again == null ? NEVER : again.dueAt;
    long readyAt = wanted == NEVER || isDear() ? NEVER : Math.max(wanted, limiter.readyAt(now));
    if (readyAt > now)
      return new Step.Wait(Math.min(readyAt, timeUpAt()));
    Item item = again != null && again.dueAt <= now ? null : fresh.poll();
    if (item == null && again != null)
      waiting.poll();
    Attempt attempt = item != null ? Attempt.first(item) : again == null ? null : again.attempt;
    if (attempt == null)
      throw new IllegalStateException("nothing to begin");
    return new Step.Begin(attempt, limiter.begin(now));
  }

  private static final long NEVER = Limiter.NEVER;

  /// Whether those under way may reach the limit by themselves. The last one that fits is let through alone.
  private boolean isDear() {
    return bounds.maxCost() != null && limiter.active() > 0
        && spending.with(limiter.active() + 1) > bounds.maxCost();
  }

  private long timeUpAt() {
    return bounds.maxDuration() == null ? NEVER : begunAt + bounds.maxDuration().toNanos();
  }

  /// What the time, the money and the server say.
  private void look(long now) {
    if (halt == null && !(fresh.isEmpty() && waiting.isEmpty())) {
      Limiter.Exhausted exhausted = limiter.exhausted();
      if (exhausted != null)
        halt(new Halt.Exhausted(exhausted.what(), exhausted.reset()), now);
      else if (bounds.maxCost() != null && spending.spent() >= bounds.maxCost())
        halt(new Halt.CostReached(bounds.maxCost(), spending.spent()), now);
      else if (failures >= bounds.maxFailures())
        halt(new Halt.TooManyFailures(failures), now);
    }
    if (halt == null && now >= timeUpAt() && bounds.maxDuration() != null)
      halt(new Halt.TimeUp(bounds.maxDuration()), now);
    if (now >= interruptAt) {
      interruptAt = NEVER;
      overAt = now + LAST.toNanos();
      due.add(new Step.InterruptAll());
    }
  }

  /// Nothing is begun any more; the first reason counts, but a user who wants out is never made to wait.
  void halt(Halt reason, long now) {
    boolean first = halt == null;
    if (first)
      halt = reason;
    if (reason instanceof Halt.Interrupted && overAt == NEVER) {
      halt = reason;
      interruptAt = now;
    } else if (first && reason instanceof Halt.TimeUp)
      interruptAt = now + GRACE.toNanos();
    leftOut += fresh.size();
    fresh.clear();
    for (Again again = waiting.poll(); again != null; again = waiting.poll())
      conclude(again.attempt, again.last);
  }

  /// Why nothing is begun any more, `null` while nothing is in the way.
  @Nullable
  Halt halted() {
    return halt;
  }

  /// How many items were never begun.
  int leftOut() {
    return leftOut;
  }

  /// How many were not answered.
  int failures() {
    return failures;
  }

  void told(Limiter.Permit permit, List<RateLimit> limits, long now) {
    limiter.told(permit, limits, now);
  }

  /// An attempt has come to its end.
  ///
  /// @param cost in dollars
  void tried(Attempt attempt, Limiter.Permit permit, Tried tried, double cost, long now) {
    spending.add(cost);
    Result result = tried.result();
    Failure failure = result.outcome().failure();
    RateLimitFailure shortage = failure == null ? null : RateLimitFailure.of(failure);
    if (failure == null) {
      letIn = true;
      limiter.answered(permit, result.usage() == null ? null : (Long) (result.usage().in() + result.usage().out()));
    } else if (shortage != null) {
      limiter.limited(permit, shortage.after(), now);
      if (shortage.what() == RateLimitFailure.Kind.FOR_LONG)
        limiter.exhaust(shortage.code(), shortage.after());
    } else
      limiter.failed(permit);
    Again again = failure == null || result.hasAnswer() ? null : again(attempt, tried, failure, shortage, now);
    if (again == null || halt != null)
      conclude(attempt, tried);
    else
      waiting.add(again);
    if (failure instanceof Failure.Unsaved unsaved)
      halt(new Halt.Unwritable(unsaved.detail()), now);
    if (result.outcome().kind() == Outcome.Kind.UNAUTHORIZED && !letIn && ++refusals >= LOCKED_OUT && failure != null)
      halt(new Halt.Refused(failure), now);
  }

  private @Nullable Again again(Attempt attempt, Tried tried, Failure failure, @Nullable RateLimitFailure shortage,
      long now) {
    if (!RateLimitFailure.isCurable(failure))
      return null;
    if (shortage != null)
      return attempt.turnedAway() >= bounds.shortages() ? null : new Again(attempt.afterShortage(), tried, now);
    Duration wait = Retries.upTo(bounds.retries()).delay(attempt.failures() + 1, Curable.after(failure), chance);
    return wait == null ? null : new Again(attempt.afterFailure(), tried, now + wait.toNanos());
  }

  private void conclude(Attempt attempt, Tried tried) {
    concluding++;
    failures += tried.result().outcome().failure() == null ? 0 : 1;
    due.add(new Step.Conclude(attempt, tried));
  }

  /// The item's row is written.
  void concluded() {
    concluding--;
  }

  /// Dollars.
  private static final class Spending {
    private double sum;
    private int paid;

    void add(double cost) {
      sum += cost;
      paid += cost == 0 ? 0 : 1;
    }

    double spent() {
      return sum;
    }

    /// What it will be with so many more, if they are like the others.
    double with(int more) {
      return paid == 0 ? sum : sum + sum / paid * more;
    }
  }
}
