package io.github.realtimecli.server;

import io.github.realtimecli.protocol.SessionSettings.Kind;

/// What the parts of a peer share.
record SessionContext(Behaviour behaviour, Repertoire repertoire, FaultInjector mischief, Kind kind,
    DialectEvents ceremony,
    Rate rate,
    Ids ids, Configuration configuration, Conversation conversation, Outlet outlet) {}
