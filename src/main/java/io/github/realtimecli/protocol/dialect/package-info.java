/// How the vocabulary is spelled: the GA and the beta names, both directions.
///
/// What enters: events, or UTF-8 text. What leaves: the other of the two. The only place that knows JSON on the wire.
@NullMarked
package io.github.realtimecli.protocol.dialect;

import org.jspecify.annotations.NullMarked;
