import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.audio.Resampler;
import io.github.realtimecli.audio.Samples;
import io.github.realtimecli.audio.WavWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.spi.ToolProvider;

/// How clean and how fast the resampler is, beside sox and ffmpeg where they are installed.
///
/// `mvn -q compile && java -cp target/classes src/bench/java/ResamplerBench.java [ROUNDS]`
public final class ResamplerBench {
  private static final int TO = 24_000;
  private static final int[] RATES = {8000, 11_025, 12_345, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000,
      176_400, 192_000, 384_000};
  private static final PrintStream OUT = System.out;

  /// Whether a figure that is no timing misses its goal.
  private static boolean missed;

  private ResamplerBench() {}

  public static void main(String[] args) throws Exception {
    quality();
    OUT.println();
    wholeProcess(args.length > 0 ? Integer.parseInt(args[0]) : 5);
    if (missed)
      System.exit(1);
  }

  private static void quality() throws IOException {
    OUT.println("rate Hz   flat to 0.9 (dB)   worst alias or image (dB)   SNR 1 kHz, 0.83 (dB)   warm: x real time");
    for (int rate : RATES) {
      double edge = Math.min(rate, TO) / 2.0;
      double ripple = 0;
      double image = -999;
      for (double part = 0.05; part <= 0.9; part += 0.05) {
        double[] fit = fit(tone(part * edge, rate), part * edge);
        ripple = Math.max(ripple, Math.abs(fit[0]));
        image = Math.max(image, -fit[1]);
      }
      for (double frequency = 12_050; frequency < rate / 2.0; frequency += (rate / 2.0 - 12_000) / 40)
        image = Math.max(image, level(tone(frequency, rate)));
      double low = fit(tone(1000, rate), 1000)[1];
      double high = fit(tone(0.83 * edge, rate), 0.83 * edge)[1];
      OUT.printf("%7d   %16.5f   %25.1f   %10.1f %9.1f   %18.0f%n", rate, ripple, image, low, high, speed(rate));
      missed |= ripple > 0.01 || image > -120 || low < 125 || high < 125;
    }
  }

