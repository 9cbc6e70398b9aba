/// Where speech comes from: a file or standard input.
///
/// What enters: a path or a stream. What leaves: mono PCM16 at the server's rate, a chunk at a time, and what the recording was.
@NullMarked
package io.github.realtimecli.source;

import org.jspecify.annotations.NullMarked;
