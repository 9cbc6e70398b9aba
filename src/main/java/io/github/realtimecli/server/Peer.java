package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mind of a server that makes its answers up: what a client says goes in, what the server says comes out.
///
/// ```
///            opened                  commit or end of speech, item.create
///  (fresh) ─────────▶ LISTENING ◀──────────────────────────────┐ the item waits for an answer
///                      │   ▲ └─────────────────────────────────┘
///      response.create │   │ last delta given, response.cancel,
///   or an end of speech▼   │ or the user speaks
///                     SPEAKING ── speak: the next delta ──┐
///                      │   ▲ └────────────────────────────┘
///                      │   └ everything of LISTENING; response.create only out of band
///   the session's time │
///   is up, anywhere    ▼
///                    CLOSED     session_expired, close 1001; nothing more is said
/// ```
/// [Hearing] takes the user's side, [Answers] the other; both speak through the [Outlet].
/// An answer is given only as fast as [#speak] is called, so a shell holds no more of it than its queue takes.
/// An event that cannot be obeyed is answered with an error and changes nothing.
final class Peer implements SessionLogic {
  /// The most audio that is sent back in one `conversation.item.retrieved`: 48 MiB are 64 MiB in base64.
  private static final int LARGEST_RETRIEVAL = 47 << 20;
  private static final int GOING_AWAY = 1001;

  private final SessionContext around;
  private final @Nullable String model;
  private final String sessionId;
  private final String conversationId;
  private final Conversation conversation;
  private final Outlet outlet;
  private final Transcriber transcriber;
  private final Answers answers;
  private final Hearing hearing;
  private Instant expiry = Instant.MAX;

  /// @param model `null` in a session that only transcribes
  Peer(SessionContext around, @Nullable String model) {
    this.around = around;
    this.model = model;
    sessionId = around.ids().next("sess");
    conversationId = around.ids().next("conv");
    conversation = around.conversation();
    outlet = around.outlet();
    transcriber = new Transcriber(around);
    answers = new Answers(around, conversationId, this::answered);
    hearing = new Hearing(around, answers, transcriber);
  }

  private void answered(long samples) {
    hearing.answered(samples);
  }

  @Override
  public List<Output> opened(Instant now) {
    outlet.at(now);
    expiry = now.plus(limit());
    outlet.open();
    outlet.say(new ServerEvent.SessionCreated(session()));
    outlet.say(around.ceremony().greeting(conversationId));
    return outlet.taken();
  }

  @Override
  public Instant wake() {
    Instant blocked = outlet.blockedUntil();
    if (blocked != null)
      return blocked;
    Instant transcript = transcriber.due();
    return transcript.isBefore(expiry) ? transcript : expiry;
  }

  @Override
  public List<Output> time(Instant now) {
    outlet.at(now);
    if (outlet.blockedUntil() != null)
      return outlet.taken();
    transcriber.time(now);
    if (!now.isBefore(expiry)) {
      ApiError error = Refusal.sessionExpired(limit());
      refuse(null, error);
      outlet.close(GOING_AWAY, error.type() + "." + error.code());
      answers.forget();
    }
    return outlet.taken();
  }

  @Override
  public List<Output> binary(Instant now) {
    outlet.at(now);
    refuse(null, Refusal.binaryMessage());
    return outlet.taken();
  }

  @Override
  public Instant speaksAt() {
    return outlet.blockedUntil() == null ? answers.due() : Instant.MAX;
  }

  @Override
  public List<Output> speak(Instant now) {
    outlet.at(now);
    answers.speak(now);
    return outlet.taken();
  }

  @Override
  public List<Output> receive(ClientEvent event, Instant now) {
    outlet.at(now);
    ApiError error = Instant.MAX.equals(outlet.blockedUntil()) ? null : obey(event, now);
    if (error != null)
      refuse(event.eventId(), error);
    return outlet.taken();
  }

