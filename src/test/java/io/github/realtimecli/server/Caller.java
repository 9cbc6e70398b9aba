package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A client without a wire: talks to a peer whose ids are counted, and collects what it says.
final class Caller {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private final Map<String, Integer> counts = new HashMap<>();
  final Peer peer;

  Caller(Shape shape) {
    peer = new Peer(shape, "gpt-realtime-2.1", Duration.ofMinutes(60),
        prefix -> prefix + "_" + counts.merge(prefix, 1, Integer::sum));
  }

  /// A caller whose session has been opened already.
  static Caller connected(Shape shape) {
    Caller caller = new Caller(shape);
    caller.events(caller.peer.opened(NOON));
    return caller;
  }

  List<ServerEvent> send(ClientEvent event) {
    return events(peer.receive(event));
  }

  List<ServerEvent> append(Pcm audio) {
    return send(new ClientEvent.AppendAudio(null, audio));
  }

  List<ServerEvent> commit() {
    return send(new ClientEvent.CommitAudio("commit_1"));
  }

  List<ServerEvent> respond() {
    return respond(ResponseSettings.AS_SESSION);
  }

  List<ServerEvent> respond(ResponseSettings settings) {
    return send(new ClientEvent.CreateResponse("respond_1", settings));
  }

  List<ServerEvent> write(String text) {
    return send(new ClientEvent.CreateItem(null, null,
        Item.message(null, "user", null, List.of(new Content.Text(text)))));
  }

  /// Everything that is said until the peer falls silent.
  List<ServerEvent> listen() {
    List<ServerEvent> heard = new ArrayList<>();
    while (peer.speaking())
      heard.addAll(events(peer.speak()));
    return heard;
  }

  List<ServerEvent> events(List<Output> outputs) {
    return outputs.stream().map(output -> ((Output.Say) output).event()).toList();
  }

  /// The names of the events, in order.
  static List<String> names(List<ServerEvent> events) {
    List<String> names = new ArrayList<>();
    for (ServerEvent event : events)
      names.add(event.getClass().getSimpleName());
    return names;
  }

  static Pcm audio(List<ServerEvent> events) {
    return events.stream()
        .flatMap(event -> event instanceof ServerEvent.AudioDelta delta
            ? Stream.of(delta.audio())
            : Stream.empty())
        .reduce(Pcm.EMPTY, Pcm::concat);
  }

  static <T extends ServerEvent> T only(List<ServerEvent> events, Class<T> type) {
    List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1)
      throw new AssertionError(found.size() + " of " + type.getSimpleName() + " in " + names(events));
    return found.getFirst();
  }

  static Pcm noise(int millis) {
    byte[] bytes = new byte[millis * 48];
    RandomGenerator.of("L64X128MixRandom").nextBytes(bytes);
    return Pcm.of(bytes);
  }

  static SessionSettings modality(String name) {
    return new SessionSettings(SessionSettings.Kind.REALTIME, List.of(name), null, null, null, null, null, null, null,
        null, null, null, Map.of());
  }

  static SessionSettings manualTurns() {
    return new SessionSettings(SessionSettings.Kind.REALTIME, null, null, null, null, null, new TurnDetection.None(),
        null, null, null, null, null, Map.of());
  }

  static ResponseSettings with(SessionSettings settings) {
    return new ResponseSettings(settings, false, null, Map.of());
  }
}
