package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.SessionSettings.Kind;
import io.github.realtimecli.protocol.SessionSettings.Transcription;
import io.github.realtimecli.protocol.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells what the user has said: word by word, at once or late. It understands nothing; what it tells was given to it.
final class Transcriber {
  private final SessionContext around;
  private final Deque<Late> late = new ArrayDeque<>();

  private record Late(Instant due, List<ServerEvent> events) {}

  Transcriber(SessionContext around) {
    this.around = around;
  }

  /// Something was committed.
  void hear(String itemId, Clip sound, Instant now) {
    Transcription wanted = around.configuration().settings().transcription();
    boolean only = around.kind() == Kind.TRANSCRIPTION;
    if (!only && (wanted == null || wanted.model().isEmpty()))
      return;
    List<ServerEvent> events = events(itemId, sound, around.mischief().deafness());
    Duration delay = around.mischief().transcriptDelay();
    if (delay.isZero())
      tell(events);
    else
      late.add(new Late(now.plus(delay), events));
    if (only)
      around.mischief().turnOver();
  }

  private List<ServerEvent> events(String itemId, Clip sound, @Nullable ApiError failure) {
    if (failure != null)
      return List.of(new ServerEvent.InputTranscriptFailed(itemId, 0, failure));
    String transcript = around.repertoire().transcript(sound);
    List<ServerEvent> events = new ArrayList<>();
    for (String word : Repertoire.words(transcript))
      events.add(new ServerEvent.InputTranscriptDelta(itemId, 0, word));
    events.add(new ServerEvent.InputTranscriptCompleted(itemId, 0, transcript,
        new Usage(0, 0, 0, 0, 0, 0, 0, 0, around.rate().seconds(sound))));
    return events;
  }

  /// When [#time] wants to be called.
  Instant due() {
    Late first = late.peek();
    return first == null ? Instant.MAX : first.due;
  }

  void time(Instant now) {
    for (Late first; (first = late.peek()) != null && !now.isBefore(first.due); late.remove())
      tell(first.events);
  }

  /// Tells a transcript, and keeps it with its item.
  private void tell(List<ServerEvent> events) {
    around.outlet().say(events);
    if (events.getLast() instanceof ServerEvent.InputTranscriptCompleted completed) {
      Conversation.Entry entry = around.conversation().find(completed.itemId());
      if (entry != null)
        around.conversation().replace(Inventory.transcribed(entry, completed.transcript()));
    }
  }
}
