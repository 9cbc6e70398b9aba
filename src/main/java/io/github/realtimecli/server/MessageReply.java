package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An answer aloud or in writing.
///
/// ```
/// opening   …, content_part.added
/// next      { transcript delta, audio delta } or { text delta }, the words ahead of the sound
/// ending    audio.done, transcript.done or text.done, content_part.done, …
/// ```
final class MessageReply extends Reply {
  /// Of the vendor's deltas, in ms.
  static final int DELTA_MS = 200;
  /// The most sound in one delta, whatever is asked for: it becomes one array.
  private static final int LARGEST_DELTA = 128 << 20;
  private static final int FIRST_WORDS = 2;
  private static final int LAST_WORDS = 8;

  private final Speech speech;
  private final Clip.Reader sound;
  private final int deltaBytes;
  private final int gapMillis;
  private final Instant begun;
  private int spoken;

  MessageReply(Plan plan, Speech speech, Fault.Cut cut, Instant begun) {
    super(plan);
    this.speech = speech;
    this.sound = speech.sound().reader();
    this.deltaBytes = (int) Math.min(LARGEST_DELTA, plan.rate().bytes(cut.deltaMillis()));
    this.gapMillis = cut.gapMillis();
    this.begun = begun;
  }

  /// An answer's item before anything was said.
  static Item empty(String itemId) {
    return Item.message(itemId, "assistant", Conversation.IN_PROGRESS, List.of());
  }

  @Override
  boolean isAloud() {
    return speech.aloud();
  }

  @Override
  long samplesGiven() {
    return sound.position() / Pcm.SAMPLE_BYTES;
  }

  @Override
  boolean atEnd() {
    return spoken == speech.words().size() && sound.atEnd();
  }

  @Override
  Instant due() {
    return begun.plusMillis(sound.position() / deltaBytes * gapMillis);
  }

  @Override
  Conversation.Entry entry(Ending ending) {
    return new Conversation.Entry(itemId(), item(ending), speech.sound().first(sound.position()));
  }

  @Override
  List<ServerEvent> opening() {
    List<ServerEvent> events = opening(empty(itemId()));
    events.add(new ServerEvent.ContentPartAdded(plan.place(), content("")));
    return events;
  }

  /// The next few words and the next piece of sound, which never comes before the words that are due: its last piece waits
  /// for the last of them.
  @Override
  List<ServerEvent> next() {
    List<ServerEvent> events = new ArrayList<>();
    int words = speech.words().size();
    int due = sound.remaining() <= deltaBytes ? LAST_WORDS : spoken == 0 ? FIRST_WORDS : 1;
    for (int end = Math.min(words, spoken + due); spoken < end; spoken++)
      events.add(delta(speech.words().get(spoken)));
    if (sound.remaining() > deltaBytes || (spoken == words && !sound.atEnd()))
      events.add(new ServerEvent.AudioDelta(plan.place(), sound.next(deltaBytes)));
    return events;
  }

  @Override
  List<ServerEvent> ending(Ending ending) {
    List<ServerEvent> events = new ArrayList<>();
    if (speech.aloud()) {
      events.add(new ServerEvent.AudioDone(plan.place()));
      events.add(new ServerEvent.TranscriptDone(plan.place(), said()));
    } else {
      events.add(new ServerEvent.TextDone(plan.place(), said()));
    }
    events.add(new ServerEvent.ContentPartDone(plan.place(), content(said())));
    events.addAll(ending(item(ending), ending));
    return events;
  }

  @Override
  Usage spent() {
    return new Usage(0, 0, 0, 0, 0, 0, spoken, Tokens.spoken(sound.position(), plan.rate()), 0);
  }

  private ServerEvent delta(String word) {
    return speech.aloud()
        ? new ServerEvent.TranscriptDelta(plan.place(), word)
        : new ServerEvent.TextDelta(plan.place(), word);
  }

  private String said() {
    return String.join("", speech.words().subList(0, spoken));
  }

  private Content content(String text) {
    return speech.aloud() ? new Content.Audio(null, text) : new Content.Text(text);
  }

  private Item item(Ending ending) {
    return Item.message(itemId(), "assistant", ending.itemStatus(), List.of(content(said())));
  }
}
