package io.github.realtimecli.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/// The outline of a sound: the least and the greatest value of each of a few stretches of equal length.
///
/// @param millis how long the sound is
/// @param base64 two bytes a stretch, least and greatest: the square root of the value, with its sign, so that a quiet voice
/// is not lost in steps; 127 is full scale
public record Peaks(double millis, String base64) {
  private static final int SHORTEST = 160;

  /// @param resolution there are so many stretches, up to twice as many
  /// @return `null` when the file is not there or is no sound
  public static @Nullable Peaks of(Path file, int resolution) {
    try (InputStream in = Files.newInputStream(file); AudioInputStream sound = AudioFile.open(in)) {
      Mono mono = new Mono(sound);
      Outline outline = new Outline(resolution);
      float[] block = new float[1 << 12];
      for (int n = block.length; n == block.length;) {
        n = mono.read(block, 0, block.length);
        outline.take(block, n);
      }
      return new Peaks(mono.frames() * 1000.0 / sound.getFormat().getSampleRate(), outline.base64());
    } catch (IOException | UnsupportedAudioFileException e) {
      return null;
    }
  }

  /// Stretches that double their length whenever there are too many of them.
  private static final class Outline {
    private final float[] least;
    private final float[] greatest;
    private int span = SHORTEST;
    private int count;
    private int filled = SHORTEST;

    Outline(int resolution) {
      least = new float[2 * resolution];
      greatest = new float[2 * resolution];
    }

    void take(float[] samples, int n) {
      for (int i = 0; i < n;) {
        if (filled == span)
          open();
        int end = Math.min(n, i + span - filled);
        filled += end - i;
        float low = least[count - 1];
        float high = greatest[count - 1];
        for (; i < end; i++) {
          // they are numbers: what Math.min does about those that are not takes longer than all the rest
          float sample = samples[i];
          if (sample < low)
            low = sample;
          else if (sample > high)
            high = sample;
        }
        least[count - 1] = low;
        greatest[count - 1] = high;
      }
    }

    private void open() {
      if (count == least.length) {
        for (int i = 0; i < count / 2; i++) {
          least[i] = Math.min(least[2 * i], least[2 * i + 1]);
          greatest[i] = Math.max(greatest[2 * i], greatest[2 * i + 1]);
        }
        count /= 2;
        span *= 2;
      }
      least[count] = 0;
      greatest[count] = 0;
      count++;
      filled = 0;
    }

    String base64() {
      byte[] bytes = new byte[2 * count];
      for (int i = 0; i < count; i++) {
        bytes[2 * i] = small(least[i]);
        bytes[2 * i + 1] = small(greatest[i]);
      }
      return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte small(float value) {
      return (byte) Math.round(127 * Math.signum(value) * Math.sqrt(Math.min(1, Math.abs(value))));
    }
  }
}
