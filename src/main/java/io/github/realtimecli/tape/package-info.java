/// A remembered wire: what was said, by whom, when.
///
/// What enters: a wire. What leaves: the same wire, and a line of JSON for every message on it.
@NullMarked
package io.github.realtimecli.tape;

import org.jspecify.annotations.NullMarked;
