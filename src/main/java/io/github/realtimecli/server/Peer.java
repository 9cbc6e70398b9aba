package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ResponseSettings;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection's mind: what a client says goes in, what the server says comes out. No socket, thread, clock or JSON.
///
/// ```
///            opened                  commit ≥ 100 ms, item.create
///  (fresh) ─────────▶ LISTENING ◀──────────────────────────────┐ the item waits for an answer
///                      │   ▲ └─────────────────────────────────┘
///      response.create │   │ last delta given, or response.cancel
///                      ▼   │
///                     SPEAKING ── speak: the next delta ──┐
///                      │   ▲ └────────────────────────────┘
///                      │   └ everything of LISTENING; response.create only out of band
///   the session's time │
///   is up, anywhere    ▼
///                    CLOSED     session_expired, close 1001; nothing more is said
/// ```
/// An answer is given only as fast as [#speak()] is called, so a shell holds no more of it than its queue takes.
/// An event that cannot be obeyed is answered with an error and changes nothing.
/// There is no voice activity detection yet: with `turn_detection` on, a turn still ends with a commit, and a response is asked for.
final class Peer {
  /// The least that can be committed, in ms.
  private static final double SHORTEST_COMMIT_MS = 100;
  private static final int LARGEST_APPEND = 15 << 20;
  /// The most audio that is sent back in one `conversation.item.retrieved`: 48 MiB are 64 MiB in base64.
  private static final int LARGEST_RETRIEVAL = 47 << 20;
  private static final int GOING_AWAY = 1001;
  private static final long TOKENS_A_MINUTE = 1_000_000;

  private final Ceremony ceremony;
  private final Ids ids;
  private final String model;
  private final Duration limit;
  private final String sessionId;
  private final String conversationId;
  private final Configuration configuration;
  private final InputBuffer buffer = new InputBuffer();
  private final Conversation conversation = new Conversation();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Output> outputs = new ArrayList<>();
  private Instant expiry = Instant.MAX;
  private boolean voiceInUse;
  private boolean closed;

  /// @param limit how long the session may last
  Peer(Session.Shape shape, String model, Duration limit, Ids ids) {
    this.ceremony = new Ceremony(shape);
    this.ids = ids;
    this.model = model;
    this.limit = limit;
    this.sessionId = ids.next("sess");
    this.conversationId = ids.next("conv");
    this.configuration = new Configuration(shape);
  }

  /// The connection stands.
  List<Output> opened(Instant now) {
    expiry = now.plus(limit);
    say(new ServerEvent.SessionCreated(session()));
    say(ceremony.greeting(conversationId));
    return taken();
  }

  /// When [#time(Instant)] wants to be called.
  Instant expiry() {
    return expiry;
  }

  List<Output> time(Instant now) {
    if (!closed && !now.isBefore(expiry)) {
      ApiError error = Refusal.sessionExpired(limit.toMinutes());
      refuse(null, error);
      outputs.add(new Output.Close(GOING_AWAY, error.type() + "." + error.code()));
      closed = true;
      replies.clear();
    }
    return taken();
  }

  /// A message that is not text.
  List<Output> binary() {
    refuse(null, Refusal.binaryMessage());
    return taken();
  }

  /// Whether [#speak()] has something to say.
  boolean speaking() {
    return !replies.isEmpty();
  }

  /// The next piece of an answer; answers that are given at the same time take turns.
  List<Output> speak() {
    Reply reply = replies.poll();
    if (reply == null)
      return List.of();
    say(reply.next());
    if (reply.atEnd())
      finish(reply, reply.naturalEnd(), reply.naturalEnd() == Status.INCOMPLETE ? "max_output_tokens" : null);
    else
      replies.add(reply);
    return taken();
  }

