/// Where speech comes from: a file, standard input, later a microphone.
///
/// What enters: a path or a stream. What leaves: 24 kHz mono PCM16, a chunk at a time, and what the recording was.
@NullMarked
package io.github.realtimecli.source;

import org.jspecify.annotations.NullMarked;
