/// Text over a wire: the only client-side user of Java-WebSocket.
///
/// What enters: an endpoint, whole messages as UTF-8. What leaves: whole messages as UTF-8, and exactly one ending.
/// Nothing here knows JSON, audio or the Realtime API.
@NullMarked
package io.github.realtimecli.transport;

import org.jspecify.annotations.NullMarked;
