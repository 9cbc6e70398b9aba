import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Silence;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.session.Conversation;
import io.github.realtimecli.session.Observer;
import io.github.realtimecli.session.Result;
import io.github.realtimecli.session.Retries;
import io.github.realtimecli.session.Route;
import io.github.realtimecli.session.Utterance;
import io.github.realtimecli.source.SpeechFile;
import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Network;
import io.github.realtimecli.turn.Plan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Many conversations at once, unpaced, with the parts that `batch` has: everything on virtual threads, every recording read
/// from its file and every event decoded. Prints one line of JSON: milliseconds until all are connected and from there to the
/// end, seconds of audio heard. `Many URL COUNT FILE`, run by the speed benchmark.
public final class Many {
  private static final Plan PLAN = new Plan(SessionSettings.NONE, Session.Shape.GA, Duration.ofMinutes(1));

  private Many() {}

  public static void main(String[] args) throws InterruptedException {
    int count = Integer.parseInt(args[1]);
    Endpoint endpoint = new Endpoint(URI.create(args[0]), List.of(), Duration.ofMinutes(1));
    Route route = new Route(new Network(Network.Threads.VIRTUAL), endpoint, Retries.NONE, Route.VIRTUAL);
    CountDownLatch connected = new CountDownLatch(count);
    CountDownLatch over = new CountDownLatch(count);
    AtomicInteger failed = new AtomicInteger();
    AtomicLong heardMs = new AtomicLong();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Thread.startVirtualThread(() -> {
        Result result = converse(route, Path.of(args[2]), connected);
        if (result == null || result.outcome().failure() != null)
          failed.incrementAndGet();
        else
          heardMs.addAndGet((long) result.replyMs());
        over.countDown();
      });
    }
    connected.await();
    long open = System.nanoTime();
    over.await();
    System.out.printf("{\"open\": %.1f, \"work\": %.1f, \"seconds\": %d, \"failed\": %d}%n", (open - start) / 1e6,
        (System.nanoTime() - open) / 1e6, heardMs.get() / 1000, failed.get());
    Runtime.getRuntime().halt(failed.get() == 0 ? 0 : 1);
  }

  /// Nobody speaks before all are connected, as in the program beside it.
  private static Result converse(Route route, Path file, CountDownLatch connected) {
    Utterance speech = new Utterance(() -> {
      await(connected);
      return SpeechFile.open(file, SpeechFile.Digest.NONE, Pcm.RATE);
    });
    try (Conversation conversation = new Conversation(route, PLAN)) {
      conversation.begin(speech, Plan.After.HANG_UP, new Observer() {
        @Override
        public void opened() {
          connected.countDown();
        }
      });
      return conversation.run(new Silence(Pcm.RATE));
    } catch (InterruptedException e) {
      return null;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
