/// The command line: options, wiring, terminal, exit codes. Knows every room; no room knows it.
///
/// What enters: arguments, environment, three streams. What leaves: an exit code.
@NullMarked
package io.github.realtimecli.cli;

import org.jspecify.annotations.NullMarked;
