/// The embedded Realtime server, which echoes what it hears: a peer that decides everything, and a thin shell that puts it on a socket.
///
/// What enters: WebSocket text frames of any client that speaks the Realtime API. What leaves: the events of a manual turn,
/// in the vendor's order, whose answer is the caller's own audio.
@NullMarked
package io.github.realtimecli.server;

import org.jspecify.annotations.NullMarked;
