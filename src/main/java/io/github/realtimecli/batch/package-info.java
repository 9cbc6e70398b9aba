/// Many recordings: which of them are asked about, how many at once, and which of them again.
///
/// What enters: paths, a shard, limits, and what an earlier run has left. What leaves: a row and an answer's WAV for every item.
@NullMarked
package io.github.realtimecli.batch;

import org.jspecify.annotations.NullMarked;
