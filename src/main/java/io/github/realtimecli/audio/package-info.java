/// Sound as numbers, with no device: PCM, files in and out, downmix, resampling, voice activity.
///
/// What enters: bytes of a recording. What leaves: 24 kHz mono PCM16 in [io.github.realtimecli.audio.Pcm].
@NullMarked
package io.github.realtimecli.audio;

import org.jspecify.annotations.NullMarked;
