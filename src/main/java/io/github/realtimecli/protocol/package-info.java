/// The vocabulary of the Realtime API: client and server events, sessions, items, usage. No spelling, no JSON.
///
/// Field meanings follow the vendor's GA reference; `protocol.dialect` knows how they are written.
@NullMarked
package io.github.realtimecli.protocol;

import org.jspecify.annotations.NullMarked;
