/// The program: `main` and `run`. Everything it does lies in the rooms below, in the order of a recording's journey:
/// `source` and `audio`, `session` and `turn`, `protocol`, `transport`, and back through `playback`.
@NullMarked
package io.github.realtimecli;

import org.jspecify.annotations.NullMarked;
