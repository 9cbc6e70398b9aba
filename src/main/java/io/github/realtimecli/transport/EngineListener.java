package io.github.realtimecli.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;

/// What the library's engine calls. It closes nothing and decides nothing here: pings are answered by what it inherits,
/// the frames it makes go to the outbox, texts and close frames never come this far (see [SliceDraft]).
final class EngineListener extends WebSocketAdapter {
  private final Outbox outbox;

  EngineListener(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Before the connection is open this is the handshake request, which is left in the engine's queue.
  @Override
  public void onWriteDemand(WebSocket engine) {
    if (engine.isOpen() && engine instanceof org.java_websocket.WebSocketImpl queues) {
      for (ByteBuffer frame = queues.outQueue.poll(); frame != null; frame = queues.outQueue.poll()) {
        outbox.control(frame);
      }
    }
  }

  @Override
  public void onWebsocketMessage(WebSocket engine, String message) {}

  @Override
  public void onWebsocketMessage(WebSocket engine, ByteBuffer blob) {}

  @Override
  public void onWebsocketOpen(WebSocket engine, Handshakedata handshake) {}

  @Override
  public void onWebsocketClose(WebSocket engine, int code, String reason, boolean remote) {}

  @Override
  public void onWebsocketClosing(WebSocket engine, int code, String reason, boolean remote) {}

  @Override
  public void onWebsocketCloseInitiated(WebSocket engine, int code, String reason) {}

  @Override
  public void onWebsocketError(WebSocket engine, Exception e) {}

  @Override
  public @Nullable InetSocketAddress getLocalSocketAddress(WebSocket engine) {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getRemoteSocketAddress(WebSocket engine) {
    return null;
  }
}
