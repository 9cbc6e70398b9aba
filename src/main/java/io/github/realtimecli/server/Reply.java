package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.Response.Status;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.ServerEvent.Place;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer while it is being given, delta by delta, as somebody asks for the next one.
///
/// ```
/// opening   response.created, output_item.added, item.added, content_part.added
/// next      { transcript delta, audio delta } or { text delta }, the words ahead of the sound
/// ending    audio.done, transcript.done or text.done, content_part.done, item.done, output_item.done, response.done
/// ```
final class Reply {
  /// 200 ms, as the vendor's deltas have it.
  static final int DELTA_BYTES = Pcm.RATE / 5 * Pcm.SAMPLE_BYTES;
  private static final int FIRST_WORDS = 2;
  private static final int LAST_WORDS = 8;

  /// What an answer is made of and what it is called.
  ///
  /// @param conversationId `null` when it stays out of the conversation
  /// @param previousItemId the item in front of its own
  /// @param settings       what it says about itself
  /// @param cost           what was read for it
  record Plan(Ceremony ceremony, Place place, @Nullable String conversationId, @Nullable String previousItemId,
      SessionSettings settings, Speech speech, Usage cost) {}

  private final Plan plan;
  private final List<String> words;
  private final Clip.Reader sound;
  private int spoken;

  Reply(Plan plan) {
    this.plan = plan;
    this.words = plan.speech.words();
    this.sound = plan.speech.sound().reader();
  }

  /// An answer's item before anything was said.
  static Item empty(String itemId) {
    return Item.message(itemId, "assistant", Conversation.IN_PROGRESS, List.of());
  }

  String responseId() {
    return plan.place.responseId();
  }

  String itemId() {
    return plan.place.itemId();
  }

  boolean inConversation() {
    return plan.conversationId != null;
  }

  boolean atEnd() {
    return spoken == words.size() && sound.atEnd();
  }

  /// How the answer ends when nobody stops it.
  Status naturalEnd() {
    return plan.speech.cut() ? Status.INCOMPLETE : Status.COMPLETED;
  }

  /// What has been given so far.
  Conversation.Entry entry(Status status) {
    return new Conversation.Entry(itemId(), item(status), plan.speech.sound().first(sound.position()));
  }

  List<ServerEvent> opening() {
    List<ServerEvent> events = new ArrayList<>();
    Item empty = empty(itemId());
    events.add(new ServerEvent.ResponseCreated(response(Status.IN_PROGRESS, null)));
    events.add(new ServerEvent.OutputItemAdded(responseId(), 0, empty));
    if (inConversation())
      events.addAll(plan.ceremony.entering(empty, plan.previousItemId));
    events.add(new ServerEvent.ContentPartAdded(plan.place, content("")));
    return events;
  }

  /// The next few words and the next piece of sound, which never comes before the words that are due: its last piece waits
  /// for the last of them.
  List<ServerEvent> next() {
    List<ServerEvent> events = new ArrayList<>();
    int due = sound.remaining() <= DELTA_BYTES ? LAST_WORDS : spoken == 0 ? FIRST_WORDS : 1;
    for (int end = Math.min(words.size(), spoken + due); spoken < end; spoken++)
      events.add(delta(words.get(spoken)));
    if (sound.remaining() > DELTA_BYTES || (spoken == words.size() && !sound.atEnd()))
      events.add(new ServerEvent.AudioDelta(plan.place, sound.next(DELTA_BYTES)));
    return events;
  }

  /// @param reason why it is not complete, else `null`
  List<ServerEvent> ending(Status status, @Nullable String reason) {
    List<ServerEvent> events = new ArrayList<>();
    Item item = item(status);
    if (plan.speech.aloud()) {
      events.add(new ServerEvent.AudioDone(plan.place));
      events.add(new ServerEvent.TranscriptDone(plan.place, said()));
    } else {
      events.add(new ServerEvent.TextDone(plan.place, said()));
    }
    events.add(new ServerEvent.ContentPartDone(plan.place, content(said())));
    if (inConversation())
      events.addAll(plan.ceremony.done(item, plan.previousItemId));
    events.add(new ServerEvent.OutputItemDone(responseId(), 0, item));
    events.add(new ServerEvent.ResponseDone(response(status, reason)));
    return events;
  }

  private ServerEvent delta(String word) {
    return plan.speech.aloud()
        ? new ServerEvent.TranscriptDelta(plan.place, word)
        : new ServerEvent.TextDelta(plan.place, word);
  }

  private String said() {
    return String.join("", words.subList(0, spoken));
  }

  private Content content(String text) {
    return plan.speech.aloud() ? new Content.Audio(null, text) : new Content.Text(text);
  }

  private Item item(Status status) {
    return Item.message(itemId(), "assistant", status == Status.COMPLETED ? "completed" : "incomplete",
        List.of(content(said())));
  }

  private Response response(Status status, @Nullable String reason) {
    boolean over = status != Status.IN_PROGRESS;
    return new Response(responseId(), status, reason, null, over ? List.of(item(status)) : List.of(),
        over ? usage() : null, plan.conversationId, plan.settings);
  }

  private Usage usage() {
    return plan.cost.plus(new Usage(0, 0, 0, 0, 0, 0, spoken, Tokens.spoken(sound.position()), 0));
  }
}
