package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.TurnDetection;
import io.github.realtimecli.protocol.dialect.Beta;
import io.github.realtimecli.protocol.dialect.Dialect;
import io.github.realtimecli.protocol.dialect.Ga;
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
  /// As late as the last thing that was done.
  Instant now = NOON;

  Caller(Shape shape) {
    this(shape, Kind.REALTIME, Behaviour.USUAL, FaultInjector.none());
  }

  Caller(Shape shape, Kind kind, Behaviour behaviour, FaultInjector mischief) {
    Repertoire repertoire = new Repertoire(behaviour);
    Ids ids = prefix -> prefix + "_" + counts.merge(prefix, 1, Integer::sum);
    Dialect dialect = shape == Shape.GA ? new Ga() : new Beta();
    peer = new Peer(
        new SessionContext(behaviour, repertoire, mischief, kind, new DialectEvents(shape), repertoire.rate(), ids,
            new Configuration(shape, kind, repertoire.rate()), new Conversation(),
            new Outlet(mischief, dialect, new Ga(), ids)),
        "gpt-realtime-2.1");
  }

  /// A caller whose session has been opened already and who ends its turns itself.
  static Caller connected(Shape shape) {
    return new Caller(shape).manual();
  }

  /// A caller of a server that behaves so.
  static Caller of(Behaviour behaviour) {
    return new Caller(Shape.GA, Kind.REALTIME, behaviour, FaultInjector.none()).manual();
  }

  private Caller manual() {
    open();
    update(manualTurns());
    return this;
  }

  List<ServerEvent> update(SessionSettings settings) {
    return send(new ClientEvent.UpdateSession("update_1", settings));
  }

  List<ServerEvent> time(Instant later) {
    now = later;
    return events(peer.time(now));
  }

  List<ServerEvent> open() {
    return events(peer.opened(now));
  }

  List<ServerEvent> send(ClientEvent event) {
    return events(peer.receive(event, now));
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
    while (!peer.speaksAt().equals(Instant.MAX))
      heard.addAll(speak());
    return heard;
  }

  /// The next piece of an answer, when it is due.
  List<ServerEvent> speak() {
    now = peer.speaksAt().isAfter(now) ? peer.speaksAt() : now;
    return events(peer.speak(now));
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

  /// Something that is loud enough to be a voice.
  static Pcm voice(int millis) {
    short[] samples = new short[millis * 24];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (short) Math.round(5000 * Math.sin(2 * Math.PI * 300 * i / 24_000));
    return Pcm.ofSamples(samples);
  }

  static Pcm silence(int millis) {
    return Pcm.silence(millis * 24);
  }

  static SessionSettings modality(String name) {
    return new SessionSettings(SessionSettings.Kind.REALTIME, List.of(name), null, null, null, null, null, null, null,
        null, null, null, Map.of());
  }

  static SessionSettings manualTurns() {
    return turns(new TurnDetection.None());
  }

  static SessionSettings turns(TurnDetection detection) {
    return turns(detection, Map.of());
  }

  static SessionSettings turns(TurnDetection detection, Map<String, Object> extra) {
    return new SessionSettings(Kind.REALTIME, null, null, null, null, null, detection, null, null, null, null, null,
        extra);
  }

  static ResponseSettings with(SessionSettings settings) {
    return new ResponseSettings(settings, false, null, Map.of());
  }
}