  List<Output> receive(ClientEvent event) {
    if (closed)
      return List.of();
    ApiError error = switch (event) {
      case ClientEvent.UpdateSession update -> update(update.session());
      case ClientEvent.AppendAudio append -> append(append.audio());
      case ClientEvent.CommitAudio _ -> commit();
      case ClientEvent.ClearAudio _ -> clear();
      case ClientEvent.CreateItem create -> create(create.item(), create.previousItemId());
      case ClientEvent.RetrieveItem retrieve -> retrieve(retrieve.itemId());
      case ClientEvent.DeleteItem delete -> delete(delete.itemId());
      case ClientEvent.TruncateItem truncate -> truncate(truncate);
      case ClientEvent.CreateResponse create -> respond(create.response());
      case ClientEvent.CancelResponse cancel -> cancel(cancel.responseId());
      case ClientEvent.Unrecognized unrecognized -> unrecognized.fault();
    };
    if (error != null)
      refuse(event.eventId(), error);
    return taken();
  }

  private @Nullable ApiError update(SessionSettings update) {
    ApiError refusal = configuration.refusal(update, voiceInUse);
    if (refusal != null)
      return refusal;
    configuration.update(update);
    say(new ServerEvent.SessionUpdated(session()));
    return null;
  }

  private @Nullable ApiError append(Pcm audio) {
    if (audio.length() > LARGEST_APPEND)
      return Refusal.audioTooLarge(audio.length());
    buffer.append(audio);
    return null;
  }

  private @Nullable ApiError commit() {
    if (buffer.millis() < SHORTEST_COMMIT_MS)
      return Refusal.commitEmpty(buffer.millis());
    Clip sound = buffer.take();
    String id = ids.next("item");
    Item item = Item.message(id, "user", "completed", List.of(new Content.Audio(null, null)));
    String previous = conversation.insert(new Conversation.Entry(id, item, sound), null);
    say(new ServerEvent.AudioCommitted(id, previous));
    say(ceremony.entering(item, previous));
    say(ceremony.done(item, previous));
    transcribe(id, sound);
    return null;
  }

  private @Nullable ApiError clear() {
    buffer.take();
    say(new ServerEvent.AudioCleared());
    return null;
  }

  private @Nullable ApiError create(Item asked, @Nullable String behind) {
    if (asked.id() != null && conversation.find(asked.id()) != null)
      return Refusal.idTaken(asked.id());
    if (behind != null && !conversation.hasPlaceBehind(behind))
      return Refusal.noSuchPredecessor(behind);
    String id = asked.id() == null ? ids.next("item") : asked.id();
    Conversation.Entry entry = Inventory.entry(id, asked);
    String previous = conversation.insert(entry, behind);
    say(ceremony.entering(entry.item(), previous));
    say(ceremony.done(entry.item(), previous));
    return null;
  }

  private @Nullable ApiError retrieve(String id) {
    Conversation.Entry entry = conversation.find(id);
    if (entry == null)
      return Refusal.noSuchItem("retrieve", id);
    if (entry.sound().length() > LARGEST_RETRIEVAL)
      return Refusal.tooLargeToRetrieve(id);
    say(new ServerEvent.ItemRetrieved(Inventory.withAudio(entry)));
    return null;
  }

  private @Nullable ApiError delete(String id) {
    if (conversation.find(id) == null)
      return Refusal.noSuchItem("delete", id);
    conversation.remove(id);
    say(new ServerEvent.ItemDeleted(id));
    return null;
  }

  /// What is still being said goes on being said; only the conversation keeps no more of it.
  private @Nullable ApiError truncate(ClientEvent.TruncateItem event) {
    Conversation.Entry entry = conversation.find(event.itemId());
    if (entry == null)
      return Refusal.noSuchItem("truncate", event.itemId());
    for (Reply reply : replies)
      if (reply.itemId().equals(event.itemId()))
        entry = reply.entry(Status.INCOMPLETE);
    if (!"assistant".equals(entry.item().role()) || entry.sound().isEmpty() || event.contentIndex() != 0)
      return Refusal.notTruncatable();
    if (event.audioEndMs() < 0 || event.audioEndMs() > entry.sound().millis())
      return Refusal.alreadyShorter(entry.sound().millis(), event.audioEndMs());
    conversation.replace(Inventory.truncated(entry, event.audioEndMs()));
    say(new ServerEvent.ItemTruncated(event.itemId(), event.contentIndex(), event.audioEndMs()));
    return null;
  }

