package io.github.realtimecli.tape;

import io.github.realtimecli.transport.Ending;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A wire whose other end is a tape: every dialling gets the next of its calls, message by message as [Prompter] has it,
/// and its ending. One dialling more than there are calls reaches nobody.
public final class ReplayWire implements Transport.Wire {
  /// How long the server takes for a message.
  @FunctionalInterface
  public interface Pace {
    /// No time.
    Pace AT_ONCE = (over, millis) -> {};
    /// As long as it took.
    Pace AS_RECORDED = (over, millis) -> {
      boolean gone = over.await((long) (millis * 1000), TimeUnit.MICROSECONDS);
      if (gone)
        return;
    };

    /// Waits, at most until the client has hung up.
    void pause(CountDownLatch over, double millis) throws InterruptedException;
  }

  private static final Ending NOBODY = new Ending.Unreachable(Ending.Unreachable.Step.CONNECT,
      "the tape holds no further call");

  private final Deque<TapeReader.Recording> calls;
  private final Pace pace;

  public ReplayWire(List<TapeReader.Recording> calls, Pace pace) {
    this.calls = new ArrayDeque<>(calls);
    this.pace = pace;
  }

  @Override
  public Transport open(Endpoint endpoint, Transport.Listener listener) {
    Replayed replayed = new Replayed(next(), listener);
    Thread.ofVirtual().name("replay").start(replayed);
    return replayed;
  }

  private synchronized TapeReader.Recording next() {
    TapeReader.Recording call = calls.poll();
    return call == null ? new TapeReader.Recording(List.of(new Moment.Ended(0, NOBODY))) : call;
  }

  private final class Replayed implements Transport, Runnable {
    private final Prompter prompter;
    private final Listener listener;
    private final LinkedBlockingQueue<Prompter.Cue> cues = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean open;
    private @Nullable Ending hungUp;

    Replayed(TapeReader.Recording call, Listener listener) {
      prompter = new Prompter(call);
      this.listener = listener;
    }

    @Override
    public void run() {
      try {
        if (prompter.opens()) {
          open = true;
          listener.opened();
        }
        begin();
        listener.ended(play());
      } catch (InterruptedException e) {
        listener.ended(new Ending.Faulty("the replay was interrupted"));
      }
    }

    private Ending play() throws InterruptedException {
      while (true) {
        Prompter.Cue cue = cues.take();
        pace.pause(over, cue.afterMs());
        Ending own = hungUp();
        if (own != null)
          return own;
        switch (cue.moment()) {
          case Moment.Said said -> {
            byte[] text = said.text().getBytes(StandardCharsets.UTF_8);
            listener.text(text, 0, text.length);
            listener.lull();
          }
          case Moment.Ended ended -> {
            open = false;
            return ended.ending();
          }
          case Moment.Opened _,Moment.Asked _ -> throw new IllegalStateException("no cue: " + cue);
        }
      }
    }

    private synchronized void begin() {
      cues.addAll(prompter.begin());
    }

    @Override
    public boolean send(byte[] message, Runnable full) {
      return post(message);
    }

    @Override
    public synchronized boolean post(byte[] message) {
      if (open)
        cues.addAll(prompter.heard(message, HEADROOM, message.length - HEADROOM));
      return open;
    }

    @Override
    public void close(int code, String reason) {
      hangUp(new Ending.Closed(code, reason, false));
    }

    @Override
    public void abort() {
      hangUp(new Ending.Aborted());
    }

    private synchronized @Nullable Ending hungUp() {
      return hungUp;
    }

    private synchronized void hangUp(Ending ending) {
      if (hungUp == null)
        hungUp = ending;
      open = false;
      over.countDown();
      // whatever it is, it wakes the player, who finds that we have gone
      cues.add(new Prompter.Cue(0, new Moment.Ended(0, ending)));
    }
  }
}
