package io.github.realtimecli.source;

import org.jspecify.annotations.Nullable;

/// What an input was before it became 24 kHz mono PCM16.
///
/// @param encoding   ffmpeg's name for it, such as `pcm_s16le`
/// @param rate       samples a second
/// @param channels   number of channels
/// @param durationMs length of the recording, once it is known
/// @param sha256     hex digest of the whole input's bytes, when it was asked for and the end was reached
/// @param warning    a sentence for the user, such as how much of a truncated file is missing
public record Recording(String encoding, int rate, int channels, @Nullable Double durationMs, @Nullable String sha256,
    @Nullable String warning) {}
