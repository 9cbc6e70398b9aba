/// Text over a wire: the only client-side user of Java-WebSocket.
///
/// What enters: an endpoint, whole messages as UTF-8. What leaves: whole messages as UTF-8, and exactly one ending.
/// Nothing here knows JSON, audio or the Realtime API.
///
/// Of the library we use the protocol's engine and draft, and do its sockets, threads and deadlines ourselves. What a
/// client on the library alone would suffer, what answers it here, and the test that holds it:
///
/// | weakness | answer | test |
/// |---|---|---|
/// | a refused handshake keeps no headers and no body | [AnswerReader], [Ending.Refused] | `RefusalTest.keepsStatusHeadersAndBodyHoweverTheyAreSplit` |
/// | a head without end | [Answer#HEAD_LIMIT] | `RefusalTest.refusesAHeadOfMoreThan64KiB` |
/// | a frame of any size | [SliceDraft], [Limits] | `HostilePeerTest.refusesAnAnnounced2GiBAtOnce`, `BackpressureTest` |
/// | fragments are not counted together | [SliceDraft] | `HostilePeerTest.sumsEndlessFragments`, `BackpressureTest` |
/// | an error in a callback kills the reader silently | [Connection] | `HostilePeerTest.endsAConnectionWhoseListenerFailsAndSaysHow` |
/// | the queue of what is sent has no bound | [Outbox] | `BackpressureTest.holdsLittleForAPeerThatDoesNotReadAndLosesNothing` |
/// | closing while the writer is blocked leaks socket and thread, over TLS too | [Dialer#abort] closes the raw socket | `HostilePeerTest.givesUpClosingWhenThePeerDoesNotRead`, `TlsTest.endsAtOnceOrInTimeWhenThePeerDoesNotRead` |
/// | a close without a deadline, and loss of what is under way | `Connection.close` | `HostilePeerTest.givesUpOnAPeerThatNeverAnswersAClose`, `NetworkTest.carriesTextsBothWaysAndClosesByTheRules` |
/// | the connect timeout covers TCP only | [Dialer], [Line]: one deadline over all | `RefusalTest.givesUp…`, `DialerTest.doesNotWaitForNamesLongerThanItMay`, `ProxyTest.mayHang` |
/// | a close during dialling is ignored | [Dialer#abort] | `RefusalTest.abortsAndClosesDuringTheHandshake`, `DialerTest.canBeAbortedWhileItAsksForNames` |
/// | only the first address is tried | [Dialer] | `DialerTest.triesAllAddressesInTurn` |
/// | proxies: asked for an address, without password, without variables | [Proxy], [ProxyRefusal], `provider.ProxyChoice` | `ProxyTest`, `ProxyChoiceTest` |
/// | its timer kills healthy slow uplinks | [Connection], [Outbox]: any byte in either direction is life | `HostilePeerTest.asksAfterASilenceAndGivesUpAfterTwo`, `BackpressureTest.doesNotTakeASlowUplinkForADeadOne` |
/// | reset, end and silence are all a 1006 without a cause | [Diagnosis] | `HostilePeerTest.saysThatTheServer…`, `RefusalTest.saysThatTheServer…` |
/// | callbacks under its lock, before its state is set | own state in [Connection] | `HostilePeerTest.letsTheListenerSendCloseAndAbort` |
/// | reconnecting hangs | a [Connection] is dialled once | `NetworkTest.opensAnotherConnectionAfterOneThatFailed` |
/// | a header's value can hold another header | [Endpoint.Header] | `EndpointTest.refusesAHeaderValueThatIsNotVisibleAsciiAndDoesNotRepeatIt` |
/// | a host with `_` becomes loopback | [Endpoint] | `EndpointTest.refusesAnAddressThatCannotBeMeantAndDoesNotRepeatIt` |
/// | its trace prints the key | the log's level is fixed; what comes back is masked | `MainJobIT.keepsTheKeyOutOfTheLog`, `RefusalTest.doesNotRepeatAKeyThatTheServerSendsBack` |
/// | compression without a bound | never offered, refused when it comes | `NetworkTest.asksAsTheRfcWantsAndCarriesTheHeaders`, `SliceDraftTest.refusesWhatTheRfcForbidsAsSoonAsItShows` |
/// | Nagle's algorithm is on | [Dialer] | `DialerTest.sendsAtOnce` |
@NullMarked
package io.github.realtimecli.transport;

import org.jspecify.annotations.NullMarked;
