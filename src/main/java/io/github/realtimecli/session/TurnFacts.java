package io.github.realtimecli.session;

import io.github.realtimecli.protocol.Item;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server has said in a turn beside the answer itself, kept for the result.
final class TurnFacts {
  private final Map<String, Item.Call> calls = new LinkedHashMap<>();
  private @Nullable String responseId;
  private @Nullable Usage usage = Usage.NOTHING;
  private @Nullable Usage transcription = Usage.NOTHING;
  private boolean answered;
  private boolean transcribed;
  private @Nullable String heard;

  void heard(ServerEvent event) {
    switch (event) {
      case ServerEvent.ResponseCreated e -> responseId = e.response().id();
      case ServerEvent.ResponseDone e -> done(e.response());
      case ServerEvent.OutputItemDone e -> called(e.item());
      case ServerEvent.InputTranscriptCompleted e -> {
        heard = heard == null ? e.transcript() : heard + " " + e.transcript();
        transcribed = true;
        transcription = Usage.sum(transcription, e.usage());
      }
      default -> {
        // nothing that a result tells
      }
    }
  }

  private void done(Response response) {
    responseId = response.id();
    answered = true;
    usage = Usage.sum(usage, response.usage());
    response.output().forEach(this::called);
  }

  private void called(Item item) {
    if (item.type().equals("function_call") && item.call() != null)
      calls.put(item.call().callId(), item.call());
  }

  @Nullable
  String responseId() {
    return responseId == null || responseId.isEmpty() ? null : responseId;
  }

  /// Of all responses together; `null` when there was none, or one of which it is not known.
  @Nullable
  Usage usage() {
    return answered ? usage : null;
  }

  /// Of the user's transcript, where it is billed by itself; `null` when there was none, or it is not known.
  @Nullable
  Usage transcription() {
    return transcribed ? transcription : null;
  }

  @Nullable
  String heard() {
    return heard;
  }

  /// The functions that the model wants called.
  List<Item.Call> calls() {
    return new ArrayList<>(calls.values());
  }
}
