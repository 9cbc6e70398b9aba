/// The embedded Realtime server: a peer that decides everything, and a thin shell that puts it on a socket.
///
/// What enters: WebSocket text frames of any client that speaks the Realtime API. What leaves: the vendor's events in the
/// vendor's order, whose answers are an echo, a tone or a recording; and whatever is asked to go wrong with them. Or what a
/// script says.
@NullMarked
package io.github.realtimecli.server;

import org.jspecify.annotations.NullMarked;
