package io.github.realtimecli.server;

import java.util.List;
import java.util.SplittableRandom;

/// What goes wrong on a server, and which times. Everything is decided by the number of the connection or the turn, counted
/// over all clients: the same plan and the same order of events give the same faults.
public final class FaultPlan {
  public static final FaultPlan NONE = new FaultPlan(List.of());
  private final List<Planned> faults;

  private FaultPlan(List<Planned> faults) {
    this.faults = List.copyOf(faults);
  }

  /// Reads faults as they stand on the command line, such as `close=1011@delta=3,times=1`.
  ///
  /// @throws IllegalArgumentException with a sentence that says which of them cannot be meant, and why
  public static FaultPlan of(List<String> specifications) {
    return new FaultPlan(specifications.stream().map(FaultReading::read).toList());
  }

  List<Planned> faults() {
    return faults;
  }

  /// A fault and when it strikes.
  record Planned(Fault fault, When when) {}

  /// Which of the connections or turns are struck, counted from 1.
  ///
  /// @param times  how many at most, the first ones
  /// @param every  1 for all of them, 2 for every second one …
  /// @param chance of each of them, 0 to 1
  /// @param seed   another one strikes others
  record When(long times, long every, double chance, long seed) {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    boolean strikes(long ordinal) {
      return ordinal % every == 0 && (ordinal - 1) / every < times
          && (chance >= 1 || new SplittableRandom(seed * GOLDEN + ordinal).nextDouble() < chance);
    }
  }
}
