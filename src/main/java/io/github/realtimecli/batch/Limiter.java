package io.github.realtimecli.batch;

import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many conversations may be under way at once, and when the next may begin.
///
/// As many as the user allows, until the server limits us: that halves their number, once for all conversations that had
/// begun by then, and nothing begins until the server wants us back - or for a second, then two, four, up to a minute, where
/// it does not say. As many answers in a row as there may be conversations add one to their number again. What the server tells of
/// its limits ([Allowance]) makes conversations wait before one of them is refused.
///
/// No clock, no thread: instants are nanoseconds of one arbitrary clock, given by whoever owns this.
public final class Limiter {
  /// Only the end of a conversation can let another begin.
  public static final long NEVER = Long.MAX_VALUE;
  /// A server that wants to be left alone for longer has stopped us: a limit of the day, not of the minute.
  static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final int most;
  private final Allowance tokens;
  private final Allowance requests;
  private int window;
  private int active;
  private int untold;
  private int answersInARow;
  private int cutsInARow;
  private long lastCut = Long.MIN_VALUE;
  private long pausedUntil = Long.MIN_VALUE;
  private @Nullable Exhausted exhausted;

  /// A limit that lasts too long to be waited for.
  ///
  /// @param what  `requests`, `tokens`, or what refused us
  /// @param reset until it is over, `null` when the server did not say
  public record Exhausted(String what, @Nullable Duration reset) {}

  /// The right to one conversation.
  public static final class Permit {
    private final long begunAt;
    private boolean told;

    private Permit(long begunAt) {
      this.begunAt = begunAt;
    }
  }

  /// For a process that has the account to itself.
  ///
  /// @param most conversations at once
  public Limiter(int most) {
    this(most, 1);
  }

  /// @param most    conversations at once
  /// @param sharers processes that the server's limits are for, this one among them: the shards of a run
  public Limiter(int most, int sharers) {
    if (most < 1 || sharers < 1)
      throw new IllegalArgumentException("at least one conversation, and one process");
    this.most = most;
    window = most;
    tokens = new Allowance(sharers);
    requests = new Allowance(sharers);
    requests.spent(1);
  }

  /// The instant from which on another conversation may begin, as far as is known: in the past when it may begin now,
  /// [#NEVER] when first another has to end.
  public long readyAt(long now) {
    if (active >= window)
      return NEVER;
    return Math.max(pausedUntil, Math.max(tokens.readyAt(now, untold), requests.readyAt(now, untold)));
  }

  /// A conversation begins.
  public Permit begin(long now) {
    active++;
    untold++;
    return new Permit(now);
  }

  /// It was answered: the server takes as much as it got.
  ///
  /// @param used tokens of all kinds, `null` when the server did not say
  public void answered(Permit permit, @Nullable Long used) {
    end(permit);
    if (used != null)
      tokens.spent(used);
    cutsInARow = 0;
    if (permit.begunAt <= lastCut)
      return;
    if (++answersInARow >= window) {
      answersInARow = 0;
      window = Math.min(most, window + 1);
    }
  }

  /// It ended otherwise, for a reason that says nothing of limits.
  public void failed(Permit permit) {
    end(permit);
    answersInARow = 0;
  }

  /// The server wants fewer of us.
  ///
  /// @param retryAfter when to come back, `null` when it did not say
  public void limited(Permit permit, @Nullable Duration retryAfter, long now) {
    end(permit);
    answersInARow = 0;
    if (retryAfter != null && retryAfter.compareTo(LONGEST) > 0) {
      exhaust("requests", retryAfter);
      return;
    }
    if (permit.begunAt > lastCut) {
      lastCut = now;
      window = Math.max(1, window / 2);
      long doubled = FIRST_PAUSE.toNanos() << Math.min(cutsInARow++, 10);
      pauseUntil(now + Math.min(doubled, LONGEST_PAUSE.toNanos()), retryAfter);
    }
    if (retryAfter != null)
      pausedUntil = Math.max(pausedUntil, now + retryAfter.toNanos());
  }

  private void pauseUntil(long instant, @Nullable Duration retryAfter) {
    if (retryAfter == null)
      pausedUntil = Math.max(pausedUntil, instant);
  }

  /// The server has no more for us, whatever we do.
  public void exhaust(String what, @Nullable Duration reset) {
    if (exhausted == null)
      exhausted = new Exhausted(what, reset);
  }

  /// What stops the run, `null` while nothing does.
  public @Nullable Exhausted exhausted() {
    return exhausted;
  }

  /// The server tells of its limits. What this conversation takes is part of that now.
  public void told(Permit permit, List<RateLimit> limits, long now) {
    if (!permit.told) {
      permit.told = true;
      untold--;
    }
    for (RateLimit limit : limits) {
      Allowance allowance = limit.name().equals("requests") ? requests : tokens;
      allowance.told(limit, now);
      if (limit.remaining() <= 0 && limit.resetSeconds() > LONGEST.toSeconds())
        exhaust(limit.name(), Duration.ofMillis((long) (limit.resetSeconds() * 1000)));
    }
  }

  private void end(Permit permit) {
    active--;
    if (!permit.told) {
      permit.told = true;
      untold--;
    }
  }

  /// How many conversations may be under way at once by now.
  public int window() {
    return window;
  }

  /// How many are.
  public int active() {
    return active;
  }
}
