package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.turn.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out a run: one thread asks the [Scheduler] what to do and does it, a virtual thread an item talks to the server and
/// writes its row. They share a queue and nothing else.
public final class BatchRunner {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(200);
  private static final ThreadFactory TALKERS = Thread.ofVirtual().name("talk").factory();
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  /// What happened elsewhere.
  private sealed interface Event {
    record Told(Limiter.Permit permit, List<RateLimit> limits) implements Event {}

    record Ended(Attempt attempt, Limiter.Permit permit, Tried tried) implements Event {}

    record Concluded(Attempt attempt, Result result, @Nullable IOException failure) implements Event {}

    record Halted(Halt reason) implements Event {}
  }

  /// How a run ended.
  ///
  /// @param halt    why not everything was begun or waited for, `null` when it was
  /// @param failed  items that were not answered
  /// @param leftOut items that were never begun
  public record Ending(@Nullable Halt halt, int failed, int leftOut) {}

  private final Terms terms;
  private final RunFolder run;
  private final Limiter limiter;
  private final Scheduler scheduler;
  private final Watcher watcher;
  private final RateLimitWire.Habit habit = new RateLimitWire.Habit();
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<Item, ItemTask> tasks = new HashMap<>();
  private final Map<Item, Long> begunAt = new HashMap<>();
  private long tickAt = System.nanoTime();
  private long nextBeginning = tickAt;

  /// @param limiter of its own
  public BatchRunner(Terms terms, RunFolder run, List<Item> items, Limiter limiter, Bounds bounds, Watcher watcher) {
    this.terms = terms;
    this.run = run;
    this.watcher = watcher;
    this.limiter = limiter;
    scheduler = new Scheduler(items, limiter, bounds, RandomGenerator.getDefault(), System.nanoTime());
  }

  /// Begins nothing more; on any thread.
  public void halt(Halt reason) {
    events.add(new Event.Halted(reason));
  }

  /// Runs until everything is done, or nothing more can be. Whatever is to be done waits for the time between two beginnings:
  /// it is short.
  public Ending run() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      if (now >= tickAt) {
        watcher.passed(limiter.active(), limiter.window());
        tickAt = now + TICK;
      }
      if (now < nextBeginning) {
        await(Math.min(nextBeginning, tickAt));
        continue;
      }
      switch (scheduler.next(now)) {
        case Scheduler.Step.Begin step -> begin(step.attempt(), step.permit());
        case Scheduler.Step.Conclude step -> conclude(step.attempt(), step.tried());
        case Scheduler.Step.Wait step -> await(Math.min(step.until(), tickAt));
        case Scheduler.Step.InterruptAll _ -> tasks.values().forEach(ItemTask::interrupt);
        case Scheduler.Step.Over _ -> {
          return new Ending(scheduler.halted(), scheduler.failures(), scheduler.leftOut());
        }
      }
    }
  }

  private void await(long until) throws InterruptedException {
    Event event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    for (; event != null; event = events.poll())
      take(event, System.nanoTime());
  }

  private void take(Event event, long now) {
    switch (event) {
      case Event.Told e -> scheduler.told(e.permit(), e.limits(), now);
      case Event.Ended e -> {
        tasks.remove(e.attempt().item());
        scheduler.tried(e.attempt(), e.permit(), e.tried(), terms.clerk().spent(e.tried().result()), now);
      }
      case Event.Concluded e -> {
        Long begun = begunAt.remove(e.attempt().item());
        scheduler.concluded();
        watcher.ended(e.attempt().item(), e.result(), terms.clerk().cost(e.result()),
            Duration.ofNanos(begun == null ? 0 : now - begun));
        if (e.failure() != null)
          scheduler.halt(new Halt.Unwritable(ItemTask.words(e.failure())), now);
      }
      case Event.Halted e -> scheduler.halt(e.reason(), now);
    }
  }

  private void begin(Attempt attempt, Limiter.Permit permit) {
    Item item = attempt.item();
    long now = System.nanoTime();
    begunAt.putIfAbsent(item, now);
    nextBeginning = now + terms.apart().toNanos();
    ItemTask task = new ItemTask(terms, run, attempt, habit, limits -> events.add(new Event.Told(permit, limits)));
    tasks.put(item, task);
    watcher.began(item);
    TALKERS.newThread(() -> {
      Stamp stamp = Stamp.of(item.file());
      events.add(new Event.Ended(attempt, permit, new Tried(carryOut(task), stamp)));
    }).start();
  }

  private static Result carryOut(ItemTask task) {
    try {
      return task.carryOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.unasked(new Failure.Interrupted());
    } catch (Throwable e) {
      LOG.debug("not foreseen", e);
      return Result.unasked(new Failure.Bug(e.toString()));
    }
  }

  private void conclude(Attempt attempt, Tried tried) {
    TALKERS.newThread(() -> {
      IOException failure = null;
      try {
        ItemTask.conclude(terms, run, attempt.item(), tried.stamp(), tried.result());
      } catch (IOException e) {
        failure = e;
      } catch (Throwable e) {
        LOG.debug("not foreseen", e);
        failure = new IOException(e.toString(), e);
      }
      events.add(new Event.Concluded(attempt, tried.result(), failure));
    }).start();
  }
}
