package io.github.realtimecli.server;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.SessionSettings;
import io.github.realtimecli.protocol.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a conversation's items are made of: their sound, their text, what it costs to read them.
record Inventory(Conversation conversation, Rate rate) {
  private static final String REFERENCE = "item_reference";

  /// The item as a conversation keeps it: its sound apart, complete.
  static Conversation.Entry entry(String id, Item given) {
    Clip sound = Clip.EMPTY;
    List<Content> parts = new ArrayList<>();
    for (Content part : given.content()) {
      if (part instanceof Content.Audio(Pcm audio, String transcript)) {
        sound = audio == null ? sound : sound.then(Clip.of(audio));
        parts.add(new Content.Audio(null, transcript));
      } else {
        parts.add(part);
      }
    }
    Item kept = new Item(id, given.type(), given.role(), "completed", parts, given.call(), given.extra());
    return new Conversation.Entry(id, kept, sound);
  }

  /// The item with all its sound in its first audio part.
  static Item withAudio(Conversation.Entry entry) {
    List<Content> parts = new ArrayList<>(entry.item().content());
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Content.Audio audio) {
        parts.set(i, new Content.Audio(entry.sound().joined(), audio.transcript()));
        break;
      }
    }
    return with(entry.item(), parts);
  }

  /// The item as far as it was heard; its transcript is gone, because nobody knows where the cut falls in it.
  Conversation.Entry truncated(Conversation.Entry entry, int endMs) {
    return new Conversation.Entry(entry.id(), with(entry.item(), List.of(new Content.Audio(null, null))),
        entry.sound().first(rate.bytes(endMs)));
  }

  /// The item of a user's audio with what was said in it.
  static Conversation.Entry transcribed(Conversation.Entry entry, String transcript) {
    return new Conversation.Entry(entry.id(), with(entry.item(), List.of(new Content.Audio(null, transcript))),
        entry.sound());
  }

  static Clip sound(List<Conversation.Entry> entries) {
    return Clip.of(entries.stream().flatMap(entry -> entry.sound().chunks().stream()).toList());
  }

  static List<Item> items(List<Conversation.Entry> entries) {
    return entries.stream().map(Conversation.Entry::item).toList();
  }

  /// The user's items since the last response.
  List<Conversation.Entry> unanswered() {
    return conversation.entries().stream().filter(conversation::waits).toList();
  }

  /// The first reference that leads nowhere.
  @Nullable
  String missing(List<Item> input) {
    for (Item item : input)
      if (item.type().equals(REFERENCE) && (item.id() == null || conversation.find(item.id()) == null))
        return String.valueOf(item.id());
    return null;
  }

  /// The items of a response's own input, with those that are only referred to.
  List<Conversation.Entry> resolved(List<Item> input) {
    List<Conversation.Entry> entries = new ArrayList<>();
    for (Item item : input) {
      String id = String.valueOf(item.id());
      Conversation.Entry known = item.type().equals(REFERENCE) ? conversation.find(id) : null;
      entries.add(known == null ? entry(id, item) : known);
    }
    return entries;
  }

  /// What is read for a response: the instructions, and its own input or else the whole conversation, of which everything
  /// that was answered before is cached.
  Usage cost(SessionSettings settings, @Nullable List<Conversation.Entry> input) {
    String instructions = settings.instructions();
    Usage cost = usage(instructions == null ? 0 : Tokens.written(instructions), 0, 0, 0);
    for (Conversation.Entry entry : input == null ? conversation.entries() : input) {
      long text = Tokens.written(entry.item());
      long audio = Tokens.heard(entry.sound(), rate);
      boolean cached = input == null && !conversation.waits(entry);
      cost = cost.plus(cached ? usage(text, audio, text, audio) : usage(text, audio, 0, 0));
    }
    return cost;
  }

  private static Usage usage(long text, long audio, long cachedText, long cachedAudio) {
    return new Usage(text, audio, 0, cachedText, cachedAudio, 0, 0, 0, 0);
  }

  private static Item with(Item item, List<Content> parts) {
    return new Item(item.id(), item.type(), item.role(), item.status(), parts, item.call(), item.extra());
  }
}
