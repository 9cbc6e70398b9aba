package io.github.realtimecli.audio;

import java.io.IOException;

/// A steep low-pass that also doubles the rate, keeps it, or divides it by a power of two.
///
/// Zero phase: the first sample out belongs to the first one in. It works on whole blocks (overlap-save), two at a time:
/// one is the real, the other the imaginary part of the same transform, which a real filter never mixes. The blocks start
/// at the first sample, so that the result does not depend on how it is asked for. Endless: it asks for more as long as it
/// is asked itself.
final class Lowpass implements Samples {
  private final Samples in;
  private final Fft forward;
  private final Fft inverse;
  private final int[] bins;
  private final double[] gains;
  // input samples in a block that belong to its neighbours, on each side; new ones in each block
  private final int margin;
  private final int hop;
  private final float[] window;
  private final double[] re;
  private final double[] im;
  private final double[] filteredRe;
  private final double[] filteredIm;
  // in the filtered block: its first good sample, and how many there are
  private final int first;
  private final int good;
  private int taken;
  private boolean started;

  /// @param filter at the rate of `in`; rejects everything above half of the rate that comes out
  /// @param up     1 or 2
  /// @param down   a power of two; 1 when `up` is 2
  Lowpass(Samples in, Kaiser filter, int up, int down) {
    this.in = in;
    margin = (filter.reach + down - 1) / down * down;
    // room for three margins and more; an even power takes the fewest steps a sample
    int bits = 33 - Integer.numberOfLeadingZeros(6 * margin - 1) & ~1;
    forward = new Fft(bits);
    int size = forward.size;
    inverse = up * down == 1
        ? forward
        : new Fft(bits + Integer.numberOfTrailingZeros(up) - Integer.numberOfTrailingZeros(down));
    hop = (size - 2 * margin) / down * down;
    window = new float[size + hop];
    re = new double[size];
    im = new double[size];
    filteredRe = new double[inverse.size];
    filteredIm = new double[inverse.size];
    first = margin * up / down;
    good = hop * up / down;
    taken = 2 * good;

    for (int n = -filter.reach; n <= filter.reach; n++)
      re[n & size - 1] = filter.at(n) / size;
    forward.forward(re, im);
    bins = new int[inverse.size];
    gains = new double[inverse.size];
    int half = Math.min(size, inverse.size) / 2;
    for (int i = 0; i < bins.length; i++) {
      int bin = inverse.bin(i);
      if (bin >= inverse.size - half)
        bin += size - inverse.size;
      else if (bin >= half)
        continue;
      bins[i] = forward.bin(bin);
      gains[i] = re[bins[i]];
    }
  }

  @Override
  public int read(float[] into, int at, int count) throws IOException {
    for (int done = 0; done < count;) {
      if (taken == 2 * good)
        filter();
      double[] block = taken < good ? filteredRe : filteredIm;
      int from = taken < good ? taken : taken - good;
      int n = Math.min(count - done, good - from);
      for (int i = 0; i < n; i++)
        into[at + done + i] = (float) block[first + from + i];
      taken += n;
      done += n;
    }
    return count;
  }

  private void filter() throws IOException {
    int kept = started ? forward.size - hop : margin;
    if (started)
      System.arraycopy(window, 2 * hop, window, 0, kept);
    in.read(window, kept, window.length - kept);
    started = true;
    for (int i = 0; i < re.length; i++) {
      re[i] = window[i];
      im[i] = window[hop + i];
    }
    forward.forward(re, im);
    for (int i = 0; i < bins.length; i++) {
      filteredRe[i] = re[bins[i]] * gains[i];
      filteredIm[i] = im[bins[i]] * gains[i];
    }
    inverse.inverse(filteredRe, filteredIm);
    taken = 0;
  }
}
