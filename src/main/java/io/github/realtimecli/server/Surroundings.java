package io.github.realtimecli.server;

import io.github.realtimecli.protocol.SessionSettings.Kind;

/// What the parts of a peer share.
record Surroundings(Behaviour behaviour, Repertoire repertoire, Mischief mischief, Kind kind, Ceremony ceremony,
    Rate rate,
    Ids ids, Configuration configuration, Conversation conversation, Outlet outlet) {}
