package io.github.realtimecli.batch;

import io.github.realtimecli.audio.WavBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Short recordings of every encoding, rate and number of channels, every thirty-third of them broken. Each is of a length of
/// its own, so that a server can tell which one it has heard.
final class Medley {
  private static final int BROKEN_EVERY = 33;
  /// Of 24 kHz: all rates but those of the compact disc make whole samples of it.
  private static final int STEP = 6;
  private static final int SHORTEST = 2400 + STEP;
  private static final int[] RATES = {8_000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000};
  /// µ-law, A-law, PCM, float.
  private static final int[][] TAGS_AND_BITS = {{7, 8}, {6, 8}, {1, 8}, {1, 16}, {1, 24}, {1, 32}, {3, 32}, {3, 64}};

  /// @param samples of 24 kHz, 0 when it is broken
  record Piece(String name, int samples) {
    boolean isBroken() {
      return samples == 0;
    }

    String stem() {
      return name.substring(0, name.length() - ".wav".length());
    }
  }

  private final List<Piece> pieces;

  private Medley(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /// Writes them, the same ones every time.
  static Medley in(Path folder, int count) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "part-" + i % 7 + "/" + String.format("q%04d.wav", i);
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      boolean broken = i % BROKEN_EVERY == BROKEN_EVERY - 1;
      if (broken)
        writeBroken(file, i / BROKEN_EVERY);
      else
        Files.write(file, recording(i));
      pieces.add(new Piece(name, broken ? 0 : SHORTEST + i * STEP));
    }
    return new Medley(List.copyOf(pieces));
  }

  List<Piece> pieces() {
    return pieces;
  }

  List<Piece> whole() {
    return pieces.stream().filter(piece -> !piece.isBroken()).toList();
  }

  /// The one that is so long, give or take the rounding of its rate.
  Piece heardAs(long bytes) {
    int i = Math.toIntExact(Math.round((bytes / 2.0 - SHORTEST) / STEP));
    if (i < 0 || i >= pieces.size() || Math.abs(pieces.get(i).samples() - bytes / 2) > 1)
      throw new AssertionError("no recording becomes " + bytes + " bytes");
    return pieces.get(i);
  }

  private static byte[] recording(int i) {
    int rate = RATES[i % RATES.length];
    int[] tagAndBits = TAGS_AND_BITS[i / RATES.length % TAGS_AND_BITS.length];
    int channels = i % 5 == 0 ? 2 : 1;
    long frames = Math.round((SHORTEST + i * STEP) * (double) rate / 24_000);
    byte[] noise = noise(new Random(i), (int) frames * channels, tagAndBits[0] == 3, tagAndBits[1] / 8);
    WavBytes wav = WavBytes.riff().format(tagAndBits[0], channels, rate, tagAndBits[1]);
    return switch (i % 50) {
      case 3 -> wav.sized("data", noise.length * 2L, noise).bytes(); // cut short
      case 4 -> wav.sized("data", 0xffff_ffffL, noise).bytes(0xffff_ffffL); // out of a pipe
      default -> wav.data(noise).bytes();
    };
  }

  private static byte[] noise(Random random, int samples, boolean floats, int bytes) {
    ByteBuffer noise = ByteBuffer.allocate(samples * bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (!floats)
      random.nextBytes(noise.array());
    else
      for (int i = 0; i < samples; i++)
        if (bytes == Float.BYTES)
          noise.putFloat(random.nextFloat() - 0.5f);
        else
          noise.putDouble(random.nextDouble() - 0.5);
    return noise.array();
  }

  private static void writeBroken(Path file, int way) throws IOException {
    byte[] good = recording(0);
    switch (way % 7) {
      case 0 -> Files.write(file, new byte[0]);
      case 1 -> Files.writeString(file, "Somebody has renamed a text.\n");
      case 2 -> Files.write(file, Arrays.copyOf(good, 30));
      case 3 -> Files.write(file, WavBytes.riff().format(1, 1, 24_000, 16).data().bytes());
      case 4 -> Files.write(file, WavBytes.riff().format(2, 1, 24_000, 4).data(new byte[9_000]).bytes());
      case 5 -> Files.write(file, "ID3\4\0\0\0\0\0\0\377\373\220\0".getBytes(StandardCharsets.ISO_8859_1));
      default -> Files.createSymbolicLink(file, Path.of("nowhere.wav"));
    }
  }
}
