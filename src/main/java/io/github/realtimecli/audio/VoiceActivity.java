package io.github.realtimecli.audio;

import java.util.Arrays;

/// Where somebody speaks: listens to mono PCM as it comes and tells the first and the last voiced sample.
///
/// It is a gate on energy, not a model of speech. What is below 150 Hz is filtered off (hum, DC); a frame of 10 ms is voiced
/// when it is louder than an absolute gate and stands out of the noise floor, which is the least level of the last 3 s.
/// Three frames in a row make a beginning, so that a click is none; right behind voice one is enough, so that a final `t` still
/// counts.
///
/// What it is not: it cannot tell a word from a cough, a door or music. A steady sound that sets in, a tone or loud noise, is
/// voice until it has lasted 3 s. A recording whose noise after the filter is above -36 dBFS begins with such a sound; one that
/// begins in the middle of a word quieter than that loses the word. Positions are exact to a frame, and a rest of less than a
/// frame at the end is not looked at.
///
/// The same samples give the same positions, in whatever chunks they come. Nothing is allocated while it listens, unless a sample
/// is cut between two of them. One thread.
public final class VoiceActivity {
  /// What the Realtime API takes when a session does not say.
  public static final double DEFAULT_THRESHOLD = 0.5;
  private static final int FRAMES_A_SECOND = 100;
  private static final int FRAMES_OF_ONSET = 3;
  private static final int FRAMES_OF_ECHO = 20;
  private static final int FRAMES_OF_BUCKET = 50;
  private static final int BUCKETS = 6;
  private static final double HIGHPASS_HZ = 150;
  /// Above the gate, what is taken for the noise floor while nothing is known of it.
  private static final double FIRST_FLOOR_DB = 5;
  private static final double HYSTERESIS_DB = 3;
  /// How much of a frame the average takes whose minima are the floor.
  private static final double AVERAGING = 0.4;
  private static final double FULL_SCALE = 32768.0 * 32768.0;
  private static final double NOTHING = 1e-9;

  private final int frameSamples;
  private final double pole;
  private final double gate;
  private final double margin;
  private final double release;
  private final double[] floors = new double[BUCKETS];
  private double floor;
  private double average = -1;
  private int bucketFrames;

  private double lastIn;
  private double lastMiddle;
  private double lastOut;
  private double energy;
  private int filled;
  private int cutByte = -1;

  private long frames;
  private int loudFrames;
  private boolean voiced;
  private long onset = -1;
  private long first = -1;
  private long end = -1;

  /// For 24 kHz, at the default threshold.
  public VoiceActivity() {
    this(Pcm.RATE, DEFAULT_THRESHOLD);
  }

  /// @param rate      samples a second; a frame has at least one of them, whatever the rate
  /// @param threshold 0 to 1, louder voices only as it rises: the gate goes from -70 over -50 to -30 dBFS (RMS of a frame), the
  ///                  distance from the noise floor from 6 over 9 to 12 dB
  public VoiceActivity(int rate, double threshold) {
    double strict = Math.clamp(threshold, 0.0, 1.0);
    frameSamples = Math.max(1, rate / FRAMES_A_SECOND);
    pole = Math.exp(-2 * Math.PI * HIGHPASS_HZ / rate);
    gate = power(-70 + 40 * strict) * FULL_SCALE * frameSamples;
    margin = power(6 + 6 * strict);
    release = power(-HYSTERESIS_DB);
    floor = gate * power(FIRST_FLOOR_DB);
    Arrays.fill(floors, floor);
  }

  private static double power(double decibels) {
    return Math.pow(10, decibels / 10);
  }

  /// Listens on. A sample that is cut between two runs is put together.
  public void take(Pcm audio) {
    byte[] bytes = audio.view().array();
    int at = audio.view().position();
    int end = at + audio.length();
    if (cutByte >= 0 && at < end) {
      filter(new byte[]{(byte) cutByte, bytes[at]}, 0, 1);
      cutByte = -1;
      at++;
    }
    while (at + 1 < end) {
      int count = Math.min(frameSamples - filled, (end - at) / Pcm.SAMPLE_BYTES);
      filter(bytes, at, count);
      at += count * Pcm.SAMPLE_BYTES;
    }
    if (at < end)
      cutByte = bytes[at] & 0xff;
  }

  /// Takes samples of one frame, with the filter's state in local variables: in fields it takes twice the time.
  private void filter(byte[] bytes, int from, int count) {
    double in = filled == 0 && frames == 0 ? sample(bytes, from) : lastIn;
    double middle = lastMiddle;
    double out = lastOut;
    double sum = energy;
    double keep = pole;
    for (int i = from, end = from + count * Pcm.SAMPLE_BYTES; i < end; i += Pcm.SAMPLE_BYTES) {
      double sample = sample(bytes, i);
      double next = sample - in + keep * middle;
      out = next - middle + keep * out;
      in = sample;
      middle = next;
      sum += out * out;
    }
    lastIn = in;
    lastMiddle = middle;
    lastOut = out;
    energy = sum;
    filled += count;
    if (filled == frameSamples)
      frame();
  }

  private static short sample(byte[] bytes, int at) {
    return (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
  }

  private void frame() {
    follow();
    double threshold = Math.max(gate, floor * margin);
    boolean loud = energy >= (voiced ? threshold * release : threshold);
    loudFrames = loud ? loudFrames + 1 : 0;
    long begin = frames * frameSamples;
    frames++;
    boolean enough = voiced || loudFrames >= FRAMES_OF_ONSET
        || end >= 0 && begin - end < (long) FRAMES_OF_ECHO * frameSamples;
    if (loud && enough) {
      if (!voiced)
        onset = (frames - loudFrames) * frameSamples;
      if (first < 0)
        first = onset;
      end = begin + frameSamples;
    }
    voiced = loud && enough;
    energy = 0;
    filled = 0;
  }

  /// Lets the noise floor follow, and keeps the filter from fading into numbers that are slow to reckon with.
  private void follow() {
    average = average < 0 ? energy : average + AVERAGING * (energy - average);
    if (bucketFrames == FRAMES_OF_BUCKET) {
      System.arraycopy(floors, 0, floors, 1, BUCKETS - 1);
      floors[0] = average;
      bucketFrames = 0;
    }
    bucketFrames++;
    floors[0] = Math.min(floors[0], average);
    floor = floors[0];
    for (double least : floors)
      floor = Math.min(floor, least);
    if (Math.abs(lastMiddle) + Math.abs(lastOut) < NOTHING) {
      lastMiddle = 0;
      lastOut = 0;
    }
  }

  /// Samples heard, whole frames only: what the other positions are exact to.
  public long position() {
    return frames * frameSamples;
  }

  /// The first voiced sample, counted from the first one that was taken; -1 while there is none.
  public long firstVoiced() {
    return first;
  }

  /// Behind the last voiced sample so far; -1 while there is none.
  public long lastVoicedEnd() {
    return end;
  }

  /// Where the latest unbroken run of voice began; -1 while there is none.
  public long onset() {
    return onset;
  }

  /// Whether the last frame was voiced.
  public boolean voiced() {
    return voiced;
  }
}
