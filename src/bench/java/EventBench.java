import com.sun.management.ThreadMXBean;
import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Ga;
import io.github.realtimecli.protocol.dialect.Reading;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;

/// What one event of 200 ms of audio costs, hot: median microseconds of processor time, which a busy machine
/// disturbs less than the clock on the wall, and allocated bytes.
///
/// ```
/// mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath
/// java -cp target/classes:$(cat target/classpath) [-XX:TieredStopAtLevel=1] src/bench/java/EventBench.java
/// ```
/// With Java 25; without the switch it is C2 that compiles, with it C1.
public final class EventBench {
  private static final int ROUNDS = 15;
  private static final int EVENTS = 20_000;

  private EventBench() {}

  public static void main(String[] args) {
    byte[] samples = new byte[9600];
    new Random(1).nextBytes(samples);
    Pcm audio = Pcm.of(samples);
    Ga ga = new Ga();
    ServerEvent.Place place = new ServerEvent.Place("resp_CKz1UwXYmVGVn9FfQ3VhR", "item_CKz1UqU0lqMzYpQ3xUcB2", 0, 0);
    byte[] delta = ga.write(new ServerEvent.AudioDelta(place, audio), "event_CKz1VbE6m0qXKZb5YpQ2A");
    byte[] text = ga.write(new ServerEvent.TranscriptDelta(place, " seven"), "event_CKz1VbE6m0qXKZb5YpQ2B");
    ClientEvent.AppendAudio append = new ClientEvent.AppendAudio(null, audio);
    byte[] appended = ga.write(append, 0);
    for (int pass = 0; pass < 2; pass++) {
      measure("audio delta, read", () -> Reading.serverEvent(delta, 0, delta.length).type().length());
      measure("transcript delta, read", () -> Reading.serverEvent(text, 0, text.length).type().length());
      measure("append, written", () -> ga.write(append, 14).length);
      measure("append, read", () -> Reading.clientEvent(appended, 0, appended.length) == null ? 0 : 1);
      measure("audio delta, written", () -> ga.write(new ServerEvent.AudioDelta(place, audio), "event_1").length);
    }
  }

  private static void measure(String what, IntSupplier event) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] micros = new double[ROUNDS];
    long used = 0;
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < EVENTS; i++)
        sum += event.getAsInt();
      micros[round] = (threads.getCurrentThreadCpuTime() - start) / 1e3 / EVENTS;
      used = threads.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(micros);
    System.out.printf("%-24s %7.2f us (best %.2f) %8d bytes%s%n", what, micros[ROUNDS / 2], micros[0], used / EVENTS,
        sum == 0 ? " nothing read" : "");
  }
}
