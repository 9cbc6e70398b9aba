package io.github.realtimecli.playback;

import io.github.realtimecli.audio.Pcm;

/// The volume, as a factor on the samples; loud ones are cut at full scale.
///
/// @param factor 0 for silence, 1 for the samples as they are, at most 2
record Gain(double factor) {
  Gain {
    if (!(factor >= 0 && factor <= 2))
      throw new IllegalArgumentException("a volume lies between 0 and 2, not at " + factor);
  }

  /// The samples louder or softer, in a copy; at 1 the very same.
  Pcm on(Pcm pcm) {
    if (factor == 1)
      return pcm;
    short[] scaled = new short[pcm.samples()];
    for (int i = 0; i < scaled.length; i++)
      scaled[i] = (short) Math.clamp(Math.round(pcm.sample(i) * factor), Short.MIN_VALUE, Short.MAX_VALUE);
    return Pcm.ofSamples(scaled);
  }
}
