package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.dialect.Reading;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that has nothing in common with ours: the JDK's WebSocket and JSON written by hand.
final class WireClient implements WebSocket.Listener, AutoCloseable {
  private static final int SECONDS = 20;
  private static final int DELTA_BYTES = 9600;
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<Reading.FromServer> events = new LinkedBlockingQueue<>(64);
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  WireClient(URI uri, String... headers) throws Exception {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2)
      if (headers[i].equals("subprotocol"))
        builder.subprotocols(headers[i + 1]);
      else
        builder.header(headers[i], headers[i + 1]);
    socket = builder.buildAsync(uri, this).get(SECONDS, TimeUnit.SECONDS);
  }

  WebSocket socket() {
    return socket;
  }

  void send(String json) throws Exception {
    socket.sendText(json, true).get(SECONDS, TimeUnit.SECONDS);
  }

  void append(Pcm audio) throws Exception {
    send(
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + Base64.getEncoder().encodeToString(audio.toByteArray())
            + "\"}");
  }

  /// Switches voice activity detection off, and takes what has been said so far.
  WireClient manual() throws Exception {
    send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":null}}}}");
    while (!(next().event() instanceof ServerEvent.SessionUpdated)) {
    }
    return this;
  }

  /// Appends the audio in events of 200 ms, commits it and asks for an answer.
  void ask(Pcm audio) throws Exception {
    for (int at = 0; at < audio.length(); at += DELTA_BYTES)
      append(audio.slice(at, Math.min(audio.length(), at + DELTA_BYTES)));
    send("{\"type\":\"input_audio_buffer.commit\"}");
    send("{\"type\":\"response.create\"}");
  }

  Reading.FromServer next() throws Exception {
    Reading.FromServer event = events.poll(SECONDS, TimeUnit.SECONDS);
    if (event == null)
      throw new AssertionError("silence");
    return event;
  }

  /// Everything up to `rate_limits.updated`.
  List<Reading.FromServer> turn() throws Exception {
    List<Reading.FromServer> turn = new ArrayList<>();
    do
      turn.add(next());
    while (!(turn.getLast().event() instanceof ServerEvent.RateLimitsUpdated));
    return turn;
  }

  /// The close code and the reason.
  String closed() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      byte[] utf8 = partial.toString().getBytes(StandardCharsets.UTF_8);
      partial.setLength(0);
      try {
        events.put(Reading.serverEvent(utf8, 0, utf8.length));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }

  void sendBinary() throws Exception {
    socket.sendBinary(ByteBuffer.wrap(new byte[]{1, 2, 3}), true).get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