  private static float[] tone(double frequency, int rate) throws IOException {
    float[] in = new float[rate * 6 / 10];
    for (int i = 0; i < in.length; i++)
      in[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency / rate * i));
    float[] out = new float[TO * 6 / 10];
    int n = Resampler.of(line(in), rate, TO).read(out, 0, out.length);
    return Arrays.copyOf(out, n);
  }

  private static Samples line(float[] in) {
    int[] position = {0};
    return (into, at, count) -> {
      int n = Math.min(count, in.length - position[0]);
      System.arraycopy(in, position[0], into, at, n);
      position[0] += n;
      return n;
    };
  }

  /// Gain and SNR in dB, by least squares, away from the ends.
  private static double[] fit(float[] y, double frequency) {
    int edge = y.length / 6;
    double cc = 0;
    double ss = 0;
    double cs = 0;
    double yc = 0;
    double ys = 0;
    for (int i = edge; i < y.length - edge; i++) {
      double c = Math.cos(2 * Math.PI * frequency / TO * i);
      double s = Math.sin(2 * Math.PI * frequency / TO * i);
      cc += c * c;
      ss += s * s;
      cs += c * s;
      yc += y[i] * c;
      ys += y[i] * s;
    }
    double a = (yc * ss - ys * cs) / (cc * ss - cs * cs);
    double b = (ys * cc - yc * cs) / (cc * ss - cs * cs);
    double signal = 0;
    double rest = 0;
    for (int i = edge; i < y.length - edge; i++) {
      double sine = a * Math.cos(2 * Math.PI * frequency / TO * i) + b * Math.sin(2 * Math.PI * frequency / TO * i);
      signal += sine * sine;
      rest += (y[i] - sine) * (y[i] - sine);
    }
    return new double[]{20 * Math.log10(Math.hypot(a, b) / 0.5), 10 * Math.log10(signal / rest)};
  }

  private static double level(float[] y) {
    int edge = y.length / 6;
    double power = 0;
    for (int i = edge; i < y.length - edge; i++)
      power += (double) y[i] * y[i];
    return 10 * Math.log10(power / (y.length - 2 * edge) / 0.125 + 1e-30);
  }

  private static double speed(int rate) throws IOException {
    float[] out = new float[4800];
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      Samples endless = (into, at, count) -> {
        Arrays.fill(into, at, at + count, 0.25f);
        return count;
      };
      Samples resampled = Resampler.of(endless, rate, TO);
      long start = System.nanoTime();
      for (int i = 0; i < 300; i++)
        resampled.read(out, 0, out.length);
      best = Math.min(best, System.nanoTime() - start);
    }
    return 300 * 4800 / (double) TO / (best / 1e9);
  }

  private static void wholeProcess(int rounds) throws Exception {
    Path folder = Files.createTempDirectory("resampler-bench");
    try {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes = System.getProperty("java.class.path");
      ToolProvider.findFirst("javac")
          .orElseThrow()
          .run(OUT, System.err, "-cp", classes, "-d", folder.toString(), "src/bench/java/Convert.java");
      String path = classes + File.pathSeparator + folder;
      OUT.println("whole process, 10 minutes of stereo, medians of " + rounds + " rounds in turn");
      for (int rate : new int[]{44_100, 48_000}) {
        String in = noise(folder.resolve(rate + ".wav"), rate).toString();
        String out = folder.resolve("out.wav").toString();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("this, all tiers", List.of(java, "-Xmx32m", "-XX:+UseSerialGC", "-cp", path, "Convert", in, out));
        commands.put("this, C1 only",
            List.of(java, "-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", path,
                "Convert", in, out));
        commands.put("sox rate -v", List.of("sox", "-D", in, "-c", "1", "-b", "16", out, "rate", "-v", "24000"));
        commands.put("sox rate -h", List.of("sox", "-D", in, "-c", "1", "-b", "16", out, "rate", "-h", "24000"));
        commands.put("ffmpeg", List.of("ffmpeg", "-v", "error", "-y", "-i", in, "-ar", "24000", "-ac", "1", out));
        compare(rate, commands, rounds);
      }
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList())
          Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static void compare(int rate, Map<String, List<String>> commands, int rounds) throws InterruptedException {
    Map<String, double[]> times = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (var command : commands.entrySet()) {
        long start = System.nanoTime();
        try {
          Process process = new ProcessBuilder(command.getValue()).inheritIO().start();
          if (process.waitFor() == 0)
            times.computeIfAbsent(command.getKey(), name -> new double[rounds])[round] = (System.nanoTime() - start)
                / 1e9;
        } catch (IOException missing) {
          continue;
        }
      }
    }
    double[] ours = times.get("this, all tiers").clone();
    times.forEach((name, all) -> {
      double[] ratios = new double[rounds];
      for (int i = 0; i < rounds; i++)
        ratios[i] = all[i] / ours[i];
      OUT.printf("%d  %-16s %6.2f s  %5.0f x real time  (%.2f x)%n", rate, name, median(all), 600 / median(all),
          median(ratios));
    });
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /// Ten minutes of stereo noise: a WAV of ours with its head turned into one of two channels.
  private static Path noise(Path file, int rate) throws IOException {
    try (WavWriter wav = WavWriter.toFile(file, rate)) {
      byte[] second = new byte[4 * rate];
      new Random(1).nextBytes(second);
      for (int i = 0; i < 600; i++)
        wav.write(Pcm.of(second));
      wav.commit();
    }
    try (var head = new RandomAccessFile(file.toFile(), "rw")) {
      head.seek(22);
      head.write(2);
      head.seek(28);
      head.writeInt(Integer.reverseBytes(4 * rate));
      head.write(4);
    }
    return file;
  }
}
