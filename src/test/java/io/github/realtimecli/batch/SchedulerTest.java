package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.batch.Scheduler.Step;
import io.github.realtimecli.playback.Played;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.source.Lateness;
import io.github.realtimecli.turn.Failure;
import io.github.realtimecli.turn.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A run without a server, a file or a clock.
class SchedulerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Failure LOST = new Failure.Lost("reset");
  private static final Failure REFUSED = new Failure.ClosedEarly(4004, "no such model");
  private static final Failure UNAUTHORIZED = RateLimitFailureTest.refused(401, null, "", null);
  private static final Failure TOO_MANY = RateLimitFailureTest.refused(429, null, "", Duration.ofSeconds(5));

  private final SplittableRandom chance = new SplittableRandom(1);
  private long now = 3 * SECOND;
  private Scheduler scheduler = scheduler(3, 2, bounds(2));

  private Scheduler scheduler(int items, int jobs, Bounds bounds) {
    return new Scheduler(IntStream.range(0, items).mapToObj(SchedulerTest::item).toList(), new Limiter(jobs), bounds,
        chance,
        now);
  }

  private static Bounds bounds(int retries) {
    return new Bounds(retries, null, null, Integer.MAX_VALUE);
  }

  private static Item item(int i) {
    return new Item("q" + i + ".wav", Path.of("q" + i + ".wav"), "q" + i);
  }

  @Test
  void beginsInOrderAsManyAsMayBe() {
    assertThat(begin().attempt().item()).isEqualTo(item(0));
    Step.Begin second = begin();
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(Limiter.NEVER));
    end(second, null);
    conclude("q1");
    assertThat(begin().attempt().item()).isEqualTo(item(2));
  }

  @Test
  void isOverWhenEveryRowIsWritten() {
    scheduler = scheduler(1, 1, Bounds.NONE);
    end(begin(), null);
    Step.Conclude step = (Step.Conclude) scheduler.next(now);
    assertThat(step.attempt().item()).isEqualTo(item(0));
    assertThat(scheduler.next(now)).isInstanceOf(Step.Wait.class);
    scheduler.concluded();
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isNull();
  }

  @Test
  void hasNothingToDoWithoutItems() {
    assertThat(scheduler(0, 1, Bounds.NONE).next(now)).isEqualTo(new Step.Over());
  }

  @Test
  void triesAgainLaterWhatMayPassAndLetsOthersGoFirst() {
    end(begin(), LOST);
    Step.Begin second = begin();
    Step.Begin third = begin();
    assertThat(List.of(second.attempt().item(), third.attempt().item())).containsExactly(item(1), item(2));
    now += SECOND;
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(Limiter.NEVER));
    end(second, null);
    conclude("q1");
    Step.Begin again = begin();
    assertThat(again.attempt()).isEqualTo(new Attempt(item(0), 2, 1, 0));
  }

  @Test
  void waitsForTheNextAttemptWhenNothingElseIsToDo() {
    scheduler = scheduler(1, 1, bounds(2));
    end(begin(), LOST);
    long until = ((Step.Wait) scheduler.next(now)).until();
    assertThat(until - now).isBetween(SECOND / 4, SECOND / 2);
    now = until;
    end(begin(), LOST);
    until = ((Step.Wait) scheduler.next(now)).until();
    assertThat(until - now).isBetween(SECOND / 2, SECOND);
    now = until;
    end(begin(), LOST);
    assertThat(conclude("q0").tried().result().attempts()).isEqualTo(3);
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
  }

  @Test
  void doesNotTryAgainWhatWillFailAgainNorWhatHasBeenAnsweredInPart() {
    end(begin(), REFUSED);
    conclude("q0");
    Step.Begin begun = begin();
    scheduler.tried(begun.attempt(), begun.permit(), new Tried(result(begun, LOST, 100), Stamp.NONE), 0, now);
    conclude("q1");
    end(begin(), new Failure.UnreadableInput("is text", ""));
    conclude("q2");
    assertThat(scheduler.failures()).isEqualTo(3);
  }

  @Test
  void beingTurnedAwayIsNotTheItemsFault() {
    scheduler = scheduler(1, 1, bounds(1));
    for (int i = 0; i < 5; i++) {
      end(begin(), TOO_MANY);
      assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(now + 5 * SECOND));
      now += 5 * SECOND;
    }
    Step.Begin sixth = begin();
    assertThat(sixth.attempt()).isEqualTo(new Attempt(item(0), 6, 0, 5));
    end(sixth, TOO_MANY);
    conclude("q0");
  }

  @Test
  void isTurnedAwayOnceWithoutRetries() {
    scheduler = scheduler(1, 1, bounds(0));
    end(begin(), TOO_MANY);
    conclude("q0");
  }

  @Test
  void everybodyWaitsWhenOneIsTurnedAway() {
    end(begin(), TOO_MANY);
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(now + 5 * SECOND));
  }

  @Test
  void stopsWhenNothingIsLeft() {
    scheduler = scheduler(5, 2, bounds(2));
    Step.Begin first = begin();
    Step.Begin second = begin();
    end(first, RateLimitFailureTest.refused(429, "insufficient_quota", "", null));
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(Limiter.NEVER));
    end(second, null);
    conclude("q1");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.Exhausted("insufficient_quota", null));
    assertThat(scheduler.leftOut()).isEqualTo(3);
  }

  @Test
  void stopsWhenTheServerTellsThatTheDayIsUsedUp() {
    Step.Begin begun = begin();
    scheduler.told(begun.permit(), List.of(new RateLimit("requests", 100, 0, 40_000)), now);
    end(begun, null);
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.Exhausted("requests", Duration.ofSeconds(40_000)));
  }

  @Test
  void concludesWhatWaitsWhenItStops() {
    Step.Begin first = begin();
    Step.Begin second = begin();
    end(first, LOST);
    end(second, RateLimitFailureTest.refused(429, "insufficient_quota", "", null));
    conclude("q1");
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
  }

  @Test
  void stopsForTheMoneyAndNoSooner() {
    scheduler = scheduler(100, 4, new Bounds(0, 1.0, null, Integer.MAX_VALUE));
    List<Step.Begin> underWay = new ArrayList<>();
    int ended = 0;
    Step step = scheduler.next(now);
    while (!(step instanceof Step.Over)) {
      if (step instanceof Step.Begin begun)
        underWay.add(begun);
      else if (step instanceof Step.Conclude)
        scheduler.concluded();
      else {
        Step.Begin begun = underWay.removeFirst();
        scheduler.tried(begun.attempt(), begun.permit(), new Tried(result(begun, null, 1), Stamp.NONE), 0.03, now);
        ended++;
      }
      step = scheduler.next(now);
    }
    assertThat(ended).isEqualTo(34);
    assertThat(scheduler.leftOut()).isEqualTo(66);
    assertThat(scheduler.halted()).isInstanceOf(Halt.CostReached.class);
  }

  @Test
  void doesNotStopForTheMoneyWhenNothingIsLeftToDo() {
    scheduler = scheduler(1, 1, new Bounds(0, 0.01, null, Integer.MAX_VALUE));
    Step.Begin begun = begin();
    scheduler.tried(begun.attempt(), begun.permit(), new Tried(result(begun, null, 1), Stamp.NONE), 5, now);
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isNull();
  }

  @Test
  void stopsAfterSoManyFailures() {
    scheduler = scheduler(9, 1, new Bounds(0, null, null, 2));
    end(begin(), REFUSED);
    conclude("q0");
    end(begin(), null);
    conclude("q1");
    end(begin(), REFUSED);
    conclude("q2");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.TooManyFailures(2));
    assertThat(scheduler.leftOut()).isEqualTo(6);
  }

  @Test
  void givesWhatIsUnderWaySomeTimeWhenTheTimeIsUp() {
    scheduler = scheduler(9, 1, new Bounds(0, null, Duration.ofSeconds(60), Integer.MAX_VALUE));
    Step.Begin begun = begin();
    now += 60 * SECOND;
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(now + Scheduler.GRACE.toNanos()));
    now += Scheduler.GRACE.toNanos();
    assertThat(scheduler.next(now)).isEqualTo(new Step.InterruptAll());
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(now + Scheduler.LAST.toNanos()));
    end(begun, new Failure.Interrupted());
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.TimeUp(Duration.ofSeconds(60)));
  }

  @Test
  void wakesUpWhenTheTimeIsUpThoughItWaitsForSomethingElse() {
    scheduler = scheduler(2, 1, new Bounds(2, null, Duration.ofSeconds(2), Integer.MAX_VALUE));
    end(begin(), TOO_MANY);
    assertThat(scheduler.next(now)).isEqualTo(new Step.Wait(now + 2 * SECOND));
    now += 2 * SECOND;
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
  }

  @Test
  void doesNotWaitForeverForWhatWillNotEnd() {
    begin();
    scheduler.halt(new Halt.Interrupted(), now);
    assertThat(scheduler.next(now)).isEqualTo(new Step.InterruptAll());
    now += Scheduler.LAST.toNanos();
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
  }

  @Test
  void interruptsAtOnceThoughItIsStoppingAlready() {
    scheduler = scheduler(9, 1, new Bounds(0, null, Duration.ofSeconds(1), Integer.MAX_VALUE));
    begin();
    now += SECOND;
    scheduler.next(now);
    scheduler.halt(new Halt.Interrupted(), now);
    assertThat(scheduler.next(now)).isEqualTo(new Step.InterruptAll());
    assertThat(scheduler.halted()).isEqualTo(new Halt.Interrupted());
    scheduler.halt(new Halt.Interrupted(), now);
    assertThat(scheduler.next(now)).isInstanceOf(Step.Wait.class);
  }

  @Test
  void stopsWhenNobodyIsLetInButNotForOneWhoIsNot() {
    scheduler = scheduler(40, 1, bounds(2));
    for (int i = 0; i < 10; i++) {
      end(begin(), UNAUTHORIZED);
      conclude("q" + i);
    }
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.Refused(UNAUTHORIZED));
    scheduler = scheduler(40, 1, bounds(2));
    end(begin(), null);
    conclude("q0");
    for (int i = 1; i < 40; i++) {
      end(begin(), UNAUTHORIZED);
      conclude("q" + i);
    }
    assertThat(scheduler.halted()).isNull();
  }

  @Test
  void stopsWhenAnswersCannotBeSaved() {
    end(begin(), new Failure.Unsaved("No space left on device"));
    conclude("q0");
    assertThat(scheduler.next(now)).isEqualTo(new Step.Over());
    assertThat(scheduler.halted()).isEqualTo(new Halt.Unwritable("No space left on device"));
    assertThat(scheduler.leftOut()).isEqualTo(2);
  }

  @Test
  void concludesEveryItemOnceWhateverHappens() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      scheduler = scheduler(60, 1 + random.nextInt(8), bounds(random.nextInt(3)));
      Map<Item, Integer> concluded = new HashMap<>();
      List<Step.Begin> underWay = new ArrayList<>();
      Step step = scheduler.next(now);
      while (!(step instanceof Step.Over)) {
        switch (step) {
          case Step.Begin begun -> underWay.add(begun);
          case Step.Conclude end -> {
            concluded.merge(end.attempt().item(), 1, Integer::sum);
            scheduler.concluded();
          }
          case Step.Wait wait when wait.until() == Limiter.NEVER || !underWay.isEmpty() && random.nextBoolean() ->
            end(underWay.remove(random.nextInt(underWay.size())), failure(random));
          case Step.Wait wait -> now = Math.max(now, wait.until());
          case Step.InterruptAll _,Step.Over _ -> throw new AssertionError(step);
        }
        step = scheduler.next(now);
      }
      assertThat(concluded).as("seed " + seed).hasSize(60).allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
      assertThat(underWay).isEmpty();
    }
  }

  private static @Nullable Failure failure(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> LOST;
      case 1 -> TOO_MANY;
      case 2 -> REFUSED;
      case 3 -> RateLimitFailureTest.refused(429, null, "", null);
      default -> null;
    };
  }

  private Step.Begin begin() {
    Step step = scheduler.next(now);
    assertThat(step).isInstanceOf(Step.Begin.class);
    return (Step.Begin) step;
  }

  private void end(Step.Begin begun, @Nullable Failure failure) {
    scheduler.tried(begun.attempt(), begun.permit(), new Tried(result(begun, failure, 0), Stamp.NONE), 0, now);
  }

  private Step.Conclude conclude(String stem) {
    Step step = scheduler.next(now);
    assertThat(step).isInstanceOfSatisfying(Step.Conclude.class,
        end -> assertThat(end.attempt().item().stem()).isEqualTo(stem));
    scheduler.concluded();
    return (Step.Conclude) step;
  }

  private static Result result(Step.Begin begun, @Nullable Failure failure, double replyMs) {
    Outcome outcome = failure == null ? Outcome.ANSWERED : Outcome.of(failure);
    return new Result(outcome, null, null, null, null, begun.attempt().number(), null, new Result.Sent(0, 0, 0, null),
        "", replyMs, List.of(), null, null, null,
        new Result.Latency(null, null, null, null, null, null, null), new Lateness.Summary(0, 0, 0), Played.NOTHING);
  }
}
