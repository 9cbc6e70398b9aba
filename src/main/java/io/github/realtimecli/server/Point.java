package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/// An instant of a conversation at which something can go wrong: right behind the event that it is named for.
///
/// @param delta the number of the delta in its response, from 1; 0 for other moments
record Point(Moment moment, int delta) {
  enum Moment {
    /// The handshake is done and `session.created` not yet said.
    OPEN,
    /// `session.created`
    CREATED,
    /// `input_audio_buffer.committed`
    COMMIT,
    /// `response.created`
    RESPONSE,
    /// A delta of sound, text or a function's arguments.
    DELTA,
    /// `response.done`
    DONE
  }

  static final Point OPEN = new Point(Moment.OPEN, 0);

  /// The point behind an event that is no delta, `null` for none.
  static @Nullable Point behind(ServerEvent event) {
    Moment moment = null;
    if (event instanceof ServerEvent.SessionCreated)
      moment = Moment.CREATED;
    else if (event instanceof ServerEvent.AudioCommitted)
      moment = Moment.COMMIT;
    else if (event instanceof ServerEvent.ResponseCreated)
      moment = Moment.RESPONSE;
    else if (event instanceof ServerEvent.ResponseDone)
      moment = Moment.DONE;
    return moment == null ? null : new Point(moment, 0);
  }

  /// The response that a delta belongs to, `null` for other events.
  static @Nullable String responseOfDelta(ServerEvent event) {
    if (event instanceof ServerEvent.AudioDelta audio)
      return audio.place().responseId();
    if (event instanceof ServerEvent.TextDelta text)
      return text.place().responseId();
    return event instanceof ServerEvent.FunctionArgumentsDelta arguments ? arguments.responseId() : null;
  }

  /// Whether every connection comes here once, and not every turn.
  boolean ofConnection() {
    return moment == Moment.OPEN || moment == Moment.CREATED;
  }
}
