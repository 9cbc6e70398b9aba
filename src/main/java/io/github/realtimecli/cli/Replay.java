package io.github.realtimecli.cli;

import io.github.realtimecli.server.Script;
import io.github.realtimecli.tape.Moment;
import io.github.realtimecli.tape.Prompter;
import io.github.realtimecli.tape.TapeReader;
import io.github.realtimecli.transport.Ending;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A tape as the script of a server: every connection gets the next of its calls, and behind the last the first again. A call
/// that never reached anybody is one that is dropped at once.
final class Replay implements Script {
  /// Whether the times of the tape count.
  enum Pace {
    AT_ONCE, AS_RECORDED
  }

  private final List<TapeReader.Recording> calls;
  private final Pace pace;
  private final AtomicInteger given = new AtomicInteger();

  private Replay(List<TapeReader.Recording> calls, Pace pace) {
    this.calls = calls;
    this.pace = pace;
  }

  /// @throws Stop when it is no tape
  static Replay of(String tape, Pace pace) {
    try {
      return new Replay(TapeReader.read(Path.of(tape)), pace);
    } catch (IllegalArgumentException e) {
      throw new Stop(new UserError("--replay: " + tape + " " + e.getMessage(), "name a file that --events has written",
          ExitCode.INPUT));
    } catch (NoSuchFileException e) {
      throw new Stop(new UserError("--replay: " + tape + " does not exist", "check the path", ExitCode.INPUT));
    } catch (IOException e) {
      throw new Stop(new UserError("--replay: " + tape + " cannot be read: " + ErrorText.of(e),
          "name a file that --events has written", ExitCode.INPUT));
    }
  }

  @Override
  public Part next() {
    TapeReader.Recording call = calls.get(Math.floorMod(given.getAndIncrement(), calls.size()));
    Prompter prompter = new Prompter(call);
    return new Part() {
      @Override
      public @Nullable Refusal refusal() {
        return call.moments().getFirst() instanceof Moment.Ended ended
            && ended.ending() instanceof Ending.Refused refused
                ? new Refusal(refused.status(), refused.headers(), refused.body())
                : null;
      }

      @Override
      public List<Cue> begin() {
        return cues(prompter.begin());
      }

      @Override
      public List<Cue> heard(String type, int audioBytes) {
        return cues(prompter.heard(type, audioBytes));
      }
    };
  }

  private List<Cue> cues(List<Prompter.Cue> cues) {
    return cues.stream()
        .map(cue -> new Cue(pace == Pace.AT_ONCE ? Duration.ZERO : Duration.ofNanos((long) (cue.afterMs() * 1e6)),
            line(cue.moment())))
        .toList();
  }

  private static Line line(Moment moment) {
    return switch (moment) {
      case Moment.Said said -> new Line.Say(said.text());
      case Moment.Ended ended -> ended.ending() instanceof Ending.Closed closed
          ? new Line.Close(closed.code(), closed.reason())
          : new Line.Drop();
      case Moment.Opened _,Moment.Asked _ -> throw new IllegalStateException("no cue: " + moment);
    };
  }
}
