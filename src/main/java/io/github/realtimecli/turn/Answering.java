package io.github.realtimecli.turn;

import io.github.realtimecli.audio.Pcm;
import io.github.realtimecli.protocol.Response;
import io.github.realtimecli.protocol.ServerEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The server's side of a turn: which responses are being given, what has come of them, and which of them the user has
/// spoken over.
final class Answering {
  private final Reply reply = new Reply();
  private final Set<String> active = new HashSet<>();
  private final Set<String> spokenOver = new HashSet<>();
  private Outcome outcome = Outcome.ANSWERED;
  private @Nullable String responseId;
  private boolean properlyDone;
  private int done;

  void on(ServerEvent.OfReply event, List<Action> actions) {
    switch (event) {
      case ServerEvent.ResponseCreated e -> {
        responseId = e.response().id();
        active.add(e.response().id());
      }
      case ServerEvent.AudioDelta e -> {
        Pcm samples = spokenOver.contains(e.place().responseId()) ? Pcm.EMPTY : reply.hear(e.place(), e.audio());
        if (!samples.isEmpty())
          actions.add(new Action.Play(samples));
      }
      case ServerEvent.TranscriptDelta e -> show(reply.read(e.place(), e.delta()), actions);
      case ServerEvent.TranscriptDone e -> show(reply.readWhole(e.place(), e.transcript()), actions);
      case ServerEvent.TextDelta e -> show(reply.read(e.place(), e.delta()), actions);
      case ServerEvent.TextDone e -> show(reply.readWhole(e.place(), e.text()), actions);
      case ServerEvent.ResponseDone e -> done(e.response());
      case ServerEvent.AudioDone _,ServerEvent.OutputItemAdded _,ServerEvent.OutputItemDone _,ServerEvent.ContentPartAdded _,ServerEvent.ContentPartDone _,ServerEvent.FunctionArgumentsDelta _,ServerEvent.FunctionArgumentsDone _,ServerEvent.McpCall _,ServerEvent.McpArgumentsDelta _,ServerEvent.McpArgumentsDone _ -> {
        // said again, or in full, by others
      }
    }
  }

  /// The user's words, where they are the answer.
  void onTranscript(ServerEvent.OfInput event, List<Action> actions) {
    if (event instanceof ServerEvent.InputTranscriptDelta e)
      show(reply.read(place(e.itemId(), e.contentIndex()), e.delta()), actions);
    else if (event instanceof ServerEvent.InputTranscriptCompleted e)
      show(reply.readWhole(place(e.itemId(), e.contentIndex()), e.transcript()), actions);
  }

  private static ServerEvent.Place place(String itemId, int contentIndex) {
    return new ServerEvent.Place(itemId, itemId, 0, contentIndex);
  }

  private static void show(String text, List<Action> actions) {
    if (!text.isEmpty())
      actions.add(new Action.Show(text));
  }

  /// A response that was taken back because the user went on speaking is no failure when another one follows.
  private void done(Response ended) {
    if (!active.remove(ended.id()))
      active.clear();
    boolean takenBack = ended.status() == Response.Status.CANCELLED && "turn_detected".equals(ended.reason());
    if (!takenBack || !properlyDone)
      outcome = outcomeOf(ended);
    properlyDone |= !takenBack;
    done++;
  }

  private static Outcome outcomeOf(Response done) {
    return switch (done.status()) {
      case COMPLETED, UNKNOWN, IN_PROGRESS -> Outcome.ANSWERED;
      case CANCELLED, FAILED, INCOMPLETE ->
        Outcome.of(new Failure.ResponseUnfinished(done.status(), done.reason(), done.error()));
    };
  }

  /// The user speaks: what is being said is not to be heard any more.
  void speakOver() {
    spokenOver.addAll(active);
  }

  Reply reply() {
    return reply;
  }

  /// How the last response ended that was not taken back.
  Outcome outcome() {
    return outcome;
  }

  /// Whether a response is being given.
  boolean active() {
    return !active.isEmpty();
  }

  /// How many responses have ended.
  int done() {
    return done;
  }

  /// The id of the last response that began.
  @Nullable
  String responseId() {
    return responseId;
  }
}
