package io.github.realtimecli.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Supplier;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;

/// Makes sockets that tell their [Connection] whenever some of what it sent has gone out. The library's queue is unbounded
/// and silent; this is how a connection learns that there is room in it again.
final class NotifyingFactory implements WebSocketServerFactory {
  private final Supplier<ConnectionSetup> reception;

  /// @param reception what awaits the next connection
  NotifyingFactory(Supplier<ConnectionSetup> reception) {
    this.reception = reception;
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
    return createWebSocket(adapter, List.of(draft));
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> drafts) {
    return new Door(adapter, drafts, reception);
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) {
    return new Notifying(channel, (WebSocketImpl) key.attachment());
  }

  @Override
  public void close() {}

  private record Notifying(SocketChannel channel, WebSocketImpl socket) implements ByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      int written = channel.write(source);
      Connection connection = socket.getAttachment();
      if (connection != null)
        connection.wrote();
      return written;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
