/// Results on paper: a format a file, row by row.
///
/// What enters: the result of a turn. What leaves: text.
@NullMarked
package io.github.realtimecli.report;

import org.jspecify.annotations.NullMarked;
