package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The items of a session in their order, and which of them wait for an answer.
final class Conversation {
  /// The `previous_item_id` that means the front.
  static final String ROOT = "root";
  /// The type of an item that brings what a function has returned.
  static final String CALL_OUTPUT = "function_call_output";
  /// The status of an item that a response is still making.
  static final String IN_PROGRESS = "in_progress";

  /// An item with an id.
  ///
  /// @param item  without its audio
  /// @param sound the audio of all its parts
  record Entry(String id, Item item, Clip sound) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> waiting = new HashSet<>();

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Nullable
  Entry find(String id) {
    int at = indexOf(id);
    return at < 0 ? null : entries.get(at);
  }

  /// Whether an item can be put behind `id`.
  boolean hasPlaceBehind(@Nullable String id) {
    return id == null || id.equals(ROOT) || indexOf(id) >= 0;
  }

  /// Puts an item in its place; one of the user's waits for an answer from now on.
  ///
  /// @param behind [#ROOT] for the front, `null` for the end
  /// @return the id of the item in front of it
  @Nullable
  String insert(Entry entry, @Nullable String behind) {
    int at = behind == null ? entries.size() : indexOf(behind) + 1;
    entries.add(at, entry);
    if ("user".equals(entry.item().role()) || entry.item().type().equals(CALL_OUTPUT))
      waiting.add(entry.id());
    return at == 0 ? null : entries.get(at - 1).id();
  }

  /// Replaces the item of the same id.
  void replace(Entry entry) {
    entries.set(indexOf(entry.id()), entry);
  }

  /// Replaces the item of the same id that was in progress; one that was deleted or truncated meanwhile stays as it is.
  void complete(Entry entry) {
    Entry current = find(entry.id());
    if (current != null && IN_PROGRESS.equals(current.item().status()))
      replace(entry);
  }

  void remove(String id) {
    entries.removeIf(entry -> entry.id().equals(id));
    waiting.remove(id);
  }

  /// Whether no response has taken the item up yet.
  boolean waits(Entry entry) {
    return waiting.contains(entry.id());
  }

  /// A response takes up everything that waits.
  void takeUp() {
    waiting.clear();
  }

  private int indexOf(String id) {
    for (int i = entries.size() - 1; i >= 0; i--)
      if (entries.get(i).id().equals(id))
        return i;
    return -1;
  }
}
