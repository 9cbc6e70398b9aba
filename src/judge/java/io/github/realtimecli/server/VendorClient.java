package io.github.realtimecli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.ObjectMappers;
import com.openai.core.http.WebSocketWriteNotAttempted;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import io.github.realtimecli.audio.Pcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The vendor's own client, unmodified, at a server of ours. What it sends and what it hears are the vendor's types, and
/// each is validated.
final class VendorClient implements AutoCloseable {
  private static final JsonMapper JSON = ObjectMappers.jsonMapper();
  private static final int PATIENCE_SECONDS = 20;
  private static final int APPEND_BYTES = 9_600;

  private final OkHttpClient http = OkHttpClient.builder().build();
  private final RealtimeConnection connection;

  /// An event as it was heard.
  record Heard(String type, JsonNode json) {
    String text(String path) {
      return json.at(path).asText();
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // [#close()] closes it
  private VendorClient(LocalServer server, RealtimeWebSocketOptions options) {
    String base = server.uri().toString().replace("ws://", "http://").replaceFirst("/realtime$", "");
    connection = RealtimeConnection
        .connect(ClientOptions.builder().httpClient(http).baseUrl(base).apiKey("sk-nobody").build(), options);
  }

  static VendorClient speaking(LocalServer server) {
    return new VendorClient(server, RealtimeWebSocketOptions.builder().model("gpt-realtime-2.1").build());
  }

  static VendorClient transcribing(LocalServer server) {
    return new VendorClient(server, RealtimeWebSocketOptions.builder().transcription().build());
  }

  /// @param json single quotes stand for double ones
  void send(String json) throws JsonProcessingException {
    RealtimeClientEvent event = JSON.readValue(json.replace('\'', '"'), RealtimeClientEvent.class).validate();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true)
      try {
        connection.send(event);
        return;
      } catch (WebSocketWriteNotAttempted.Busy full) {
        // it takes one message at a time and leaves the waiting to us
        if (System.nanoTime() > deadline)
          throw full;
        Thread.onSpinWait();
      }
  }

  void say(Pcm sound) throws JsonProcessingException {
    byte[] bytes = sound.toByteArray();
    for (int from = 0; from < bytes.length; from += APPEND_BYTES) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + APPEND_BYTES));
      send("{'type':'input_audio_buffer.append','audio':'" + Base64.getEncoder().encodeToString(piece) + "'}");
    }
  }

  Heard next() throws Exception {
    RealtimeServerEvent event = connection.receiveAsync().get(PATIENCE_SECONDS, TimeUnit.SECONDS).validate();
    JsonNode json = JSON.valueToTree(event);
    return new Heard(json.get("type").asText(), json);
  }

  /// Everything up to the first event of that type.
  List<Heard> until(String type) throws Exception {
    List<Heard> heard = new ArrayList<>();
    do {
      heard.add(next());
      if (heard.getLast().type.equals("error") && !type.equals("error"))
        throw new AssertionError(heard.getLast().json.toString());
    } while (!heard.getLast().type.equals(type));
    return heard;
  }

  Heard only(String type) throws Exception {
    return until(type).getLast();
  }

  /// Sends an update of the session when it is there.
  ///
  /// @return the session as it is then
  JsonNode configured(String session) throws Exception {
    only("session.created");
    send("{'type':'session.update','session':" + session + "}");
    return only("session.updated").json.get("session");
  }

  static Pcm sound(List<Heard> events) {
    Pcm sound = Pcm.EMPTY;
    for (Heard event : events)
      if (event.type.equals("response.output_audio.delta"))
        sound = sound.concat(Pcm.of(Base64.getDecoder().decode(event.text("/delta"))));
    return sound;
  }

  static String words(List<Heard> events, String type) {
    StringBuilder words = new StringBuilder();
    for (Heard event : events)
      if (event.type.equals(type))
        words.append(event.text("/delta"));
    return words.toString();
  }

  static Heard first(List<Heard> events, String type) {
    return events.stream().filter(event -> event.type.equals(type)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    connection.close();
    http.close();
  }
}
