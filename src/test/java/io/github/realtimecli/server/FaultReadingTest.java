package io.github.realtimecli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimecli.protocol.ApiError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Faults as they are written on a command line.
class FaultReadingTest {
  @Test
  void faultsAreReadWithTheirPointsAndLimits() {
    assertThat(read("close=1011:server error@delta=3,times=2")).isEqualTo(new FaultPlan.Planned(
        new Fault.At(new Point(Point.Moment.DELTA, 3), new FaultAction.Close(1011, "server error")),
        new FaultPlan.When(2, 1, 1, 0)));
    assertThat(read("stall=1.5s@open,every=3,chance=0.25,seed=9")).isEqualTo(new FaultPlan.Planned(
        new Fault.At(Point.OPEN, new FaultAction.Stall(Duration.ofMillis(1500))),
        new FaultPlan.When(Long.MAX_VALUE, 3, 0.25, 9)));
    assertThat(read("refuse=429:insufficient_quota:No money, no music.,retry-after=2").fault()).isEqualTo(
        new Fault.Refuse(429, new ApiError("requests", "insufficient_quota", "No money, no music.", null, null), 2));
    assertThat(read("error=x:mail me@home@done").fault()).isEqualTo(new Fault.At(new Point(Point.Moment.DONE, 0),
        new FaultAction.Complain(new ApiError("invalid_request_error", "x", "mail me@home", null, null))));
    assertThat(read("missing=response.done").fault()).isEqualTo(new Fault.Repeat("response.done", 0));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "explode                | there is no fault 'explode'",
      "close@done             | close needs a code, as in close=1011@done",
      "close=1006@done        | no close can carry the code 1006",
      "close=1011             | close needs a point: @open, @created, @commit, @response, @delta=N or @done",
      "drop@midnight          | there is no point '@midnight', but @open, @created, @commit, @response, @delta=N or @done",
      "drop@delta=0           | delta is a whole number from 1",
      "drop=1@done            | drop has no value",
      "stall=soon@done        | 'soon' is not a time like 500ms, 10s or 2m",
      "refuse=200             | a handshake is refused with a status from 400 to 599",
      "refuse                 | refuse needs a status, as in refuse=429",
      "refuse=401@open        | refuse has no point",
      "jitter,retry-after=3   | retry-after belongs to refuse",
      "jitter,times=0         | times is a whole number from 1",
      "jitter,times=1,times=2 | times is given twice",
      "jitter,chance=2        | chance is more than 0 and at most 1",
      "missing=response.dun   | no server event is called 'response.dun'",
      "missing=response.done@done | missing has no point",
      "failed=x@commit        | failed strikes at @response or @delta=N only",
      "rate-limits=1/2        | rate-limits is REMAINING/LIMIT/RESET_SECONDS, as in rate-limits=0/20000/6.5",
      "rate-limits=a/2/3      | REMAINING is a whole number from 0"})
  void whatCannotBeMeantIsSaidInASentence(String specification, String sentence) {
    assertThatThrownBy(() -> read(specification)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + specification + "': " + sentence);
  }

  private static FaultPlan.Planned read(String specification) {
    return FaultPlan.of(List.of(specification)).faults().getFirst();
  }
}
