package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.dialect.Dialect;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A mind that says what stands in its [Script].
final class Reciter implements SessionLogic {
  private record Due(Instant at, Output output) {}

  private final Script.Part part;
  private final Dialect dialect;
  private final Deque<Due> waiting = new ArrayDeque<>();
  private Instant last = Instant.MIN;

  /// @param dialect names the client's events
  Reciter(Script.Part part, Dialect dialect) {
    this.part = part;
    this.dialect = dialect;
  }

  @Override
  public List<Output> opened(Instant now) {
    learn(part.begin(), now);
    return List.of();
  }

  @Override
  public List<Output> receive(ClientEvent event, Instant now) {
    int sound = event instanceof ClientEvent.AppendAudio append ? append.audio().length() : 0;
    learn(part.heard(dialect.type(event), sound), now);
    return List.of();
  }

  @Override
  public List<Output> binary(Instant now) {
    return List.of();
  }

  @Override
  public Instant wake() {
    return Instant.MAX;
  }

  @Override
  public List<Output> time(Instant now) {
    return List.of();
  }

  @Override
  public Instant speaksAt() {
    Due next = waiting.peek();
    return next == null ? Instant.MAX : next.at;
  }

  @Override
  public List<Output> speak(Instant now) {
    Due next = waiting.poll();
    return next == null ? List.of() : List.of(next.output);
  }

  private void learn(List<Script.Cue> cues, Instant now) {
    for (Script.Cue cue : cues) {
      last = (last.isAfter(now) ? last : now).plus(cue.after());
      waiting.add(new Due(last, output(cue.line())));
    }
  }

  private static Output output(Script.Line line) {
    return switch (line) {
      case Script.Line.Say(String text) -> new Output.SayRaw(text);
      case Script.Line.Close(int code, String reason) when Output.Close.canCarry(code) ->
        new Output.Close(code, reason);
      case Script.Line.Close _,Script.Line.Drop _ -> new Output.Drop();
    };
  }
}
