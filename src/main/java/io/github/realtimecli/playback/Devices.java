package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;

/// The machine's speakers and microphones. Asking for them takes tens of milliseconds the first time.
public final class Devices {
  private Devices() {}

  /// Those that play 24 kHz mono PCM16, in the system's order; empty where there is none.
  public static List<Device> speakers() {
    try {
      return mixers(SourceDataLine.class, Pcm.RATE).stream().map(Devices::device).toList();
    } catch (RuntimeException | LinkageError e) {
      return List.of();
    }
  }

  /// Those that record 24 kHz mono PCM16, in the system's order; empty where there is none.
  public static List<Device> microphones() {
    try {
      return mixers(TargetDataLine.class, Pcm.RATE).stream().map(Devices::device).toList();
    } catch (RuntimeException | LinkageError e) {
      return List.of();
    }
  }

  /// Opens a speaker.
  ///
  /// @param wanted name or part of it, `null` for the system's default
  static Plugged plug(@Nullable String wanted, int rate) {
    return wanted == null ? plug(rate) : plugNamed(wanted, rate);
  }

  private static Plugged plug(int rate) {
    try {
      SourceDataLine line = AudioSystem.getSourceDataLine(format(rate));
      return new Plugged(new Opening.Open("default"), SampledLine.open(line, format(rate)));
    } catch (LineUnavailableException e) {
      return muted("the sound device is in use or cannot be opened: the answer is not played");
    } catch (RuntimeException | LinkageError e) {
      return muted("no sound device was found: the answer is not played");
    }
  }

  private static Plugged plugNamed(String wanted, int rate) {
    List<String> present = new ArrayList<>();
    try {
      List<Mixer.Info> mixers = mixers(SourceDataLine.class, rate);
      mixers.forEach(mixer -> present.add(mixer.getName()));
      Mixer.Info chosen = mixers.get(present.indexOf(Device.meant(wanted, present).orElseThrow()));
      SourceDataLine line = AudioSystem.getSourceDataLine(format(rate), chosen);
      return new Plugged(new Opening.Open(chosen.getName()), SampledLine.open(line, format(rate)));
    } catch (LineUnavailableException | RuntimeException | LinkageError e) {
      return new Plugged(new Opening.Missing(wanted, present), new Line.Nowhere());
    }
  }

  private static Plugged muted(String sentence) {
    return new Plugged(new Opening.Muted(sentence), new Line.Nowhere());
  }

  private static List<Mixer.Info> mixers(Class<? extends DataLine> kind, int rate) {
    DataLine.Info line = new DataLine.Info(kind, format(rate));
    List<Mixer.Info> found = new ArrayList<>();
    for (Mixer.Info mixer : AudioSystem.getMixerInfo())
      if (AudioSystem.getMixer(mixer).isLineSupported(line))
        found.add(mixer);
    return found;
  }

  private static Device device(Mixer.Info mixer) {
    return new Device(mixer.getName(), mixer.getDescription());
  }

  private static AudioFormat format(int rate) {
    return new AudioFormat(rate, Pcm.SAMPLE_BYTES * 8, 1, true, false);
  }
}