  private @Nullable ApiError obey(ClientEvent event, Instant now) {
    return switch (event) {
      case ClientEvent.UpdateSession update -> update(update.session());
      case ClientEvent.AppendAudio append -> hearing.append(append.audio(), now);
      case ClientEvent.CommitAudio _ -> hearing.commit(now);
      case ClientEvent.ClearAudio _ -> hearing.clear();
      case ClientEvent.CreateItem create -> create(create.item(), create.previousItemId());
      case ClientEvent.RetrieveItem retrieve -> retrieve(retrieve.itemId());
      case ClientEvent.DeleteItem delete -> delete(delete.itemId());
      case ClientEvent.TruncateItem truncate -> truncate(truncate);
      case ClientEvent.CreateResponse create -> answers.respond(create.response(), now);
      case ClientEvent.CancelResponse cancel -> answers.cancel(cancel.responseId(), now);
      case ClientEvent.Unrecognized unrecognized -> unrecognized.fault();
    };
  }

  private @Nullable ApiError update(SessionSettings update) {
    Configuration configuration = around.configuration();
    ApiError refusal = configuration.refusal(update, answers.voiceInUse());
    if (refusal != null)
      return refusal;
    configuration.update(update);
    hearing.attend();
    outlet.say(new ServerEvent.SessionUpdated(session()));
    return null;
  }

  private @Nullable ApiError create(Item asked, @Nullable String behind) {
    if (asked.id() != null && conversation.find(asked.id()) != null)
      return Refusal.idTaken(asked.id());
    if (behind != null && !conversation.hasPlaceBehind(behind))
      return Refusal.noSuchPredecessor(behind);
    String id = asked.id() == null ? around.ids().next("item") : asked.id();
    Conversation.Entry entry = Inventory.entry(id, asked);
    String previous = conversation.insert(entry, behind);
    outlet.say(around.ceremony().entering(entry.item(), previous));
    outlet.say(around.ceremony().done(entry.item(), previous));
    return null;
  }

  private @Nullable ApiError retrieve(String id) {
    Conversation.Entry entry = conversation.find(id);
    if (entry == null)
      return Refusal.noSuchItem("retrieve", id);
    if (entry.sound().length() > LARGEST_RETRIEVAL)
      return Refusal.tooLargeToRetrieve(id);
    outlet.say(new ServerEvent.ItemRetrieved(Inventory.withAudio(entry)));
    return null;
  }

  private @Nullable ApiError delete(String id) {
    if (conversation.find(id) == null)
      return Refusal.noSuchItem("delete", id);
    conversation.remove(id);
    outlet.say(new ServerEvent.ItemDeleted(id));
    return null;
  }

  /// What is still being said goes on being said; only the conversation keeps no more of it.
  private @Nullable ApiError truncate(ClientEvent.TruncateItem event) {
    Conversation.Entry entry = conversation.find(event.itemId());
    if (entry == null)
      return Refusal.noSuchItem("truncate", event.itemId());
    Conversation.Entry unfinished = answers.unfinished(event.itemId());
    if (unfinished != null)
      entry = unfinished;
    if (!"assistant".equals(entry.item().role()) || entry.sound().isEmpty() || event.contentIndex() != 0)
      return Refusal.notTruncatable();
    double millis = around.rate().millis(entry.sound().length());
    if (event.audioEndMs() < 0 || event.audioEndMs() > millis)
      return Refusal.alreadyShorter(millis, event.audioEndMs());
    conversation.replace(new Inventory(conversation, around.rate()).truncated(entry, event.audioEndMs()));
    outlet.say(new ServerEvent.ItemTruncated(event.itemId(), event.contentIndex(), event.audioEndMs()));
    return null;
  }

  private Session session() {
    return new Session(sessionId, around.kind() == Kind.TRANSCRIPTION ? null : model, around.ceremony().shape(),
        expiry.getEpochSecond(), around.configuration().settings());
  }

  private Duration limit() {
    return around.behaviour().sessionLimit();
  }

  private void refuse(@Nullable String eventId, ApiError error) {
    outlet.say(new ServerEvent.Fault(new ApiError(error.type(), error.code(), error.message(), error.param(),
        error.eventId() == null ? eventId : error.eventId())));
  }
}
