package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a turn is to be.
///
/// @param settings sent in `session.update` before anything else
/// @param shape    how to spell; `null` to wait for `session.created` and speak as the server does
/// @param patience how long the server may be silent
public record Plan(SessionSettings settings, Session.@Nullable Shape shape, Duration patience) {}