  private @Nullable ApiError respond(ResponseSettings asked) {
    Reply active = active();
    if (active != null && !asked.outOfBand())
      return Refusal.activeResponse(active.responseId());
    ApiError refusal = Admission.refusal(asked.settings(), "response");
    if (refusal != null)
      return refusal;
    Inventory inventory = new Inventory(conversation);
    List<Item> input = asked.input();
    String missing = input == null ? null : inventory.missing(input);
    if (missing != null)
      return Refusal.noSuchReference(missing);
    List<Conversation.Entry> question = input == null ? inventory.unanswered() : inventory.resolved(input);
    SessionSettings settings = configuration.merged(asked.settings());
    Usage cost = inventory.cost(settings, input == null ? null : question);
    begin(asked, settings, Speech.answering(Inventory.sound(question), Inventory.items(question), settings), cost);
    return null;
  }

  private void begin(ResponseSettings asked, SessionSettings settings, Speech speech, Usage cost) {
    Place place = new Place(ids.next("resp"), ids.next("item"), 0, 0);
    String previous = null;
    if (!asked.outOfBand()) {
      conversation.takeUp();
      previous = conversation.insert(new Conversation.Entry(place.itemId(), Reply.empty(place.itemId()), Clip.EMPTY),
          null);
    }
    voiceInUse |= speech.aloud() && !asked.outOfBand();
    Reply reply = new Reply(new Reply.Plan(ceremony, place, asked.outOfBand() ? null : conversationId, previous,
        Configuration.ofResponse(settings, asked), speech, cost));
    replies.add(reply);
    say(reply.opening());
  }

  private @Nullable ApiError cancel(@Nullable String responseId) {
    for (Reply reply : replies) {
      if (responseId == null ? reply.inConversation() : reply.responseId().equals(responseId)) {
        replies.remove(reply);
        finish(reply, Status.CANCELLED, "client_cancelled");
        return null;
      }
    }
    return Refusal.nothingToCancel();
  }

  private void finish(Reply reply, Status status, @Nullable String reason) {
    if (reply.inConversation())
      conversation.complete(reply.entry(status));
    say(reply.ending(status, reason));
    say(new ServerEvent.RateLimitsUpdated(
        List.of(new ServerEvent.RateLimit("tokens", TOKENS_A_MINUTE, TOKENS_A_MINUTE, 0))));
  }

  private void transcribe(String itemId, Clip sound) {
    Transcription transcription = configuration.settings().transcription();
    if (transcription == null || transcription.model().isEmpty())
      return;
    String transcript = Speech.transcript(sound);
    say(new ServerEvent.InputTranscriptDelta(itemId, 0, transcript));
    say(new ServerEvent.InputTranscriptCompleted(itemId, 0, transcript,
        new Usage(0, 0, 0, 0, 0, 0, 0, 0, sound.millis() / 1000)));
  }

  private @Nullable Reply active() {
    return replies.stream().filter(Reply::inConversation).findFirst().orElse(null);
  }

  private Session session() {
    return new Session(sessionId, model, ceremony.shape(), expiry.getEpochSecond(), configuration.settings());
  }

  private void refuse(@Nullable String eventId, ApiError error) {
    say(new ServerEvent.Fault(new ApiError(error.type(), error.code(), error.message(), error.param(),
        error.eventId() == null ? eventId : error.eventId())));
  }

  private void say(ServerEvent event) {
    outputs.add(new Output.Say(event));
  }

  private void say(List<ServerEvent> events) {
    events.forEach(this::say);
  }

  private List<Output> taken() {
    List<Output> taken = List.copyOf(outputs);
    outputs.clear();
    return taken;
  }
}
