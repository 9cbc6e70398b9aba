/// The mind of a turn: signals in, actions out. No socket, no thread, no clock, no logger; time is a signal.
///
/// What enters: [Signal]s with the instant they happened. What leaves: [Action]s, the last of them [Action.End].
@NullMarked
package io.github.realtimecli.turn;

import org.jspecify.annotations.NullMarked;
