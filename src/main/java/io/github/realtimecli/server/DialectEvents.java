package io.github.realtimecli.server;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events that attend a session's start and an item's life, where GA and beta differ in more than names.
record DialectEvents(Shape shape) {
  /// What greets a client behind `session.created`.
  List<ServerEvent> greeting(String conversationId) {
    return switch (shape) {
      case GA -> List.of();
      case BETA -> List.of(new ServerEvent.ConversationCreated(conversationId));
    };
  }

  /// An item has entered the conversation.
  List<ServerEvent> entering(Item item, @Nullable String previousItemId) {
    return switch (shape) {
      case GA -> List.of(new ServerEvent.ItemAdded(item, previousItemId));
      case BETA -> List.of(new ServerEvent.ItemCreated(item, previousItemId));
    };
  }

  /// Nobody has spoken for long after an answer.
  List<ServerEvent> timeout(int audioStartMs, int audioEndMs, String itemId) {
    return switch (shape) {
      case GA -> List.of(new ServerEvent.TimeoutTriggered(audioStartMs, audioEndMs, itemId));
      case BETA -> List.of();
    };
  }

  /// An item of the conversation is complete, or will never be.
  List<ServerEvent> done(Item item, @Nullable String previousItemId) {
    return switch (shape) {
      case GA -> List.of(new ServerEvent.ItemDone(item, previousItemId));
      case BETA -> List.of();
    };
  }
}
