package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response that ends before anything was said: no item, and the conversation is as before.
final class EmptyReply extends Reply {
  EmptyReply(Plan plan) {
    super(plan);
  }

  @Override
  boolean atEnd() {
    return true;
  }

  @Override
  Instant due() {
    return Instant.MIN;
  }

  @Override
  Conversation.@Nullable Entry entry(Ending ending) {
    return null;
  }

  @Override
  List<ServerEvent> opening() {
    return List.of(created());
  }

  @Override
  List<ServerEvent> next() {
    return List.of();
  }

  @Override
  List<ServerEvent> ending(Ending ending) {
    return List.of(done(ending, List.of()));
  }

  @Override
  Usage spent() {
    return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
