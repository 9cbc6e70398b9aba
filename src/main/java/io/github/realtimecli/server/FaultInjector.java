package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ServerEvent.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which faults of the plan strike one connection, and its turns. A turn begins with what is said first after the last
/// response's end.
final class FaultInjector {
  private static final long TOKENS_A_MINUTE = 1_000_000;
  private static final List<RateLimit> PLENTY = List.of(
      new RateLimit("tokens", TOKENS_A_MINUTE, TOKENS_A_MINUTE, 0));

  private final FaultPlan plan;
  private final long connection;
  private final LongSupplier turns;
  private long turn;

  /// @param connection its number, from 1
  /// @param turns      gives the next turn's number, from 1
  FaultInjector(FaultPlan plan, long connection, LongSupplier turns) {
    this.plan = plan;
    this.connection = connection;
    this.turns = turns;
  }

  /// On a server without faults.
  static FaultInjector none() {
    return new FaultInjector(FaultPlan.NONE, 1, () -> 1);
  }

  /// The connection's number.
  long connection() {
    return connection;
  }

  boolean isNone() {
    return plan.faults().isEmpty();
  }

  void turnOver() {
    turn = 0;
  }

  Fault.@Nullable Refuse refusal() {
    return first(Fault.Refuse.class);
  }

  Duration handshakeDelay() {
    Fault.SlowHandshake slow = first(Fault.SlowHandshake.class);
    return slow == null ? Duration.ZERO : slow.time();
  }

  /// What goes wrong at a point, in the order of the plan.
  List<FaultAction> at(Point point) {
    List<FaultAction> deeds = new ArrayList<>();
    for (FaultPlan.Planned planned : plan.faults())
      if (planned.fault() instanceof Fault.At(Point when, FaultAction deed) && when.equals(point) && strikes(planned))
        deeds.add(deed);
    return deeds;
  }

  /// How often an event is said.
  ///
  /// @param type    as the client is told it
  /// @param generic as GA calls it
  int times(String type, String generic) {
    for (FaultPlan.Planned planned : plan.faults())
      if (planned.fault() instanceof Fault.Repeat(String meant, int times)
          && (meant.equals(type) || meant.equals(generic)) && strikes(planned))
        return times;
    return 1;
  }

  /// How the turn's answer is cut.
  Fault.Cut cut(Fault.Cut usual) {
    turn();
    Fault.Cut cut = first(Fault.Cut.class);
    return cut == null ? usual : cut;
  }

  Fault.@Nullable Spoil spoil() {
    return first(Fault.Spoil.class);
  }

  @Nullable
  ApiError deafness() {
    Fault.Deaf deaf = first(Fault.Deaf.class);
    return deaf == null ? null : deaf.error();
  }

  Duration transcriptDelay() {
    Fault.LateTranscript late = first(Fault.LateTranscript.class);
    return late == null ? Duration.ZERO : late.time();
  }

  List<RateLimit> rateLimits() {
    Fault.Scarce scarce = first(Fault.Scarce.class);
    return scarce == null ? PLENTY : scarce.limits();
  }

  private <F extends Fault> @Nullable F first(Class<F> kind) {
    for (FaultPlan.Planned planned : plan.faults())
      if (kind.isInstance(planned.fault()) && strikes(planned))
        return kind.cast(planned.fault());
    return null;
  }

  private boolean strikes(FaultPlan.Planned planned) {
    return planned.when().strikes(planned.fault().ofConnection() ? connection : turn());
  }

  private long turn() {
    if (turn == 0)
      turn = turns.getAsLong();
    return turn;
  }
}
