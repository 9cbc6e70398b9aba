/// The loop that runs a turn: takes signals, asks the machine, carries out its actions, and measures.
///
/// What enters: a wire, a source, a sink, a plan. What leaves: a [io.github.realtimecli.session.Result].
@NullMarked
package io.github.realtimecli.session;

import org.jspecify.annotations.NullMarked;
