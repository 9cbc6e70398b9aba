package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a peer says passes here and meets the faults that were asked for: events are lost or said twice, and what goes
/// wrong at a point goes wrong right behind its event.
final class Outlet {
  private static final String NOTHING_YET = "{\"type\":\"session.created\",\"session\":{";
  private final FaultInjector mischief;
  private final Dialect dialect;
  private final Dialect generic;
  private final Ids ids;
  private final List<Output> outputs = new ArrayList<>();
  private final Map<String, Integer> deltas = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private @Nullable Instant heldUntil;
  private final List<Output> held = new ArrayList<>();
  private boolean mute;

  /// @param dialect the client's
  /// @param generic another one in which a fault may name events
  Outlet(FaultInjector mischief, Dialect dialect, Dialect generic, Ids ids) {
    this.mischief = mischief;
    this.dialect = dialect;
    this.generic = generic;
    this.ids = ids;
  }

  /// It is so late.
  void at(Instant time) {
    now = time;
    if (heldUntil != null && !now.isBefore(heldUntil)) {
      heldUntil = null;
      outputs.addAll(held);
      held.clear();
    }
  }

  /// Until when nothing gets out, `null` when it does; [Instant#MAX] when nothing ever will.
  @Nullable
  Instant blockedUntil() {
    return mute ? Instant.MAX : heldUntil;
  }

  void say(ServerEvent event) {
    if (mute)
      return;
    if (mischief.isNone()) {
      outputs.add(new Output.Say(event));
      return;
    }
    for (int left = mischief.times(dialect.type(event), generic.type(event)); left > 0; left--)
      put(new Output.Say(event));
    Point point = point(event);
    if (point != null)
      reach(point, event);
  }

  void say(List<ServerEvent> events) {
    events.forEach(this::say);
  }

  /// The connection stands.
  void open() {
    reach(Point.OPEN, null);
  }

  /// Nothing is said behind this.
  void close(int code, String reason) {
    if (!mute)
      put(new Output.Close(code, reason));
    mute = true;
  }

  List<Output> taken() {
    List<Output> taken = List.copyOf(outputs);
    outputs.clear();
    return taken;
  }

  private void reach(Point point, @Nullable ServerEvent event) {
    for (FaultAction deed : mischief.at(point))
      if (!mute)
        perform(deed, event);
  }

  private void perform(FaultAction deed, @Nullable ServerEvent event) {
    switch (deed) {
      case FaultAction.Close(int code, String reason) -> close(code, reason);
      case FaultAction.Drop() -> {
        put(new Output.Drop());
        mute = true;
      }
      case FaultAction.Reset() -> {
        put(new Output.Reset());
        mute = true;
      }
      case FaultAction.Stall(var time) -> {
        mute = time == null;
        if (time != null)
          heldUntil = (heldUntil == null ? now : heldUntil).plus(time);
      }
      case FaultAction.Malformed() -> put(new Output.SayRaw(event == null ? NOTHING_YET : half(event)));
      case FaultAction.Complain(var error) -> put(new Output.Say(new ServerEvent.Fault(error)));
    }
  }

  private void put(Output output) {
    (heldUntil == null ? outputs : held).add(output);
  }

  private @Nullable Point point(ServerEvent event) {
    String response = Point.responseOfDelta(event);
    if (response != null)
      return new Point(Point.Moment.DELTA, deltas.merge(response, 1, Integer::sum));
    if (event instanceof ServerEvent.ResponseDone done)
      deltas.remove(done.response().id());
    return Point.behind(event);
  }

  private String half(ServerEvent event) {
    byte[] whole = dialect.write(event, ids.next("event"));
    return new String(whole, 0, whole.length / 2, StandardCharsets.ISO_8859_1);
  }
}
