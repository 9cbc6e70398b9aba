package io.github.realtimecli.turn;

import io.github.realtimecli.protocol.ServerEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server has made of the user's speech so far: stretches of voice, items, transcripts.
final class Hearing {
  /// How far apart the server's idea of where a voice ends and ours may be.
  private static final long TOLERANCE_MS = 700;

  private final Set<String> items = new HashSet<>();
  private int settled;
  private boolean voice;
  /// Voice was heard that has not become an item yet.
  private boolean underWay;
  private @Nullable Double voiceEndMs;
  private long heardUntilMs = -1;

  /// @param event any event about the user's side
  void note(ServerEvent.OfInput event) {
    switch (event) {
      case ServerEvent.SpeechStarted _ -> {
        voice = true;
        underWay = true;
      }
      case ServerEvent.SpeechStopped e -> {
        voice = false;
        heardUntilMs = Math.max(heardUntilMs, e.audioEndMs());
      }
      case ServerEvent.TimeoutTriggered _ -> {
        voice = false;
        underWay = false;
      }
      case ServerEvent.AudioCommitted e -> {
        voice = false;
        underWay = false;
        items.add(e.itemId());
      }
      case ServerEvent.InputTranscriptCompleted _,ServerEvent.InputTranscriptFailed _ -> settled++;
      case ServerEvent.AudioCleared _,ServerEvent.ItemAdded _,ServerEvent.ItemDone _,ServerEvent.ItemCreated _,ServerEvent.ItemRetrieved _,ServerEvent.ItemDeleted _,ServerEvent.ItemTruncated _,ServerEvent.InputTranscriptDelta _,ServerEvent.InputTranscriptSegment _ -> {
        // about items and the conversation, which a turn does not keep
      }
    }
  }

  /// Whether it hears a voice at this moment.
  boolean voice() {
    return voice;
  }

  /// How many pieces of speech have become items.
  int items() {
    return items.size();
  }

  /// The speech is out.
  ///
  /// @param endMs where the last voice in it ends, as far as we know
  void expect(@Nullable Double endMs) {
    voiceEndMs = endMs;
  }

  /// Whether it is known to have heard the last of the speech; it may take a word's end for silence.
  boolean isThrough() {
    return !underWay && voiceEndMs != null && heardUntilMs >= voiceEndMs - TOLERANCE_MS;
  }

  /// Transcripts that are still to come, when each item gets one and there is an item at least.
  boolean transcriptsMissing() {
    return settled < Math.max(1, items.size());
  }
}
