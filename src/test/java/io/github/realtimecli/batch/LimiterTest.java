package io.github.realtimecli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Time is a number here: nobody waits.
class LimiterTest {
  private static final long SECOND = 1_000_000_000L;

  private final Limiter limiter = new Limiter(8);
  private final Deque<Limiter.Permit> underWay = new ArrayDeque<>();
  private long now = 5 * SECOND;

  @Test
  void letsAsManyBeginAsTheUserAllows() {
    begin(8);
    assertThat(limiter.readyAt(now)).isEqualTo(Limiter.NEVER);
    answer(1);
    assertThat(ready()).isTrue();
  }

  @Test
  void halvesOnceForAllThatHadBegunWhenTheServerLimitsThem() {
    begin(8);
    for (int i = 0; i < 8; i++)
      limiter.limited(underWay.pop(), null, now);
    assertThat(limiter.window()).isEqualTo(4);
    now += SECOND;
    begin(1);
    limiter.limited(underWay.pop(), null, now);
    assertThat(limiter.window()).isEqualTo(2);
  }

  @Test
  void neverGoesBelowOne() {
    for (int i = 0; i < 10; i++) {
      begin(1);
      limiter.limited(underWay.pop(), null, now);
      now += 100 * SECOND;
    }
    assertThat(limiter.window()).isEqualTo(1);
    assertThat(ready()).isTrue();
  }

  @Test
  void growsByOneAfterAsManyAnswersInARowAsThereMayBe() {
    begin(1);
    limiter.limited(underWay.pop(), Duration.ZERO, now);
    assertThat(limiter.window()).isEqualTo(4);
    now++;
    answerInTurn(4);
    assertThat(limiter.window()).isEqualTo(5);
    answerInTurn(4);
    begin(1);
    limiter.failed(underWay.pop());
    answerInTurn(4);
    assertThat(limiter.window()).isEqualTo(5);
    answerInTurn(1);
    assertThat(limiter.window()).isEqualTo(6);
    answerInTurn(100);
    assertThat(limiter.window()).isEqualTo(8);
  }

  @Test
  void doesNotGrowByWhatBeganBeforeTheCut() {
    begin(8);
    limiter.limited(underWay.pop(), null, now + 1);
    answer(7);
    assertThat(limiter.window()).isEqualTo(4);
  }

  @Test
  void pausesForEverybodyUntilTheServerWantsUsBack() {
    begin(3);
    limiter.limited(underWay.pop(), Duration.ofSeconds(20), now);
    limiter.limited(underWay.pop(), Duration.ofSeconds(5), now);
    assertThat(limiter.readyAt(now)).isEqualTo(now + 20 * SECOND);
    limiter.limited(underWay.pop(), Duration.ofSeconds(30), now);
    assertThat(limiter.readyAt(now)).isEqualTo(now + 30 * SECOND);
    now += 30 * SECOND;
    assertThat(ready()).isTrue();
  }

  @Test
  void pausesTwiceAsLongEachTimeWhereTheServerDoesNotSay() {
    for (long seconds : new long[]{1, 2, 4, 8, 16, 32, 60, 60}) {
      begin(1);
      limiter.limited(underWay.pop(), null, now);
      assertThat(limiter.readyAt(now)).isEqualTo(now + seconds * SECOND);
      now += seconds * SECOND;
    }
    answerInTurn(1);
    begin(1);
    limiter.limited(underWay.pop(), null, now);
    assertThat(limiter.readyAt(now)).isEqualTo(now + SECOND);
  }

  @Test
  void stopsWhenItWouldHaveToWaitForALimitOfTheDay() {
    begin(1);
    limiter.limited(underWay.pop(), Duration.ofMinutes(10), now);
    assertThat(limiter.exhausted()).isNull();
    now += 600 * SECOND;
    begin(1);
    limiter.limited(underWay.pop(), Duration.ofHours(5), now);
    assertThat(limiter.exhausted()).isEqualTo(new Limiter.Exhausted("requests", Duration.ofHours(5)));
  }

  @Test
  void stopsWhenNoRequestIsLeftForTheDay() {
    begin(1);
    told("requests", 200, 0, 3600);
    assertThat(limiter.exhausted()).isEqualTo(new Limiter.Exhausted("requests", Duration.ofHours(1)));
  }

  @Test
  void doesNotStopForAWindowThatOpensSoonOrIsNotEmpty() {
    begin(1);
    told("requests", 200, 0, 60);
    told("requests", 200, 1, 86_400);
    told("tokens", 40_000, 0, 59.9);
    assertThat(limiter.exhausted()).isNull();
  }

  @Test
  void keepsTheFirstReasonToStop() {
    limiter.exhaust("insufficient_quota", null);
    limiter.exhaust("requests", Duration.ofHours(1));
    assertThat(limiter.exhausted()).isEqualTo(new Limiter.Exhausted("insufficient_quota", null));
  }

  @Test
  void waitsForTokensBeforeTheyAreUsedUp() {
    begin(1);
    told("tokens", 40_000, 500, 60);
    limiter.answered(underWay.pop(), 1_000L);
    // 500 are missing of 39,500 that come in 60 s
    assertThat(limiter.readyAt(now) - now).isBetween(759_000_000L, 760_000_000L);
    now += SECOND;
    assertThat(ready()).isTrue();
  }

