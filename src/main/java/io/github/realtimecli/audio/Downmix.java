package io.github.realtimecli.audio;

import java.util.Arrays;

/// How loud each channel is in the mono sum; the weights add up to one, so that it cannot clip.
///
/// Source: ITU-R BS.775 for the balance (centre 0 dB, front -3 dB, surround -6 dB, no LFE),
/// which two channels make their average.
final class Downmix {
  private static final float FRONT = (float) Math.sqrt(0.5);
  // by bit of the channel mask of WAVE_FORMAT_EXTENSIBLE: front left, right, centre, LFE, back left, right, front left and
  // right of centre, back centre, side left, right; those above them hang from the ceiling
  private static final float[] BALANCE = {FRONT, FRONT, 1, 0, 0.5f, 0.5f, FRONT, FRONT, 0.5f, 0.5f, 0.5f};

  private Downmix() {}

  /// @param mask the speakers that the channels belong to, in order; 0 when nobody knows, then all are alike
  static float[] weights(int channels, int mask) {
    float[] weights = new float[channels];
    if (Integer.bitCount(mask) < channels) {
      Arrays.fill(weights, 1f / channels);
      return weights;
    }
    float sum = 0;
    for (int channel = 0, left = mask; channel < channels; channel++, left &= left - 1) {
      int speaker = Integer.numberOfTrailingZeros(left);
      weights[channel] = speaker < BALANCE.length ? BALANCE[speaker] : 0.5f;
      sum += weights[channel];
    }
    if (sum == 0)
      return weights(channels, 0);
    for (int channel = 0; channel < channels; channel++)
      weights[channel] /= sum;
    return weights;
  }
}
