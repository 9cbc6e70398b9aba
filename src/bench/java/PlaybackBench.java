import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.playback.Opening;
import io.github.realtimecli.playback.Played;
import io.github.realtimecli.playback.Speaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Plays a ramp through a real-time line while other processes burn the processors, records what is heard, and says what was
/// inserted or lost. Needs PulseAudio and its ALSA plug-in, no sound card.
///
/// ```
/// mvn -q compile && java -cp target/classes src/bench/java/PlaybackBench.java [seconds=60] [burners=3] [delta ms, 0 = one run]
/// ```
/// With Java 25. The sound server is one of its own, in a temporary folder.
public final class PlaybackBench {
  private static final int PERIOD = 30_000;
  private static final List<Process> STARTED = new ArrayList<>();

  private PlaybackBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 4 && args[0].equals("play"))
      play(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    else
      bench(number(args, 0, 60), number(args, 1, 3), number(args, 2, 100));
  }

  private static void bench(int seconds, int burners, int deltaMs) throws Exception {
    Path folder = Files.createTempDirectory("playback-bench");
    boolean whole;
    try {
      startServer(folder);
      Process recorder = start(folder, "parec", "-d", "ci.monitor", "--format=s16le", "--rate=24000", "--channels=1",
          "--latency-msec=10", "--raw");
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      InputStream in = recorder.getInputStream();
      heard.write(in.readNBytes(480));
      Thread recording = Thread.ofPlatform().daemon().start(() -> copy(in, heard));
      for (int i = 0; i < burners; i++)
        start(folder, "sh", "-c", "while :; do :; done");
      Process player = start(folder, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
          System.getProperty("java.class.path"), "src/bench/java/PlaybackBench.java", "play", "" + seconds,
          "" + deltaMs, "x");
      player.getInputStream().transferTo(System.out);
      player.getErrorStream().transferTo(System.err);
      player.waitFor();
      Thread.sleep(1_500); // what was played last is still on its way to the recorder
      recorder.destroy();
      recording.join();
      whole = judge(Pcm.of(heard.toByteArray()), seconds * Pcm.RATE);
    } finally {
      STARTED.reversed().forEach(Process::destroyForcibly);
    }
    if (!whole)
      System.exit(1);
  }

  private static void play(int seconds, int deltaMs) throws Exception {
    long t0 = System.nanoTime();
    Speaker speaker = Speaker.open(null, Pcm.RATE, 1, System.err::println);
    try (speaker) {
      Opening opening = speaker.ready().get();
      System.out.printf("%s after %.0f ms%n", opening, (System.nanoTime() - t0) / 1e6);
      int samples = seconds * Pcm.RATE;
      int delta = deltaMs == 0 ? samples : deltaMs * Pcm.RATE / 1_000;
      CountDownLatch heard = new CountDownLatch(1);
      t0 = System.nanoTime();
      for (int at = 0; at < samples; at += delta)
        speaker.play(ramp(at, Math.min(delta, samples - at)));
      speaker.finish(heard::countDown);
      while (first(speaker.played()) == 0)
        Thread.onSpinWait();
      System.out.printf("first sound reported after %.0f ms%n", (System.nanoTime() - t0) / 1e6);
      heard.await();
      System.out.printf("heard to the end after %.1f ms: %s%n", (System.nanoTime() - t0) / 1e6, speaker.played());
    }
  }

  private static double first(Played played) {
    Double ms = played.playedMs();
    return ms == null ? 1 : ms;
  }

  /// Zeros are inserted silence; any step but the next sample is a loss or a repetition.
  /// @return whether every sample came once, in its order; silence in between is a matter of the machine's load
  private static boolean judge(Pcm heard, int expected) {
    int first = 0;
    while (first < heard.samples() && heard.sample(first) == 0)
      first++;
    int last = heard.samples() - 1;
    while (last > first && heard.sample(last) == 0)
      last--;
    int zeros = 0;
    int wrong = 0;
    int voiced = 0;
    for (int i = first; i <= last; i++) {
      if (heard.sample(i) == 0) {
        zeros++;
        continue;
      }
      if (heard.sample(i) != sample(voiced))
        wrong++;
      voiced++;
    }
    System.out.printf("captured %d of %d samples, %d inserted (%.1f ms), %d wrong%n", voiced, expected, zeros,
        Pcm.millis(zeros, Pcm.RATE), wrong);
    return wrong == 0 && voiced == expected;
  }

  private static Pcm ramp(int from, int samples) {
    short[] ramp = new short[samples];
    for (int i = 0; i < samples; i++)
      ramp[i] = sample(from + i);
    return Pcm.ofSamples(ramp);
  }

  private static short sample(int index) {
    return (short) (1 + index % PERIOD);
  }

  private static void startServer(Path folder) throws Exception {
    Path socket = folder.resolve("native");
    Files.writeString(folder.resolve("alsa.conf"), """
        pcm.!default { type pulse server "unix:%1$s" }
        ctl.!default { type pulse server "unix:%1$s" }
        """.formatted(socket));
    Files.writeString(folder.resolve("ci.pa"), """
        load-module module-null-sink sink_name=ci rate=24000 channels=1 format=s16le norewinds=1
        set-default-sink ci
        load-module module-native-protocol-unix auth-anonymous=1 socket=%s
        """.formatted(socket));
    Process server = start(folder, "pulseaudio", "-n", "-v", "-F", folder.resolve("ci.pa").toString(), "--daemonize=no",
        "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no", "--high-priority=no",
        "--log-target=stderr");
    var log = server.errorReader();
    String line = log.readLine();
    while (line != null && !line.contains("Daemon startup complete"))
      line = log.readLine();
    Thread.ofVirtual().start(() -> log.lines().forEach(rest -> {}));
  }

  private static Process start(Path folder, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("PULSE_SERVER", "unix:" + folder.resolve("native"));
    builder.environment().put("ALSA_CONFIG_PATH", folder.resolve("alsa.conf").toString());
    Process process = builder.start();
    STARTED.add(process);
    return process;
  }

  private static void copy(InputStream in, ByteArrayOutputStream out) {
    try {
      in.transferTo(out);
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