  @Test
  void countsThoseOfWhomTheServerDoesNotKnowYet() {
    begin(1);
    limiter.answered(underWay.pop(), 1_000L);
    begin(1);
    told("tokens", 40_000, 2_500, 60);
    assertThat(ready()).isTrue();
    begin(2);
    assertThat(ready()).isFalse();
    told("tokens", 40_000, 2_500, 60);
    assertThat(ready()).isTrue();
  }

  @Test
  void doesNotWaitLongerThanUntilTheWindowOpens() {
    begin(1);
    limiter.answered(underWay.pop(), 100_000L);
    begin(4);
    told("tokens", 40_000, 10, 30);
    assertThat(limiter.readyAt(now)).isEqualTo(now + 30 * SECOND);
    now += 30 * SECOND;
    assertThat(ready()).isTrue();
  }

  @Test
  void waitsForRequestsToo() {
    begin(1);
    told("requests", 10, 0, 10);
    assertThat(limiter.readyAt(now)).isEqualTo(now + SECOND);
    told("requests", 10, 1, 9);
    assertThat(ready()).isTrue();
  }

  @Test
  void takesNoMoreThanItsPartOfWhatIsLeftWhereOthersTakeToo() {
    Limiter part = new Limiter(8, 4);
    Limiter.Permit first = part.begin(now);
    part.answered(first, 1_000L);
    part.told(first, List.of(new RateLimit("tokens", 40_000, 5_000, 60)), now);
    part.begin(now);
    // a quarter of 5,000 was enough for one; of the second 750 are missing, while 8,750 come for each of the four in 60 s
    assertThat(part.readyAt(now) - now).isBetween(5_142_000_000L, 5_143_000_000L);
  }

  @Test
  void fourOfFourTogetherNeverAskForMoreThanThereIs() {
    int left = 10;
    int begun = 0;
    for (int process = 0; process < 4; process++) {
      Limiter part = new Limiter(8, 4);
      part.told(part.begin(now), List.of(new RateLimit("requests", 60, left, 60)), now);
      for (; part.readyAt(now) <= now; begun++)
        part.begin(now);
    }
    assertThat(begun).isEqualTo(8);
  }

  @Test
  void aloneAmongAbsentSharersItIsHeldUpByAReserveOnly() {
    Limiter part = new Limiter(8, 4);
    Limiter.Permit permit = part.begin(now);
    part.answered(permit, null);
    part.told(permit, List.of(new RateLimit("requests", 60, 3, 57)), now);
    // when there is one for each of the four, it may have its own: a second for each that is missing
    assertThat(part.readyAt(now)).isEqualTo(now + SECOND);
  }

  @Test
  void moreSharersThanTheLimitAllowsWaitUntilItIsWholeButNotForEver() {
    Limiter part = new Limiter(8, 100);
    Limiter.Permit permit = part.begin(now);
    part.answered(permit, null);
    part.told(permit, List.of(new RateLimit("requests", 10, 9, 6)), now);
    assertThat(part.readyAt(now)).isEqualTo(now + 6 * SECOND);
    now += 6 * SECOND;
    assertThat(part.readyAt(now)).isLessThanOrEqualTo(now);
  }

  @Test
  void isNotDrivenMadByNonsense() {
    begin(1);
    told("requests", 0, 0, 0);
    told("tokens", -5, -5, -1);
    told("cookies", 10, 10, 1);
    assertThat(ready()).isTrue();
  }

  @Test
  void alwaysLetsAnotherOneBeginInTheEnd() {
    SplittableRandom random = new SplittableRandom(7);
    for (int step = 0; step < 200_000; step++) {
      long readyAt = limiter.readyAt(now);
      assertThat(limiter.active()).isLessThanOrEqualTo(8);
      if (readyAt == Limiter.NEVER || (!underWay.isEmpty() && random.nextInt(3) == 0))
        endOne(random);
      else if (readyAt <= now)
        begin(1);
      else {
        assertThat(readyAt - now).isLessThanOrEqualTo(600 * SECOND);
        now = readyAt;
        assertThat(ready()).isTrue();
      }
      now += random.nextLong(SECOND);
    }
    assertThat(limiter.exhausted()).isNull();
  }

  private void endOne(SplittableRandom random) {
    Limiter.Permit permit = underWay.pop();
    if (random.nextBoolean())
      limiter.told(permit, List.of(new RateLimit(random.nextBoolean() ? "tokens" : "requests", 1000,
          random.nextLong(-1, 1000), random.nextDouble(0, 600))), now);
    switch (random.nextInt(4)) {
      case 0 -> limiter.failed(permit);
      case 1 -> limiter.limited(permit, random.nextBoolean() ? null : Duration.ofSeconds(random.nextLong(601)), now);
      default -> limiter.answered(permit, random.nextBoolean() ? null : (Long) random.nextLong(5000));
    }
  }

  private boolean ready() {
    return limiter.readyAt(now) <= now;
  }

  private void begin(int count) {
    for (int i = 0; i < count; i++)
      underWay.addLast(limiter.begin(now));
  }

  private void answer(int count) {
    for (int i = 0; i < count; i++)
      limiter.answered(underWay.pop(), null);
  }

  private void answerInTurn(int count) {
    for (int i = 0; i < count; i++) {
      begin(1);
      answer(1);
    }
  }

  private void told(String name, long limit, long remaining, double resetSeconds) {
    limiter.told(underWay.getLast(), List.of(new RateLimit(name, limit, remaining, resetSeconds)), now);
  }
}
