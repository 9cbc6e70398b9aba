/// The mind of a turn: signals in, actions out. No socket, no thread, no clock, no logger; time is a signal.
///
/// What enters: [Signal]s with the instant they happened. What leaves: [Action]s, the last of them [Action.End].
///
/// Who ends the user's turn makes the difference between two ways: without voice activity detection a commit of ours does,
/// and the first response is the answer. With it the server does, perhaps several times in one recording; it may answer
/// while we still send, and takes an answer back when the user speaks again. The answer is whole when everything that was
/// said has been answered.
@NullMarked
package io.github.realtimecli.turn;

import org.jspecify.annotations.NullMarked;
