package farend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A way on which every byte needs [FarEnd#ONE_WAY_MS]. TCP's own handshake is with the near end of it, so a connection is
/// made without waiting: what is delayed begins with the first byte.
final class Distance {
  private record Parcel(byte[] bytes, int length, long due) {}

  private Distance() {}

  /// Carries bytes both ways until both have ended.
  static void between(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      server.setTcpNoDelay(true);
      Thread back = Thread.startVirtualThread(() -> carry(server, client));
      carry(client, server);
      back.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void carry(Socket from, Socket to) {
    BlockingQueue<Parcel> way = new ArrayBlockingQueue<>(4096);
    Thread.startVirtualThread(() -> receive(from, way));
    try (OutputStream out = to.getOutputStream()) {
      for (Parcel parcel = way.take(); parcel.length >= 0; parcel = way.take()) {
        TimeUnit.NANOSECONDS.sleep(parcel.due - System.nanoTime());
        out.write(parcel.bytes, 0, parcel.length);
      }
      TimeUnit.MILLISECONDS.sleep(FarEnd.ONE_WAY_MS);
      to.shutdownOutput();
    } catch (IOException | InterruptedException e) {
      // One side is gone, and with the sockets the other.
    }
  }

  private static void receive(Socket from, BlockingQueue<Parcel> way) {
    try {
      InputStream in = from.getInputStream();
      int length;
      do {
        byte[] bytes = new byte[16 << 10];
        length = in.read(bytes);
        way.put(new Parcel(bytes, length, System.nanoTime() + FarEnd.ONE_WAY_MS * 1_000_000L));
      } while (length >= 0);
    } catch (IOException | InterruptedException e) {
      if (!way.offer(new Parcel(new byte[0], -1, 0))) {
        throw new IllegalStateException("nobody takes what is carried", e);
      }
    }
  }
}
