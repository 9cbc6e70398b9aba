package io.github.realtimecli.transport;

/// One connection, from dialling to its ending. Thread-safe.
public interface Transport extends AutoCloseable {
  /// Bytes that a message leaves free at its front, for the frame's head to be written in place.
  int HEADROOM = 14;

  /// What happens on the wire. Called on the connection's own threads, one call at a time, in the order of the wire.
  /// A listener only hands on: it must not block for long and must not throw.
  interface Listener {
    /// The handshake is done: messages may be sent from now on.
    void opened();

    /// One whole text message, as UTF-8; the bytes are valid during the call only.
    void text(byte[] bytes, int offset, int length);

    /// Everything that has come so far was told, and the wire waits for more: a listener that gathers messages hands them on.
    void lull();

    /// The connection is over. Called exactly once, last, whatever happened, even when it never opened.
    void ended(Ending ending);
  }

  /// Opens connections: the network, or a tape.
  @FunctionalInterface
  interface Wire {
    /// Starts to connect and returns at once.
    Transport open(Endpoint endpoint, Listener listener);
  }

  /// Sends one text message, in order. Takes the array over and may overwrite it.
  ///
  /// Waits while more than a fixed number of bytes are still on their way to the socket, so a slow uplink slows its
  /// sender down instead of hoarding.
  ///
  /// @param message [#HEADROOM] free bytes, then the UTF-8 text to the array's end
  /// @param full    run before it waits, and from time to time meanwhile as long as bytes go out
  /// @return `false` when the connection is not open any more (or not yet) and the message was dropped
  /// @throws InterruptedException when the waiting thread was interrupted; the message was not sent
  boolean send(byte[] message, Runnable full) throws InterruptedException;

  /// Sends like [#send], but never waits: for the few small messages between the audio, which a full wire must not hold up.
  ///
  /// @return `false` when the connection is not open any more (or not yet) and the message was dropped
  boolean post(byte[] message);

  /// Starts the closing handshake behind everything sent so far and returns at once; gives up on the peer after 2 s.
  void close(int code, String reason);

  /// Drops the connection now, in whatever state it is.
  void abort();

  /// The same as [#abort()].
  @Override
  default void close() {
    abort();
  }
}
